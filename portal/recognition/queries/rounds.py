"""Rounds and programmes, for the public and for those who run them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.queries import visible_units
from portal.core.db import db
from portal.core.paging import Page, paginate
from portal.recognition.models import Programme, Round, RoundTitle
from portal.recognition.rules.states import PUBLIC_ROUNDS, RoundState
from portal.units.models import Unit, UnitVersion
from portal.units.powers import Power
from portal.units.queries import as_of


def shown_rounds(actor: Any) -> Any:
    """The condition for rounds `actor` may know of: public ones, and those of his units."""
    public = Round.state.in_(PUBLIC_ROUNDS)
    if actor is None or not actor.can_anywhere(Power.READ_HONOURS):
        return public
    units = visible_units(actor, Power.READ_HONOURS)
    return or_(public, Programme.scope_unit_id.in_(units))


def round_page(actor: Any, page: int, *, state: RoundState | None = None) -> Page[Round]:
    """Rounds, the newest first."""
    query = (
        select(Round)
        .join(Programme, Programme.id == Round.programme_id)
        .where(shown_rounds(actor))
        .options(
            joinedload(Round.programme).joinedload(Programme.unit).selectinload(Unit.versions),
            selectinload(Round.phases),
            selectinload(Round.titles).joinedload(RoundTitle.title),
        )
        .order_by(Round.year.desc(), Round.id.desc())
    )
    if state is not None:
        query = query.where(Round.state == state)
    return paginate(query, page=page, size=20)


def open_rounds(limit: int = 6) -> Sequence[Round]:
    """Rounds that are announced or running, the newest first: for the home page."""
    query = (
        select(Round)
        .where(Round.state.in_([RoundState.ANNOUNCED, RoundState.RUNNING]))
        .options(selectinload(Round.phases), joinedload(Round.programme))
        .order_by(Round.year.desc(), Round.id.desc())
        .limit(limit)
    )
    return db.session.scalars(query).all()


def programmes_for(actor: Any) -> Sequence[Programme]:
    """The programmes whose rounds the actor may draw up."""
    query = (
        select(Programme)
        .where(Programme.scope_unit_id.in_(visible_units(actor, Power.EDIT_HONOURS)))
        .options(selectinload(Programme.titles), selectinload(Programme.rule_sets))
        .order_by(Programme.name, Programme.id)
    )
    return db.session.scalars(query).all()


def units_for(actor: Any, day: Any) -> list[tuple[int, str]]:
    """The units the actor may found a programme for: id and name, those of the office itself first."""
    units = visible_units(actor, Power.EDIT_HONOURS)
    below = case((UnitVersion.parent_id.in_(units), 1), else_=0)
    query = (
        select(UnitVersion.unit_id, UnitVersion.name)
        .where(UnitVersion.unit_id.in_(units), as_of(day))
        .order_by(below, UnitVersion.sort_key, UnitVersion.unit_id)
        .limit(500)
    )
    return [tuple(row) for row in db.session.execute(query)]  # type: ignore[misc]


def managed_rounds(actor: Any) -> Sequence[Round]:
    """The unfinished rounds of the units where the actor has a hand in honours."""
    units = select(Programme.id).where(
        or_(
            Programme.scope_unit_id.in_(visible_units(actor, Power.EDIT_HONOURS)),
            Programme.scope_unit_id.in_(visible_units(actor, Power.APPROVE_HONOURS)),
        )
    )
    query = (
        select(Round)
        .where(
            Round.programme_id.in_(units),
            Round.state.not_in([RoundState.CANCELLED, RoundState.ARCHIVED]),
        )
        .options(selectinload(Round.phases))
        .order_by(Round.id.desc())
    )
    return db.session.scalars(query).all()


def rounds_using(rule_set_id: int) -> int:
    """How many rounds have pinned the rule set."""
    query = select(func.count(Round.id)).where(Round.rule_set_id == rule_set_id)
    return db.session.scalar(query) or 0
