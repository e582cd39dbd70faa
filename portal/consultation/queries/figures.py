"""Counts: how many spoke, on what, and how far the answers are."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Select, Text, bindparam, cast, func, select

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

# Put together once, not for every page.
_SPEAKER = func.coalesce(
    cast(Opinion.account_id, Text), func.nullif(Opinion.guest_email, ""), Opinion.submitter_name
)
"""One value a person or body: the account, the guest's address, or the name on the letter."""
_BY_SUBMITTER = (
    select(Opinion.submitter_kind, func.count(), func.count(func.distinct(_SPEAKER)))
    .where(
        Opinion.consultation_id == bindparam("consultation"),
        Opinion.state == OpinionState.PUBLIC,
    )
    .group_by(Opinion.submitter_kind)
)
_BY_ANSWER = (
    select(OfficialResponse.disposition, func.count(Opinion.id))
    .join(Opinion, Opinion.response_id == OfficialResponse.id)
    .where(
        OfficialResponse.consultation_id == bindparam("consultation"),
        OfficialResponse.signed_at.is_not(None),
        Opinion.state == OpinionState.PUBLIC,
    )
    .group_by(OfficialResponse.disposition)
)


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
    here = {"consultation": consultation.id}
    for kind, opinions, speakers in db.session.execute(_BY_SUBMITTER, here):
        figures.opinions += opinions
        if SubmitterKind(kind) in COLLECTIVE:
            figures.bodies += speakers
        else:
            figures.people += speakers
    for disposition, count in db.session.execute(_BY_ANSWER, here):
        figures.answers[Disposition(disposition)] = count
    figures.unanswered = figures.opinions - sum(figures.answers.values())
    return figures


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
