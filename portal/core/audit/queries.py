"""Reading and checking the log."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from portal.core.audit.actions import key_of
from portal.core.audit.models import NOTHING_YET, AuditEntry, AuditHead
from portal.core.audit.rules import chain_hash, content_of
from portal.core.db import Model, db


def entries_of(thing: Model, *, limit: int = 100) -> Sequence[AuditEntry]:
    """The latest entries about a thing, newest first."""
    query = select(AuditEntry).where(
        AuditEntry.thing_kind == thing.__tablename__, AuditEntry.thing_key == key_of(thing)
    )
    return db.session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)).all()


def faults(anchor: tuple[int, str] | None = None) -> Iterator[str]:
    """One sentence for each place where the chain is broken; nothing if the log is whole.

    `anchor` is a number and hash that were kept elsewhere: it finds a chain rewritten from the start.
    """
    number, previous = 0, NOTHING_YET
    query = select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1_000)
    for entry in db.session.scalars(query):
        if entry.id != number + 1:
            yield f"entry {number + 1} is missing (the next one is {entry.id})"
        if entry.previous_hash != previous:
            yield f"entry {entry.id} does not follow the entry before it"
        if entry.hash != chain_hash(entry.previous_hash, content_of(entry)):
            yield f"entry {entry.id} was changed after it was written"
        if anchor and anchor[0] == entry.id and anchor[1] != entry.hash:
            yield f"entry {entry.id} is not the one that was kept elsewhere"
        number, previous = entry.id, entry.hash
    head = head_of_chain()
    if head != (number, previous):
        yield f"the log ends at entry {number}, its head says {head[0]}"
    if anchor and anchor[0] > number:
        yield f"entry {anchor[0]}, kept elsewhere, is gone"


def head_of_chain() -> tuple[int, str]:
    """The number and hash of the last entry, as the head row states them."""
    row = db.session.execute(select(AuditHead.number, AuditHead.hash)).one_or_none()
    return (row.number, row.hash) if row else (0, NOTHING_YET)


def count_entries() -> int:
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
