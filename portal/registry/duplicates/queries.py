"""Pairs that wait or were decided: only those both of whose records the officer looks after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from portal.accounts.queries import visible_units
from portal.core.db import db
from portal.core.paging import Page, paginate
from portal.registry.models import (
    CandidateOrigin,
    CandidateState,
    DuplicateCandidate,
    Merge,
    Person,
)
from portal.units.powers import Power
from portal.units.queries import below

SIZE = 20
_ASIDE = 20


class Tab(StrEnum):
    FOUND = "found"
    PROPOSED = "proposed"
    DECIDED = "decided"


_LOW, _HIGH = aliased(Person), aliased(Person)


def pairs_for(actor: Any, tab: Tab, *, unit_id: int | None = None, page: int = 1) -> Page[Any]:
    """One page of pairs; `unit_id` keeps those with a record looked after there or below."""
    query = _of_tab(_both_in_reach(actor), tab)
    if unit_id is not None:
        units = below(unit_id)
        query = query.where(or_(_LOW.home_unit_id.in_(units), _HIGH.home_unit_id.in_(units)))
    query = query.options(
        contains_eager(DuplicateCandidate.low.of_type(_LOW)),
        contains_eager(DuplicateCandidate.high.of_type(_HIGH)),
        joinedload(DuplicateCandidate.proposed_by),
    )
    order = (
        DuplicateCandidate.decided_at.desc()
        if tab is Tab.DECIDED
        else DuplicateCandidate.score.desc()
    )
    return paginate(query.order_by(order, DuplicateCandidate.id), page=page, size=SIZE)


def counts_for(actor: Any) -> dict[Tab, int]:
    """How many pairs each tab holds, in one statement."""
    of_tab = [
        _of_tab(_both_in_reach(actor), tab).with_only_columns(func.count()).scalar_subquery()
        for tab in Tab
    ]
    return dict(zip(Tab, db.session.execute(select(*of_tab)).one(), strict=True))


def waiting_pairs(actor: Any) -> int:
    """How many pairs wait for this officer."""
    if not actor.can_anywhere(Power.EDIT_PEOPLE):
        return 0
    counts = counts_for(actor)
    return counts[Tab.FOUND] + counts[Tab.PROPOSED]


@dataclass(frozen=True)
class Elsewhere:
    """Own people who may have a second record where the officer may not look."""

    people: Sequence[Person]
    total: int


def elsewhere(actor: Any) -> Elsewhere:
    """Whose pair waits for an officer over both units: one side is shown, never the other."""
    reach = visible_units(actor, Power.EDIT_PEOPLE)
    pairs = (
        select(DuplicateCandidate.low_id, DuplicateCandidate.high_id)
        .where(DuplicateCandidate.state == CandidateState.OPEN)
        .subquery()
    )
    other = aliased(Person)
    outside = or_(other.home_unit_id.is_(None), other.home_unit_id.not_in(reach))
    mine = (
        select(Person)
        .join(pairs, or_(pairs.c.low_id == Person.id, pairs.c.high_id == Person.id))
        .join(other, other.id == pairs.c.low_id + pairs.c.high_id - Person.id)
        .where(
            Person.home_unit_id.in_(reach),
            Person.merged_into_id.is_(None),
            other.merged_into_id.is_(None),
            outside,
        )
        .distinct()
    )
    page = paginate(mine.order_by(Person.id), page=1, size=_ASIDE)
    return Elsewhere(page.items, page.total)


def _both_in_reach(actor: Any) -> Select[DuplicateCandidate]:
    reach = visible_units(actor, Power.EDIT_PEOPLE)
    return (
        select(DuplicateCandidate)
        .join(_LOW, _LOW.id == DuplicateCandidate.low_id)
        .join(_HIGH, _HIGH.id == DuplicateCandidate.high_id)
        .where(
            _LOW.home_unit_id.in_(reach),
            _HIGH.home_unit_id.in_(reach),
            _LOW.account_id.is_distinct_from(actor.id),
            _HIGH.account_id.is_distinct_from(actor.id),
        )
    )


def _of_tab(query: Select[DuplicateCandidate], tab: Tab) -> Select[DuplicateCandidate]:
    if tab is Tab.DECIDED:
        return query.where(DuplicateCandidate.state != CandidateState.OPEN)
    origin = CandidateOrigin.PROPOSAL if tab is Tab.PROPOSED else CandidateOrigin.SCAN
    return query.where(
        DuplicateCandidate.state == CandidateState.OPEN,
        DuplicateCandidate.origin == origin,
        _LOW.merged_into_id.is_(None),
        _HIGH.merged_into_id.is_(None),
    )


def merges_of(rows: Sequence[DuplicateCandidate]) -> dict[int, Merge]:
    """The merge in force of each merged pair on a page, by the pair's number, in one statement."""
    keys = {frozenset((row.low_id, row.high_id)): row.id for row in rows}
    ids = {id for key in keys for id in key}
    query = select(Merge).where(Merge.loser_id.in_(ids), Merge.undone_at.is_(None))
    return {
        keys[pair]: merged
        for merged in db.session.scalars(query)
        if (pair := frozenset((merged.winner_id, merged.loser_id))) in keys
    }


def sensitive_units(actor: Any, people: Collection[Person]) -> set[int]:
    """Of these people's home units, those where the officer may read identity numbers."""
    homes = {person.home_unit_id for person in people if person.home_unit_id}
    reach = visible_units(actor, Power.READ_PEOPLE_SENSITIVE).subquery()
    return set(db.session.scalars(select(reach.c.id).where(reach.c.id.in_(homes))))
