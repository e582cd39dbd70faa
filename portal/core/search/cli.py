"""What an operator asks of the search."""

import json
import time

import click
from flask import current_app

from portal.core.db import db
from portal.core.search import follow

_COMFORTABLE = 5_000


@click.group("search")
def search_group() -> None:
    """The search index of this machine."""


@search_group.command("rebuild")
def rebuild() -> None:
    """Build the index anew from the database."""
    click.echo(f"{follow.rebuild(current_app.extensions['search'])} documents")


@search_group.command("follow")
@click.option("--every", default=0.0, help="Seconds between looks; 0 follows once and ends.")
def follow_changes(every: float) -> None:
    """Bring the index up to the newest change; each web machine may run its own."""
    while True:
        follow.follow(current_app.extensions["search"])
        db.session.rollback()
        if not every:
            return
        time.sleep(every)


@search_group.command("status")
def status() -> None:
    """Print the engine, its size and lag, and whether it is time to switch engines."""
    engine = current_app.extensions["search"]
    documents = engine.count()
    advice = "fine"
    if engine.name == "whoosh" and documents > _COMFORTABLE:
        advice = "install the extra 'search' and set PORTAL_SEARCH=tantivy"
    report = {
        "engine": engine.name,
        "documents": documents,
        "position": engine.position(),
        "lag": follow.lag(engine),
        "advice": advice,
    }
    click.echo(json.dumps(report))
