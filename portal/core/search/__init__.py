"""Search over public values: one interface, two engines, both following the change log."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec

from flask import Flask, current_app

from portal.core.changes import last_change
from portal.core.config import ConfigurationError
from portal.core.search import cli, follow, jobs
from portal.core.search.documents import SearchDocument, indexed, newest_first
from portal.core.search.engine import Engine, Hit, SearchResult
from portal.core.search.query import parse_query, parse_topics
from portal.core.search.spelling import better_spelling
from portal.core.search.whoosh_engine import WhooshEngine

if find_spec("tantivy"):
    from portal.core.search.tantivy_engine import TantivyEngine

__all__ = [
    "Hit",
    "SearchDocument",
    "SearchResult",
    "current_engine",
    "index_is_in_step",
    "indexed",
    "jobs",
    "newest_first",
    "search",
    "search_topics",
]

_DEEPEST = 10_000


def search(
    text: str,
    *,
    kinds: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] | None = None,
    count: Sequence[str] = (),
    order: str = "",
    page: int = 1,
    size: int = 20,
    prefix: bool = False,
    within: str = "text",
) -> SearchResult:
    """Find public pages.

    `facets` are the chosen values by facet name, `count` the facets to count over all hits,
    `order` a sort key ("given", "full", "fresh") or "" for relevance; `prefix` takes the last word
    as a beginning; `within="title"` looks at titles only. Where little is found, `suggestion` is the
    query in the nearest words that find more.
    """
    engine = _followed()
    asked = parse_query(text, kinds=kinds, facets=facets, order=order, prefix=prefix, within=within)
    offset = min((page - 1) * size, _DEEPEST)
    result = engine.find(asked, limit=size, offset=offset, facets=count)
    if asked.terms and not prefix:
        return replace(result, suggestion=better_spelling(engine, asked, result.total))
    return result


def search_topics(
    text: str,
    *,
    kinds: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] | None = None,
    count: Sequence[str] = (),
    size: int = 20,
) -> SearchResult:
    """The best pages on any of several topics, divided by commas; those on more of them come first."""
    asked = parse_topics(text, kinds=kinds, facets=facets)
    return _followed().find(asked, limit=size, offset=0, facets=count)


def index_is_in_step() -> bool:
    """Whether the index holds every committed change, so that its counts are those of the facts."""
    engine = _followed()
    return engine.position() >= last_change()


def current_engine() -> Engine:
    """The engine this process searches with."""
    engine: Engine = current_app.extensions["search"]
    return engine


def _followed() -> Engine:
    engine = current_engine()
    if current_app.config["JOBS"] == "immediate":
        follow.follow(engine)
    return engine


def _make_engine(app: Flask) -> Engine:
    name = app.config["SEARCH"]
    folder = app.config["INSTANCE"] / "index" / name
    if name == "whoosh":
        return WhooshEngine(folder)
    if name == "tantivy" and find_spec("tantivy"):
        return TantivyEngine(folder)
    raise ConfigurationError(
        f"PORTAL_SEARCH={name}: know whoosh, and tantivy where it is installed"
    )


def init_app(app: Flask) -> None:
    app.extensions["search"] = _make_engine(app)
    app.cli.add_command(cli.search_group)
