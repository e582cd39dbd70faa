"""What an operator types about units."""

import json

import click
from flask import Flask
from flask.cli import AppGroup

from portal.core.db import db
from portal.core.unit_of_work import unit_of_work
from portal.units import actions, queries, territories
from portal.units.models import Unit, UnitKind

units = AppGroup("units", help="Territories and organisations.")


@units.command("load")
def load() -> None:
    """Load the shipped provinces, districts and communes with what became of them."""
    with unit_of_work():
        added = territories.load()
    click.echo(json.dumps(added))


@units.command("create")
@click.option("--name", required=True)
@click.option("--kind", type=click.Choice([kind.value for kind in UnitKind]), required=True)
@click.option("--parent", help="The number or slug of the unit above.")
def create(name: str, kind: str, parent: str | None) -> None:
    """Found a unit; print its number and slug."""
    above = None
    if parent:
        number = parent.isdecimal()
        above = db.session.get(Unit, int(parent)) if number else queries.unit_by_slug(parent)
        if above is None:
            raise click.ClickException(f"no unit is {parent}")
    with unit_of_work():
        unit = actions.create_unit(name=name, kind=UnitKind(kind), parent=above)
        answer = {"id": unit.id, "slug": unit.slug}
    click.echo(json.dumps(answer))


def init_app(app: Flask) -> None:
    app.cli.add_command(units)
