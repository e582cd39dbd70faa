"""Writing to the log."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import current_app, has_request_context
from sqlalchemy import insert, inspect, select, update

from portal.core import clock
from portal.core.access import current_actor
from portal.core.audit.models import NOTHING_YET, AuditEntry, AuditHead
from portal.core.audit.rules import chain_hash, content_of, keyed_hash
from portal.core.db import Model, db

CURRENT = -1
_acting_for: ContextVar[int | None] = ContextVar("acting_for", default=None)


@contextmanager
def acting_for(actor_id: int | None) -> Iterator[None]:
    """Name the account in whose place the block acts: a job runs for the one who started it."""
    token = _acting_for.set(actor_id)
    try:
        yield
    finally:
        _acting_for.reset(token)


def record(
    action: str,
    thing: Model | None,
    *,
    actor_id: int | None = CURRENT,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Append an entry in the current transaction; if it cannot be written the act is undone too.

    Only the keyed hashes of `before` and `after` and the names of the fields that differ are kept,
    so sensitive values may be given. `reason` is kept as it is: give no private value there.
    """
    db.session.flush()
    number, previous = _lock_head()
    key = current_app.config["SECRET_KEY"]
    entry = AuditEntry(
        id=number + 1,
        at=clock.now(),
        action=action,
        thing_kind=thing.__tablename__ if thing is not None else "",
        thing_key=key_of(thing),
        actor_id=_current_actor_id() if actor_id == CURRENT else actor_id,
        reason=reason,
        fields=_changed_fields(before or {}, after or {}),
        before_hash=keyed_hash(key, before),
        after_hash=keyed_hash(key, after),
        previous_hash=previous,
    )
    entry.hash = chain_hash(previous, content_of(entry))
    db.session.add(entry)
    moved = update(AuditHead).values(number=entry.id, hash=entry.hash)
    db.session.execute(moved, execution_options={"synchronize_session": False})
    db.session.flush()
    return entry


def _lock_head() -> tuple[int, str]:
    query = select(AuditHead.number, AuditHead.hash).with_for_update()
    head = db.session.execute(query).one_or_none()
    if head is None:
        db.session.execute(insert(AuditHead).values(id=1, number=0, hash=NOTHING_YET))
        return 0, NOTHING_YET
    return head.number, head.hash


def key_of(thing: Model | None) -> str:
    """The primary key of a stored thing as text; empty for none."""
    identity = inspect(thing).identity if thing is not None else None
    return "/".join(str(part) for part in identity or ())


def _current_actor_id() -> int | None:
    if (actor_id := _acting_for.get()) is not None:
        return actor_id
    actor = current_actor() if has_request_context() else None
    return actor.id if actor is not None else None


def _changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return sorted(
        name for name in {*before, *after} if before.get(name, ...) != after.get(name, ...)
    )
