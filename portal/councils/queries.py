"""Reads over councils, loaded with what a page needs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core import clock
from portal.core.db import db
from portal.councils.models import (
    AgendaItem,
    BallotLine,
    BallotSession,
    ConflictFinding,
    Council,
    CouncilMember,
    FindingStatus,
    Meeting,
    SessionState,
)
from portal.registry.models import Person


def seats_of(account: Any) -> Sequence[CouncilMember]:
    """The seats the account holds today."""
    today = clock.today()
    query = (
        select(CouncilMember)
        .join(Person, Person.id == CouncilMember.person_id)
        .where(
            Person.account_id == account.id,
            CouncilMember.starts_on <= today,
            func.coalesce(CouncilMember.ends_on, today) >= today,
        )
        .options(joinedload(CouncilMember.council))
        .order_by(CouncilMember.id)
    )
    return db.session.scalars(query).all()


def standing_conflicts(member_id: int) -> Select[Any]:
    """The ids of the items a member is kept away from."""
    return select(ConflictFinding.item_id).where(
        ConflictFinding.member_id == member_id,
        ConflictFinding.status != FindingStatus.DISMISSED,
    )


def items_for(council: Council, member: CouncilMember | None) -> Sequence[AgendaItem]:
    """The items of a council; for a member without those he is recused from."""
    query = (
        select(AgendaItem)
        .where(AgendaItem.council_id == council.id)
        .options(selectinload(AgendaItem.people), selectinload(AgendaItem.findings))
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    if member is not None:
        query = query.where(AgendaItem.id.not_in(standing_conflicts(member.id)))
    return db.session.scalars(query).all()


def findings_of(council: Council) -> Sequence[ConflictFinding]:
    """Every finding of a council, those to decide first."""
    query = (
        select(ConflictFinding)
        .join(AgendaItem)
        .where(AgendaItem.council_id == council.id)
        .options(
            joinedload(ConflictFinding.member).joinedload(CouncilMember.person),
            joinedload(ConflictFinding.item),
        )
        .order_by(
            (ConflictFinding.status == FindingStatus.SUSPECTED).desc(),
            AgendaItem.position,
            AgendaItem.id,
            ConflictFinding.id,
        )
    )
    return db.session.scalars(query).all()


def suspected(council: Council) -> int:
    """How many findings wait to be decided."""
    query = (
        select(func.count(ConflictFinding.id))
        .join(AgendaItem)
        .where(
            AgendaItem.council_id == council.id,
            ConflictFinding.status == FindingStatus.SUSPECTED,
        )
    )
    return db.session.scalar(query) or 0


def ballot_session(id: int) -> BallotSession | None:
    """A ballot with its lines, roll and counts."""
    query = (
        select(BallotSession)
        .where(BallotSession.id == id)
        .options(
            selectinload(BallotSession.lines).joinedload(BallotLine.item),
            selectinload(BallotSession.lines).selectinload(BallotLine.roll),
            selectinload(BallotSession.lines).selectinload(BallotLine.counts),
            selectinload(BallotSession.lines).joinedload(BallotLine.tally),
        )
    )
    return db.session.scalars(query).one_or_none()


def open_meetings(council: Council) -> Sequence[Meeting]:
    """The council's meetings, the latest first."""
    query = select(Meeting).where(Meeting.council_id == council.id)
    return db.session.scalars(query.order_by(Meeting.held_at.desc(), Meeting.id.desc())).all()


def open_ballots(council_id: int) -> int:
    """How many of the council's ballots are prepared or open."""
    query = (
        select(func.count(BallotSession.id))
        .join(Meeting)
        .where(
            Meeting.council_id == council_id,
            BallotSession.state.in_([SessionState.DRAFT, SessionState.OPEN]),
        )
    )
    return db.session.scalar(query) or 0
