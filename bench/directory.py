"""The directory of a whole province: loading it, indexing it, and each kind of question asked of it.

Pages are made anew each time (no page cache), in one process, over the real tables and the engine
for large portals. The number of statements must not grow with the people.
"""

import logging
import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine
from werkzeug.test import Client

from bench.table import milliseconds, print_table
from portal.app import create_app
from portal.core.search import current_engine, follow, search
from portal.registry.models.facet import FacetName
from tools.served import Server, load_demo

BASE = "http://127.0.0.1:8000"
REQUESTS = 1_000
QUESTIONS = {
    "everybody": "/people",
    "page 200": "/people?page=200",
    "latest update": "/people?sort=updated",
    "one filter": "/people?level=master",
    "largest filter": "/people?verified=yes",
    "two filters": "/people?level=bachelor&sector=education",
    "a family name": "/people?q=nguyen",
    "a full name": "/people?q=Nguy%E1%BB%85n+Th%E1%BB%8B+H%C3%B2a",
    "a topic and a filter": "/people?q=giao+duc&verified=yes",
    "a word nobody has": "/people?q=xyzq",
    "first page": "/",
}
WORDS = ("nguyen", "Nguyễn Thị Hòa", "giáo dục", "")


def measure(people: int, rounds: int) -> None:
    """Load, index, ask; print what each cost."""
    with TemporaryDirectory() as name, settings(Path(name)):
        costs = [["load", *loaded(people)]]
        app = create_app({"PAGE_CACHE": False})
        logging.getLogger("portal").setLevel(logging.WARNING)
        costs.append(["index", *indexed(app)])
        head = ["step", "a processor second", "s", "processor s", "peak MB"]
        print_table(f"A province of {people:,} people", head, costs)
        rows = [asked(app, label, path, rounds) for label, path in QUESTIONS.items()]
        print_table("Pages made anew", ["page", "median ms", "p95 ms", "statements"], rows)
        head = ["words", "median ms", "p95 ms"]
        print_table("The engine alone, facets counted", head, _sought(app, rounds))
        print(f"  a process after {REQUESTS:,} requests: {_memory_after(app):.0f} MB")


@contextmanager
def settings(folder: Path) -> Iterator[None]:
    given = {
        "PORTAL_DEMO": "1",
        "PORTAL_INSTANCE": str(folder),
        "PORTAL_SEARCH": "tantivy",
        "PORTAL_SITE_URL": BASE,
        "PORTAL_ARGON2_COST": "cheap",
    }
    before = dict(os.environ)
    os.environ.update(given)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def loaded(people: int) -> tuple[float, float, float, float]:
    begun, spent = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    load_demo(Server("", {**os.environ}), people)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - spent.ru_utime - spent.ru_stime
    return people / processor, wall, processor, after.ru_maxrss / 1024


def indexed(app: Flask) -> tuple[float, float, float, float]:
    begun, spent = time.perf_counter(), time.process_time()
    with app.app_context():
        written = follow.rebuild(current_engine())
    wall, processor = time.perf_counter() - begun, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return written / processor, wall, processor, peak


def asked(app: Flask, label: str, path: str, rounds: int) -> list[object]:
    ask = _asker(app, path)
    ask()
    with _statements() as seen:
        ask()
    return [label, *milliseconds(ask, rounds=rounds), len(seen)]


def _asker(app: Flask, path: str) -> Callable[[], None]:
    client = Client(app)

    def ask() -> None:
        answer = client.get(path, base_url=BASE)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status}")

    return ask


@contextmanager
def _statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _sought(app: Flask, rounds: int) -> list[list[object]]:
    counted = [name.value for name in FacetName]
    rows: list[list[object]] = []
    with app.app_context():
        for words in WORDS:
            ask = partial(search, words, kinds=("person",), count=counted, size=30)
            rows.append([words or "(none)", *milliseconds(ask, rounds=rounds)])
    return rows


def _memory_after(app: Flask) -> float:
    asks = [_asker(app, path) for path in QUESTIONS.values()]
    for number in range(REQUESTS):
        asks[number % len(asks)]()
    return psutil.Process().memory_info().rss / 1e6
