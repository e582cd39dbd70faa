"""What an operator asks of the log."""

import sys

import click
from flask import Flask
from flask.cli import AppGroup

from portal.core.audit.queries import faults, head_of_chain

audit = AppGroup("audit", help="The append-only log of acts.")


@audit.command("verify")
@click.option(
    "--anchor", help="NUMBER:HASH printed earlier by `flask audit head` and kept elsewhere."
)
def verify(anchor: str | None) -> None:
    """Check the whole chain; name each broken entry and exit non-zero."""
    number, _colon, kept = (anchor or "").partition(":")
    found = list(faults((int(number), kept) if anchor else None))
    for fault in found:
        click.echo(fault, err=True)
    if found:
        sys.exit(1)
    click.echo(f"{head_of_chain()[0]} entries, the chain is whole")


@audit.command("head")
def head() -> None:
    """Print NUMBER:HASH of the last entry, to be kept where this machine cannot change it."""
    number, kept = head_of_chain()
    click.echo(f"{number}:{kept}")


def init_app(app: Flask) -> None:
    app.cli.add_command(audit)
