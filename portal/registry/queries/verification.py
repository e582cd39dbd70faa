"""What waits for an officer's decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from portal.core import clock
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
from portal.registry.queries.directory import unit_names
from portal.registry.queries.items import items
from portal.registry.rules import COUNTED
from portal.registry.visibility import (
    WAITING,
    DecidingReach,
    items_decided_by,
    items_seen_from,
    reach_of,
    standing_of,
)
from portal.units.powers import Power

_SIZE = 30
Key = tuple[ItemKind, int]


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    kind: ItemKind
    item: Item
    person: Person
    since: datetime
    taken_by: str = ""
    """The officer who checks it now."""
    asked: str = ""
    """The body that was asked; empty: the officers of the home unit."""
    is_overdue: bool = False


@dataclass(frozen=True)
class Narrowed:
    """What of the queue is asked for; `asked` is a unit's number, 0 the officers of the home unit."""

    kind: ItemKind | None = None
    asked: int | None = None
    overdue: bool = False


@dataclass(frozen=True)
class Tally:
    """How much waits for one: by kind, by the body that was asked, too late, and the first day due."""

    kinds: dict[ItemKind, int]
    bodies: dict[int, int]
    overdue: int
    first_due: date | None

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def verification_queue(
    account: Any, narrowed: Narrowed | None = None, *, page: int = 1, size: int = _SIZE
) -> Page[Waiting]:
    """Items on which this account decides, the first due first."""
    lines = _lines(account)
    query = select(lines).where(*_fitting(lines, narrowed or Narrowed()))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(lines.c.due_on.nulls_last(), lines.c.since, lines.c.kind, lines.c.id)
    rows = db.session.execute(ordered.limit(size).offset((page - 1) * size)).all()
    loaded = items_at([(ItemKind(row.kind), row.id) for row in rows])
    takers, names = _takers(loaded.values()), unit_names({row.asked for row in rows if row.asked})
    found = [
        Waiting(
            item.kind,
            item,
            item.person,
            item.submitted_at or item.stated_at,
            takers.get((item.kind, item.id), ""),
            names.get(row.asked, ""),
            is_overdue(item),
        )
        for row in rows
        if (item := loaded[ItemKind(row.kind), row.id])
    ]
    return Page(found, page, size, total)


def is_overdue(item: Item) -> bool:
    """Whether the item waits although its day has passed."""
    return item.state in WAITING and item.due_on is not None and item.due_on < clock.today()


def _fitting(lines: Any, narrowed: Narrowed) -> list[Any]:
    fitting = []
    if narrowed.kind is not None:
        fitting.append(lines.c.kind == narrowed.kind.value)
    if narrowed.asked is not None:
        fitting.append(lines.c.asked == narrowed.asked)
    if narrowed.overdue:
        fitting.append(lines.c.due_on < clock.today())
    return fitting


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


def tally_of(account: Any) -> Tally:
    """What waits for this account in one statement; nothing for one who decides nowhere."""
    kinds: dict[ItemKind, int] = {}
    bodies: dict[int, int] = {}
    overdue, first = 0, None
    if any(account.can_anywhere(power) for power in (Power.EDIT_PEOPLE, Power.APPROVE_PEOPLE)):
        lines = _lines(account)
        late = case((lines.c.due_on < clock.today(), 1), else_=0)
        query = select(
            lines.c.kind, lines.c.asked, func.count(), func.sum(late), func.min(lines.c.due_on)
        ).group_by(lines.c.kind, lines.c.asked)
        for kind, asked, number, too_late, due_on in db.session.execute(query):
            kinds[ItemKind(kind)] = kinds.get(ItemKind(kind), 0) + number
            bodies[asked] = bodies.get(asked, 0) + number
            overdue += too_late
            first = min((day for day in (first, due_on) if day), default=None)
    return Tally(kinds, bodies, overdue, first)


def due_count(account: Any, until: date) -> tuple[int, int]:
    """How many items this account should decide until that day, and how many it should have."""
    lines = _lines(account)
    late = case((lines.c.due_on < clock.today(), 1), else_=0)
    query = select(func.count(), func.sum(late)).select_from(lines).where(lines.c.due_on <= until)
    due, too_late = db.session.execute(query).one()
    return due, too_late or 0


def _lines(account: Any) -> Any:
    reach = reach_of(account)
    return union_all(*(_waiting(account, kind, reach) for kind in ITEM_MODELS)).subquery()


def _waiting(account: Any, kind: ItemKind, reach: DecidingReach) -> Select[Any]:
    model: Any = ITEM_MODELS[kind]
    return (
        select(
            literal(kind.value).label("kind"),
            model.id.label("id"),
            func.coalesce(model.asked_unit_id, 0).label("asked"),
            func.coalesce(model.submitted_at, model.stated_at).label("since"),
            model.due_on,
        )
        .join(Person, Person.id == model.person_id)
        .where(items_decided_by(account, model, reach))
    )


def items_at(keys: Sequence[Key]) -> dict[Key, Item]:
    """The items of these kinds and numbers with their people; one statement a kind, or two."""
    found: dict[Key, Item] = {}
    for kind in {kind for kind, _id in keys}:
        model: Any = ITEM_MODELS[kind]
        query = items(kind).where(model.id.in_([id for one, id in keys if one is kind]))
        with_person = joinedload(model.person).joinedload(Person.account)
        for item in db.session.scalars(query.options(with_person)):
            found[kind, item.id] = item
    return found


def counted_for(actor: Any, person: Person) -> tuple[int, int]:
    """How many of a person's items that `actor` sees are confirmed, and how many only stated."""
    standing = standing_of(actor, person)
    query = union_all(
        *(
            select(model.state.label("state"), func.count().label("number"))
            .where(model.person_id == person.id, items_seen_from(standing, model))
            .group_by(model.state)
            for kind, model in ITEM_MODELS.items()
            if kind in COUNTED
        )
    )
    rows = list(db.session.execute(query))
    verified = sum(number for state, number in rows if state == ItemState.VERIFIED)
    return verified, sum(number for _state, number in rows) - verified


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
    found = items_at(sorted(keys))
    return [item for item in found.values() if item.state is ItemState.VERIFIED]
