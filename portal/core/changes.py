"""The change log: what the public sees changed, written in the same commit as the fact.

Search indexes, the page cache and feeds follow this table; each keeps the last id it has seen.
"""

from collections.abc import Iterable
from datetime import datetime

from blinker import signal
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column

from portal.core import clock
from portal.core.db import Model, db

_IN_ORDER = 70_501_442

changed = signal("changed")
"""Sent with no arguments when changes have been written in a transaction that is still open."""


class Change(Model):
    """One thing that changed: kind ("person", "round" …) and its key as text."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Tracked:
    """A table whose rows show on public pages: says which public things a row belongs to."""

    def changes(self) -> Iterable[tuple[str, object]]:
        """The (kind, key) pairs that are stale once this row has changed."""
        raise NotImplementedError


def note_change(kind: str, key: object) -> None:
    """Write a change by hand, for updates that bypass the unit of work's objects."""
    _write(db.session(), {(kind, str(key))})


def note_changes(pairs: Iterable[tuple[str, object]]) -> None:
    """Write many changes by hand in one statement, for loads that bypass the session's objects."""
    if touched := {(kind, str(key)) for kind, key in pairs}:
        _write(db.session(), touched)


@event.listens_for(Session, "after_flush")
def _note_flushed(session: Session, _context: UOWTransaction) -> None:
    touched = {
        (kind, str(key))
        for row in (*session.new, *session.dirty, *session.deleted)
        if isinstance(row, Tracked) and (row not in session.dirty or session.is_modified(row))
        for kind, key in row.changes()
    }
    if touched:
        _write(session, touched)


def _write(session: Session, touched: set[tuple[str, str]]) -> None:
    if session.get_bind().dialect.name == "postgresql":
        # ids must become visible in their order, or a follower would pass over one
        session.execute(select(func.pg_advisory_xact_lock(_IN_ORDER)))
    at = clock.now()
    rows = [{"kind": kind, "key": key, "at": at} for kind, key in sorted(touched)]
    session.execute(insert(Change), rows)
    changed.send(None)


def last_change() -> int:
    """The id of the newest committed change, 0 where there is none."""
    return db.session.scalar(select(func.max(Change.id))) or 0
