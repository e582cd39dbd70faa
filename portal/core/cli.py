"""What an operator asks of the house itself."""

import click
from flask import Flask, current_app

from portal.core.access import inventory


@click.command("access")
def print_access() -> None:
    """Print every route with the right that guards it."""
    for route, methods, endpoint, right in inventory(current_app):
        click.echo(f"{route} | {methods} | {endpoint} | {right}")


def init_app(app: Flask) -> None:
    app.cli.add_command(print_access)
