"""What an operator types about units."""

import json

import click
from flask import Flask
from flask.cli import AppGroup

from portal.core.unit_of_work import unit_of_work
from portal.units import territories

units = AppGroup("units", help="Territories and organisations.")


@units.command("load")
def load() -> None:
    """Load the shipped provinces, districts and communes with what became of them."""
    with unit_of_work():
        added = territories.load()
    click.echo(json.dumps(added))


def init_app(app: Flask) -> None:
    app.cli.add_command(units)
