"""Finding people in a whole province: each filter, names, beginnings, topics, experts.

Pages are made anew each time (no page cache) over the real tables and the engine for large portals.
The statements of a page must not grow with the people.
"""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import select
from werkzeug.test import Client

from bench.directory import BASE, asked, indexed, loaded, settings
from bench.table import print_table
from portal.app import create_app
from portal.core.db import db
from portal.core.search import current_engine
from portal.registry.facets import refresh_stale
from portal.registry.models import PersonFacet
from portal.registry.models.facet import FacetName

DIRECTORY_MS, EXPERTS_MS = 25, 60
QUESTIONS = {
    "directory": "/people",
    "latest update": "/people?sort=updated",
    "a family name": "/people?q=nguyen",
    "a name without marks": "/people?q=nguyen+thi+hoa",
    "a topic": "/people?q=gi%C3%A1o+d%E1%BB%A5c",
    "beginning of a name": "/people/suggest?q=nguyen+th",
    "beginning of a word": "/people/suggest?q=gi",
    "a misspelling": "/people?q=nguyem+thi",
}
TOPICS = {
    "experts: common topic": "/experts?topic=gi%C3%A1o+d%E1%BB%A5c",
    "experts: two topics": "/experts?topic=l%C3%BAa+n%C6%B0%C6%A1ng%2C+y+h%E1%BB%8Dc",
    "experts: phrase": "/experts?topic=%22gi%C3%A1o+d%E1%BB%A5c%22&level=master",
    "experts: available": "/experts?topic=y+t%E1%BA%BF&available=1",
}


def measure(people: int, rounds: int, instance: Path | None = None) -> None:
    """Load a province, or take the one of `instance`, and print what each question costs."""
    with TemporaryDirectory() as name, settings(instance or Path(name)):
        if instance is None:
            loaded(people)
        app = create_app({"PAGE_CACHE": False})
        logging.getLogger("portal").setLevel(logging.WARNING)
        if instance is None or not current_engine_holds(app):
            indexed(app)
        head = ["question", "median ms", "p95 ms", "statements", "within ms"]
        rows = [
            [*asked(app, label, path, rounds), bound]
            for questions, bound in ((QUESTIONS | facets(app), DIRECTORY_MS), (TOPICS, EXPERTS_MS))
            for label, path in questions.items()
        ]
        print_table(f"Finding among {people:,} people", head, rows)


def current_engine_holds(app: Flask) -> bool:
    """Whether the index was built before."""
    with app.app_context():
        return current_engine().count() > 0


def facets(app: Flask) -> dict[str, str]:
    """One question for each filter, by the value that most people hold first, with and without a name."""
    with app.app_context():
        refresh_stale()
        db.session.commit()
        values = {
            name: db.session.scalar(
                select(PersonFacet.value).where(PersonFacet.name == name).limit(1)
            )
            for name in FacetName
        }
    found: dict[str, str] = {}
    for name, value in values.items():
        if value is not None:
            found[f"filter: {name}"] = f"/people?{name}={value}"
            found[f"filter and name: {name}"] = f"/people?{name}={value}&q=nguyen"
    if Client(app).get("/people/filters/unit", base_url=BASE).status_code == 200:
        found["all values of a filter"] = "/people/filters/unit"
    return found
