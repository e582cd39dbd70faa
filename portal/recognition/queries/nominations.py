"""Nominations: mine, of a round, before a member of the council."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core.db import db
from portal.core.paging import Page, paginate
from portal.councils.models import CouncilMember
from portal.councils.queries import standing_conflicts
from portal.recognition.models import (
    Nomination,
    Objection,
    PublicPosting,
    Round,
    Score,
    ScoreSheet,
    SheetState,
)
from portal.recognition.rules.states import UNFINISHED, State
from portal.registry.models import Person

_SHOWN = (
    joinedload(Nomination.person),
    joinedload(Nomination.title),
    joinedload(Nomination.round),
)


def nominations_of(account: Any) -> Sequence[Nomination]:
    """What the account nominates, and where he is the nominee (once he has been asked)."""
    query = (
        select(Nomination)
        .join(Person, Person.id == Nomination.person_id)
        .where(
            or_(
                Nomination.nominator_id == account.id,
                (Person.account_id == account.id) & (Nomination.state != State.DRAFT),
            )
        )
        .options(*_SHOWN)
        .order_by(Nomination.created_at.desc(), Nomination.id.desc())
    )
    return db.session.scalars(query.limit(200)).all()


def round_nominations(
    round: Round, *, state: State | None, page: int, without: CouncilMember | None = None
) -> Page[Nomination]:
    """What was handed in, by Vietnamese name; a member never sees what he is recused from."""
    query = (
        select(Nomination)
        .join(Person, Person.id == Nomination.person_id)
        .where(
            Nomination.round_id == round.id,
            Nomination.submitted_at.is_not(None),
            Nomination.state.not_in(UNFINISHED),
        )
        .options(*_SHOWN, selectinload(Nomination.checks))
        .order_by(Person.sort_given, Nomination.id)
    )
    if state is not None:
        query = query.where(Nomination.state == state)
    if without is not None:
        query = query.where(_not_in_conflict(without))
    return paginate(query, page=page, size=50)


def _not_in_conflict(member: CouncilMember) -> Any:
    return or_(
        Nomination.agenda_item_id.is_(None),
        Nomination.agenda_item_id.not_in(standing_conflicts(member.id)),
    )


def in_states(round: Round, *states: State) -> Sequence[Nomination]:
    """The nominations of a round in these states, by Vietnamese name."""
    query = (
        select(Nomination)
        .join(Person, Person.id == Nomination.person_id)
        .where(Nomination.round_id == round.id, Nomination.state.in_(states))
        .options(*_SHOWN)
        .order_by(Person.sort_given, Nomination.id)
    )
    return db.session.scalars(query).all()


def to_review(round: Round, member: CouncilMember) -> list[tuple[Nomination, ScoreSheet | None]]:
    """What is before a member, with his own sheet; without what he is recused from."""
    query = (
        select(Nomination)
        .join(Person, Person.id == Nomination.person_id)
        .where(
            Nomination.round_id == round.id,
            Nomination.agenda_item_id.is_not(None),
            Nomination.agenda_item_id.not_in(standing_conflicts(member.id)),
            Person.account_id.is_distinct_from(member.person.account_id),
        )
        .options(*_SHOWN)
        .order_by(Person.sort_given, Nomination.id)
    )
    own = {
        sheet.nomination_id: sheet
        for sheet in db.session.scalars(select(ScoreSheet).filter_by(member_id=member.id))
    }
    return [(one, own.get(one.id)) for one in db.session.scalars(query)]


def sheet_of(nomination: Nomination, member: CouncilMember) -> ScoreSheet | None:
    """A member's own sheet."""
    query = (
        select(ScoreSheet)
        .filter_by(nomination_id=nomination.id, member_id=member.id)
        .options(selectinload(ScoreSheet.scores))
    )
    return db.session.scalars(query).one_or_none()


def filed_sheets(nomination_ids: Sequence[int]) -> dict[int, list[ScoreSheet]]:
    """The filed sheets of many nominations, with their scores."""
    query = (
        select(ScoreSheet)
        .where(ScoreSheet.nomination_id.in_(nomination_ids), ScoreSheet.state == SheetState.FILED)
        .options(
            selectinload(ScoreSheet.scores).load_only(Score.criterion_id, Score.value),
            joinedload(ScoreSheet.member).joinedload(CouncilMember.person),
        )
        .order_by(ScoreSheet.id)
    )
    found: dict[int, list[ScoreSheet]] = {}
    for sheet in db.session.scalars(query):
        found.setdefault(sheet.nomination_id, []).append(sheet)
    return found


def objections_of(round: Round) -> Sequence[Objection]:
    """Every comment on the posting of a round, the open ones first."""
    query = (
        select(Objection)
        .join(PublicPosting)
        .where(PublicPosting.round_id == round.id)
        .options(joinedload(Objection.nomination).joinedload(Nomination.person))
        .order_by(Objection.answered_at.is_not(None), Objection.sent_at, Objection.id)
    )
    return db.session.scalars(query).all()
