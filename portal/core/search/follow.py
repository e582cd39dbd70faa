"""The index follows the change log."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from flask import current_app
from sqlalchemy import select

from portal.core.changes import Change, last_change
from portal.core.db import db
from portal.core.search.documents import SearchDocument, indexers
from portal.core.search.engine import Engine
from portal.core.search.place import NOWHERE

_STEP = 500


def follow(engine: Engine) -> int:
    """Bring `engine` up to the newest change; gives the number of documents written.

    An index that does not exist yet is built whole. Any step may be repeated without harm.
    """
    if engine.position() == NOWHERE:
        return rebuild(engine)
    written = 0
    while changes := _changes_after(engine.position()):
        stale: dict[str, list[str]] = {}
        for _, kind, key in changes:
            stale.setdefault(kind, []).append(key)
        documents = [
            document
            for kind, keys in stale.items()
            for document in _documents(kind, list(dict.fromkeys(keys)))
        ]
        alive = {(document.kind, document.key) for document in documents}
        gone = {(kind, key) for kind, keys in stale.items() for key in keys} - alive
        written += engine.write(documents, sorted(gone), changes[-1][0])
    return written


def rebuild(engine: Engine) -> int:
    """Build the index anew from the database; gives the number of documents written."""
    position = last_change()
    engine.clear()
    everything = (
        document
        for indexer in list(indexers.values())
        for keys in _in_steps(indexer.keys())
        for document in _documents(indexer.kind, keys)
    )
    return engine.write(everything, (), position)


def lag(engine: Engine) -> int:
    """How many changes the index has yet to see."""
    return last_change() - max(0, engine.position())


def _changes_after(position: int) -> Sequence[tuple[int, str, str]]:
    query = select(Change.id, Change.kind, Change.key).where(Change.id > position)
    rows = db.session.execute(query.order_by(Change.id).limit(_STEP))
    return [(row.id, row.kind, row.key) for row in rows]


def _documents(kind: str, keys: Sequence[str]) -> Iterable[SearchDocument]:
    indexer = indexers.get(kind)
    if indexer is None:
        return []
    with current_app.test_request_context(base_url=current_app.config["SITE_URL"]):
        return list(indexer.write(keys))  # documents hold addresses, which need a request


def _in_steps(keys: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(keys)
    while step := list(islice(iterator, _STEP)):
        yield step
