"""Every change of a record leaves its before and after for the owner, and hashes in the audit log."""

from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import inspect, update
from sqlalchemy.orm.attributes import set_committed_value

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.registry.models import Item, Person, Revision
from portal.registry.visibility import speaks_for

_MOMENT = timedelta(minutes=1)
_OWN_BUSINESS = {
    "id",
    "version",
    "folded",
    "sort_given",
    "sort_full",
    "slug",
    "claim_digest",
    "former_account_id",
}


def snapshot(thing: Any) -> dict[str, Any]:
    """The stored values of a record as plain data, without keys derived from others."""
    columns = inspect(type(thing)).column_attrs
    return {
        column.key: _plain(getattr(thing, column.key))
        for column in columns
        if column.key not in _OWN_BUSINESS
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def revise(
    action: str,
    thing: Any,
    *,
    actor_id: int | None,
    before: dict[str, Any] | None = None,
    reason: str = "",
    removed: bool = False,
    shared: Any = None,
) -> None:
    """Write down that a person or item changed: called after the change, `before` from `snapshot`.

    `shared` is the work or project that changed with the item: `before` then holds of both.
    """
    db.session.flush()
    item: Item | None = thing if isinstance(thing, Item) else None
    after = {} if removed else snapshot(thing)
    if shared is not None:
        after |= snapshot(shared)
    before = before or {}
    changed = [name for name in {*before, *after} if before.get(name) != after.get(name)]
    person = item.person if item else thing
    db.session.add(
        Revision(
            person_id=person.id,
            item_kind=item.kind if item else None,
            item_id=item.id if item else None,
            action=action,
            actor_id=actor_id,
            on_behalf_of=_principal(person, actor_id),
            before={name: before.get(name) for name in changed if name in before},
            after={name: after.get(name) for name in changed if name in after},
            reason=reason,
        )
    )
    if item is not None and actor_id is not None:
        _freshen(person)
    audit.record(f"registry.{action}", thing, actor_id=actor_id, before=before, after=after)


def _freshen(person: Person) -> None:
    """Let a change of an item count as one of the record, without a version: forms of the basics
    that are open meanwhile stay good. What the clock does by itself makes nothing fresh."""
    now = clock.now()
    if now - person.updated_at < _MOMENT:
        return
    touched = update(Person).where(Person.id == person.id).values(updated_at=now)
    db.session.execute(touched, execution_options={"synchronize_session": False})
    set_committed_value(person, "updated_at", now)


def _principal(person: Person, actor_id: int | None) -> str:
    """The owner's name where the actor is the owner's delegate, else nothing."""
    if actor_id is None or person.account_id in (None, actor_id):
        return ""
    actor = db.session.get(Account, actor_id)
    return person.full_name if speaks_for(actor, person) else ""
