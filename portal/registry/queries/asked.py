"""Which bodies can be asked to decide on an item, and which are asked now."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import literal, select, union_all

from portal.accounts.models import Account, Grant
from portal.accounts.queries import roles_over
from portal.accounts.roles import roles_with
from portal.core import clock
from portal.core.db import db
from portal.core.text import sort_key
from portal.registry.models import ITEM_MODELS, Item, ItemKind, Person
from portal.registry.queries.directory import unit_names
from portal.registry.queries.verification import items_at
from portal.registry.visibility import WAITING, visible_to
from portal.units.models import Unit, UnitVersion
from portal.units.powers import Power
from portal.units.queries import ancestors, as_of, unit_named, with_versions

_MOST = 300
_NAMED_BY = ("issuer", "organiser", "council", "institution", "recognised_by")
"""Where an item names, in words, a body that can know it."""


def bodies_for(item: Item) -> tuple[Sequence[Unit], Sequence[Unit]]:
    """The bodies that the item itself names, and all others by name, that can be asked to decide."""
    person = item.person
    named = [unit for unit in _named_in(item) if can_be_asked(unit, person)]
    others = [unit for unit in _bodies_with_deciders(person) if unit not in named]
    return named, others


def can_be_asked(unit: Unit, person: Person) -> bool:
    """Whether somebody decides for the unit who does not look after the person's record anyway.

    The person does not count: nobody decides on an item of their own.
    """
    lines = roles_over(unit.id, frozenset({Power.APPROVE_PEOPLE}), but=person.account_id)
    home = _home(person)
    return any(line.unit.id not in home for line in lines)


def bodies_asked(person: Person, *, actor: Any) -> list[tuple[str, list[Item]]]:
    """Each body that decides on items of the person now, by name, with those that `actor` sees, the
    longest waiting first."""
    models: dict[ItemKind, Any] = dict(ITEM_MODELS)
    waiting = union_all(
        *(
            select(literal(kind.value).label("kind"), model.id.label("id"))
            .where(model.person_id == person.id, model.asked_unit_id.is_not(None))
            .where(model.state.in_(WAITING))
            for kind, model in models.items()
        )
    )
    keys = [(ItemKind(kind), id) for kind, id in db.session.execute(waiting)]
    asked: dict[int, list[Item]] = defaultdict(list)
    for item in sorted(items_at(keys).values(), key=_sent):
        if item.asked_unit_id is not None and visible_to(actor, item):
            asked[item.asked_unit_id].append(item)
    names = unit_names(asked)
    found = [(names.get(unit) or items[0].asked_unit.name, items) for unit, items in asked.items()]
    return sorted(found, key=lambda pair: sort_key(pair[0], by="full"))


def _sent(item: Item) -> tuple[bool, Any, ItemKind, int]:
    return item.submitted_at is not None, item.submitted_at, item.kind, item.id


def _home(person: Person) -> set[int]:
    """The unit that looks after the person, and all above it."""
    return {id for id, _kind in ancestors(person.home_unit_id)} if person.home_unit_id else set()


def _named_in(item: Any) -> list[Unit]:
    whose = getattr(item, "project", None) or item
    known = getattr(whose, "unit", None)
    if known is not None:
        return [known]
    texts = [getattr(item, name, "") for name in _NAMED_BY]
    found = [unit_named(text, on=clock.today()) for text in texts if text]
    return [units[0] for units in found if len(units) == 1]


def _bodies_with_deciders(person: Person) -> Sequence[Unit]:
    today = clock.today()
    holding = (
        select(Grant.unit_id)
        .join(Account, Account.id == Grant.account_id)
        .where(
            Grant.role.in_(roles_with(Power.APPROVE_PEOPLE)),
            Grant.ended_at.is_(None),
            as_of(today, Grant),
            Account.suspended_at.is_(None),
            Account.confirmed_at.is_not(None),
            Account.id.is_distinct_from(person.account_id),
        )
    )
    query = (
        select(Unit)
        .join(UnitVersion, UnitVersion.unit_id == Unit.id)
        .where(
            Unit.id.in_(holding),
            Unit.id.not_in(_home(person)),
            as_of(today, Unit),
            as_of(today, UnitVersion),
        )
        .options(with_versions())
        .order_by(UnitVersion.sort_key, Unit.id)
        .limit(_MOST)
    )
    return db.session.scalars(query).all()
