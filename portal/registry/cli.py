"""What an operator asks of the registry: JSON on standard output, errors on standard error."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from portal.registry.formats import parse_works
from portal.registry.names import parse_name

registry = AppGroup("registry", help="People, their names and their works.")


@registry.command("parse")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def parse(file: Path, as_json: bool) -> None:
    """Read works from FILE (BibTeX, RIS, CSL-JSON, Crossref, ORCID) as the portal would store them."""
    result = parse_works(file.read_bytes())
    if as_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False, indent=1))
    else:
        for work in result.works:
            click.echo(f"{work.issued[:4] or '----'}  {work.type:<20} {work.title}")
    for error in result.errors:
        click.echo(error, err=True)
    if not result.works and not result.affiliations:
        sys.exit(1)


@registry.command("name")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print the parts as JSON.")
def name(name: str, as_json: bool) -> None:
    """Take a full NAME apart: prefix, family, middle, given, and its keys to sort and search by."""
    parts = asdict(parse_name(name))
    if as_json:
        click.echo(json.dumps(parts, ensure_ascii=False))
        return
    for part, text in parts.items():
        click.echo(f"{part:<9} {text}")


def init_app(app: Flask) -> None:
    app.cli.add_command(registry)
