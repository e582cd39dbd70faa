"""Counts: how many spoke, on what, and how far the answers are."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, Text, cast, func, select

from portal.consultation.models import (
    COLLECTIVE,
    COUNTED_STATES,
    Consultation,
    Disposition,
    OfficialResponse,
    Opinion,
    OpinionState,
    Provision,
    SubmitterKind,
)
from portal.consultation.queries.board import Board
from portal.core.db import db

_MOST_BARS = 8


@dataclass
class Figures:
    """What the public reads of a consultation in numbers."""

    opinions: int = 0
    people: int = 0
    bodies: int = 0
    answers: Counter[Disposition] = field(default_factory=Counter)
    unanswered: int = 0


def figures_of(consultation: Consultation) -> Figures:
    """Public opinions by submitter and by signed answer; two statements."""
    figures = Figures()
    query = (
        select(Opinion.submitter_kind, func.count(), func.count(func.distinct(_speaker())))
        .where(Opinion.consultation_id == consultation.id, Opinion.state == OpinionState.PUBLIC)
        .group_by(Opinion.submitter_kind)
    )
    for kind, opinions, speakers in db.session.execute(query):
        figures.opinions += opinions
        if SubmitterKind(kind) in COLLECTIVE:
            figures.bodies += speakers
        else:
            figures.people += speakers
    answered = (
        select(OfficialResponse.disposition, func.count(Opinion.id))
        .join(Opinion, Opinion.response_id == OfficialResponse.id)
        .where(
            OfficialResponse.consultation_id == consultation.id,
            OfficialResponse.signed_at.is_not(None),
            Opinion.state == OpinionState.PUBLIC,
        )
        .group_by(OfficialResponse.disposition)
    )
    for disposition, count in db.session.execute(answered):
        figures.answers[Disposition(disposition)] = count
    figures.unanswered = figures.opinions - sum(figures.answers.values())
    return figures


def _speaker() -> ColumnElement[str]:
    """One value a person or body: the account, the guest's address, or the name on the letter."""
    account = cast(Opinion.account_id, Text)
    return func.coalesce(account, func.nullif(Opinion.guest_email, ""), Opinion.submitter_name)


def busiest(board: Board) -> list[tuple[Provision, int]]:
    """Headings with the most opinions on them and below, for the chart; in document order."""
    heads: list[Provision] = []
    totals: Counter[int] = Counter()
    stack: list[Provision] = []
    for unit in board.provisions:
        del stack[unit.depth :]
        if not unit.is_body:
            stack.append(unit)
            heads.append(unit)
        if stack:
            totals[stack[-1].id] += board.counts[unit.id]
    top = sorted(heads, key=lambda unit: -totals[unit.id])[:_MOST_BARS]
    return [(unit, totals[unit.id]) for unit in heads if unit in top and totals[unit.id]]


def counted_opinions(consultation: Consultation) -> Select[Opinion]:
    """The opinions that must be answered, in the order in which they came."""
    return (
        select(Opinion)
        .where(Opinion.consultation_id == consultation.id, Opinion.state.in_(COUNTED_STATES))
        .order_by(Opinion.id)
    )


def unanswered_count(consultation: Consultation) -> int:
    """How many opinions have no answer yet."""
    query = counted_opinions(consultation).where(Opinion.response_id.is_(None))
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def unsigned_count(consultation: Consultation) -> int:
    """How many written answers wait for their signature."""
    query = select(func.count(OfficialResponse.id)).where(
        OfficialResponse.consultation_id == consultation.id, OfficialResponse.signed_at.is_(None)
    )
    return db.session.scalar(query) or 0
