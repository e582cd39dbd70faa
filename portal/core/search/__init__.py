"""Search over public values: one interface, two engines, both following the change log."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec

import rapidfuzz
from flask import Flask, current_app

from portal.core.config import ConfigurationError
from portal.core.search import cli, follow, jobs
from portal.core.search.documents import SearchDocument, indexed
from portal.core.search.engine import Engine, Hit, SearchResult
from portal.core.search.query import Query, parse_query
from portal.core.search.whoosh_engine import WhooshEngine

if find_spec("tantivy"):
    from portal.core.search.tantivy_engine import TantivyEngine

__all__ = ["Hit", "SearchDocument", "SearchResult", "current_engine", "indexed", "jobs", "search"]

_DEEPEST = 10_000
_NEAR = 75
_CANDIDATES = 20_000


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
) -> SearchResult:
    """Find public pages.

    `facets` are the chosen values by facet name, `count` the facets to count over all hits,
    `order` a sort key ("given", "full") or "" for relevance; `prefix` takes the last word as a
    beginning. Where nothing is found, `suggestion` is the query with its nearest known words.
    """
    engine = current_engine()
    if current_app.config["JOBS"] == "immediate":
        follow.follow(engine)
    asked = parse_query(text, kinds=kinds, facets=facets, order=order, prefix=prefix)
    offset = min((page - 1) * size, _DEEPEST)
    result = engine.find(asked, limit=size, offset=offset, facets=count)
    if result.total == 0 and asked.terms:
        return replace(result, suggestion=_nearest(engine, asked))
    return result


def current_engine() -> Engine:
    """The engine this process searches with."""
    engine: Engine = current_app.extensions["search"]
    return engine


def _nearest(engine: Engine, asked: Query) -> str | None:
    words = [word for term in asked.terms for word in term.folded]
    near = [_near_word(engine, word) for word in words]
    return " ".join(near) if near != words else None


def _near_word(engine: Engine, word: str) -> str:
    known = engine.words_like(word, limit=_CANDIDATES)
    if word in known:
        return word
    found = rapidfuzz.process.extractOne(word, known, score_cutoff=_NEAR)
    return found[0] if found else word


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
