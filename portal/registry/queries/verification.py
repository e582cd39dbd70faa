"""What waits for an officer's decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from portal.accounts.queries import visible_units
from portal.core.db import db
from portal.core.paging import Page
from portal.registry.models import (
    ITEM_MODELS,
    Credential,
    Item,
    ItemKind,
    ItemState,
    Person,
    Revision,
    Verification,
)
from portal.registry.queries.items import items
from portal.registry.visibility import WAITING
from portal.units.powers import Power

_SIZE = 30


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    kind: ItemKind
    item: Item
    person: Person
    since: datetime
    taken_by: str = ""
    """The officer who checks it now."""


def verification_queue(
    account: Any, *, kind: ItemKind | None = None, page: int = 1
) -> Page[Waiting]:
    """Items handed in by people this officer looks after, the longest waiting first."""
    kinds = [kind] if kind else list(ITEM_MODELS)
    lines = union_all(*(_waiting(account, one) for one in kinds)).subquery()
    total = db.session.scalar(select(func.count()).select_from(lines)) or 0
    ordered = select(lines).order_by(lines.c.stated_at, lines.c.kind, lines.c.id)
    rows = db.session.execute(ordered.limit(_SIZE).offset((page - 1) * _SIZE)).all()
    loaded = _loaded([(ItemKind(row.kind), row.id) for row in rows])
    takers = _takers(loaded.values())
    return Page(
        [
            Waiting(
                item.kind, item, item.person, item.stated_at, takers.get((item.kind, item.id), "")
            )
            for row in rows
            if (item := loaded[ItemKind(row.kind), row.id])
        ],
        page,
        _SIZE,
        total,
    )


def taker_of(item: Item) -> str:
    """The officer who checks the item now, or empty."""
    return _takers([item]).get((item.kind, item.id), "")


def _takers(items: Iterable[Item]) -> dict[tuple[ItemKind, int], str]:
    taken = {(one.kind, one.id) for one in items if one.state is ItemState.UNDER_REVIEW}
    if not taken:
        return {}
    query = (
        select(Revision)
        .where(Revision.action == "take_item", Revision.item_id.in_([id for _kind, id in taken]))
        .options(joinedload(Revision.actor))
        .order_by(Revision.id)
    )
    return {
        (one.item_kind, one.item_id): one.actor.full_name
        for one in db.session.scalars(query)
        if one.item_kind and one.item_id and one.actor and (one.item_kind, one.item_id) in taken
    }


def waiting_count(account: Any) -> int:
    """How many items wait for this officer."""
    if not account.can_anywhere(Power.EDIT_PEOPLE):
        return 0
    lines = union_all(*(_waiting(account, kind) for kind in ITEM_MODELS)).subquery()
    return db.session.scalar(select(func.count()).select_from(lines)) or 0


def _waiting(account: Any, kind: ItemKind) -> Select[Any]:
    model: Any = ITEM_MODELS[kind]
    units = visible_units(account, Power.EDIT_PEOPLE)
    return (
        select(literal(kind.value).label("kind"), model.id.label("id"), model.stated_at)
        .join(Person, Person.id == model.person_id)
        .where(
            model.state.in_(WAITING),
            Person.home_unit_id.in_(units),
            Person.merged_into_id.is_(None),
            Person.account_id.is_distinct_from(account.id),
        )
    )


def _loaded(keys: Sequence[tuple[ItemKind, int]]) -> dict[tuple[ItemKind, int], Item]:
    found: dict[tuple[ItemKind, int], Item] = {}
    for kind in {kind for kind, _id in keys}:
        model: Any = ITEM_MODELS[kind]
        query = items(kind).where(model.id.in_([id for one, id in keys if one is kind]))
        for item in db.session.scalars(query.options(joinedload(model.person))):
            found[kind, item.id] = item
    return found


def outlived(day: date) -> list[Item]:
    """Confirmed items whose latest decision, or whose own paper, was valid until before `day`."""
    latest = (
        select(func.max(Verification.id))
        .group_by(Verification.item_kind, Verification.item_id)
        .scalar_subquery()
    )
    ended = select(Verification.item_kind, Verification.item_id).where(
        Verification.id.in_(latest), Verification.valid_until < day
    )
    keys = {(kind, id) for kind, id in db.session.execute(ended)}
    papers = select(Credential.id, Credential.valid_until).where(
        Credential.state == ItemState.VERIFIED, Credential.valid_until.is_not(None)
    )
    keys |= {
        (ItemKind.CREDENTIAL, id)
        for id, until in db.session.execute(papers)
        if until and until < day.isoformat()[: len(until)]
    }
    found = _loaded(sorted(keys))
    return [item for item in found.values() if item.state is ItemState.VERIFIED]
