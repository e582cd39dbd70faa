"""What an operator types to get the demo: load it once, and see who signs in."""

import json
import sys
import time
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from flask_babel import force_locale
from flask_migrate import upgrade

from portal.core.unit_of_work import unit_of_work
from portal.demo import load as loading
from portal.demo.officers import sign_ins
from portal.units import territories

demo = AppGroup("demo", help="The invented province.")


@demo.command("load")
@click.option("--people", default=600, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=45, show_default=True)
@click.option("--drafts", type=click.Path(path_type=Path, exists=True, file_okay=False))
def load(people: int, seed: int, drafts: Path | None) -> None:
    """Load the invented province, once; progress goes to standard error."""
    _load(people=people, seed=seed, drafts=drafts)


@demo.command("prepare")
@click.option("--people", default=600, show_default=True)
def prepare(people: int) -> None:
    """Bring the tables up to date, load the province if it is not there, print the sign-ins."""
    upgrade(directory=str(current_app.extensions["migrate"].directory))
    _load(people=people, seed=45, drafts=None)
    _print_table()


@demo.command("accounts")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list on standard output.")
def accounts(as_json: bool) -> None:
    """Print who signs in: one account for every role."""
    if not loading.is_loaded():
        click.echo("the demo is not loaded: flask demo load", err=True)
        sys.exit(1)
    if as_json:
        rows = [line.as_row() for line in sign_ins()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table()


def _load(*, people: int, seed: int, drafts: Path | None) -> None:
    if loading.is_loaded():
        click.echo("the demo province is already there", err=True)
        return
    began = [time.monotonic()]

    def progress(done: int, total: int) -> None:
        if not done:
            began[0] = time.monotonic()
        rate = done / max(0.001, time.monotonic() - began[0])
        click.echo(f"\r{done}/{total} people, {rate:.0f}/s", err=True, nl=done == total)

    site = current_app.config["SITE_URL"]
    with current_app.test_request_context(base_url=site), force_locale("vi"), unit_of_work():
        territories.load()
        unread = loading.load(people=people, seed=seed, drafts=drafts, progress=progress)
    for line in unread:
        click.echo(line, err=True)


def _print_table() -> None:
    lines = sign_ins()
    width = max((len(line.email) for line in lines), default=0)
    for line in lines:
        click.echo(f"  {line.email:<{width}}  {line.password}  {line.what}")


def init_app(app: Flask) -> None:
    app.cli.add_command(demo)
