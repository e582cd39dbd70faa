"""What an operator asks of the house itself."""

import sys

import click
from flask import Flask, current_app

from portal.core.access import inventory
from portal.core.invariants import broken


@click.command("access")
def print_access() -> None:
    """Print every route with the right that guards it."""
    for route, methods, endpoint, right in inventory(current_app):
        click.echo(f"{route} | {methods} | {endpoint} | {right}")


@click.command("check")
@click.option("--all", "every", is_flag=True, help="Name the invariants that hold, too.")
def check_invariants(every: bool) -> None:
    """Check what must always hold; name each breach and exit non-zero."""
    found = broken()
    for name, lines in found.items():
        if lines or every:
            click.echo(f"{'BROKEN' if lines else 'ok':<7} {name}")
        for line in lines:
            click.echo(f"        {line}", err=True)
    if any(found.values()):
        sys.exit(1)


def init_app(app: Flask) -> None:
    app.cli.add_command(print_access)
    app.cli.add_command(check_invariants)
