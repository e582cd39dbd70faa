"""Answers: those the public reads, and those the drafting unit still owes."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.consultation.models import (
    COUNTED_STATES,
    Consultation,
    DraftVersion,
    IssueGroup,
    OfficialResponse,
    Opinion,
    OpinionState,
    Provision,
)
from portal.core.db import db
from portal.core.requests import row_number


class Tab(StrEnum):
    OPEN = "open"
    WRITTEN = "written"
    SIGNED = "signed"


def public_answers(consultation: Consultation) -> Select[OfficialResponse]:
    """Signed answers that answer at least one public opinion, in the order of signing."""
    shown = select(Opinion.response_id).where(
        Opinion.consultation_id == consultation.id,
        Opinion.state == OpinionState.PUBLIC,
        Opinion.response_id.is_not(None),
    )
    return (
        select(OfficialResponse)
        .where(OfficialResponse.signed_at.is_not(None), OfficialResponse.id.in_(shown))
        .options(
            selectinload(OfficialResponse.opinions).joinedload(Opinion.provision),
            selectinload(OfficialResponse.opinions).joinedload(Opinion.consultation),
            joinedload(OfficialResponse.changed_provision),
        )
        .order_by(OfficialResponse.id)
    )


def traces_in(version: DraftVersion) -> dict[int, list[OfficialResponse]]:
    """Signed answers that say where they changed this version, by the unit that they changed."""
    query = (
        select(OfficialResponse)
        .join(OfficialResponse.changed_provision)
        .where(Provision.version_id == version.id, OfficialResponse.signed_at.is_not(None))
        .options(selectinload(OfficialResponse.opinions).joinedload(Opinion.consultation))
        .order_by(OfficialResponse.id)
    )
    traces: dict[int, list[OfficialResponse]] = {}
    for response in db.session.scalars(query):
        traces.setdefault(response.changed_provision_id or 0, []).append(response)
    return traces


def opinions_to_answer(consultation: Consultation, tab: Tab) -> Select[Opinion]:
    """The opinions under one tab of the answering desk, unit by unit."""
    query = (
        select(Opinion)
        .outerjoin(Opinion.response)
        .where(Opinion.consultation_id == consultation.id, Opinion.state.in_(COUNTED_STATES))
        .options(
            joinedload(Opinion.provision),
            joinedload(Opinion.response),
            joinedload(Opinion.group),
            joinedload(Opinion.submission),
            joinedload(Opinion.question),
        )
        .order_by(Opinion.provision_id.is_not(None), Opinion.provision_id, Opinion.id)
    )
    if tab is Tab.OPEN:
        return query.where(Opinion.response_id.is_(None))
    if tab is Tab.WRITTEN:
        return query.where(OfficialResponse.signed_at.is_(None), Opinion.response_id.is_not(None))
    return query.where(OfficialResponse.signed_at.is_not(None))


def tab_counts(consultation: Consultation) -> dict[Tab, int]:
    """How many opinions each tab holds."""
    return {
        tab: db.session.scalar(
            select(func.count()).select_from(
                opinions_to_answer(consultation, tab).order_by(None).options().subquery()
            )
        )
        or 0
        for tab in Tab
    }


def chosen_opinions(consultation: Consultation, ids: Sequence[str]) -> Sequence[Opinion]:
    """The opinions of this consultation among the numbers a form sent."""
    numbers = [number for one in ids if (number := row_number(one)) is not None]
    query = select(Opinion).where(
        Opinion.consultation_id == consultation.id,
        Opinion.id.in_(numbers),
        Opinion.state.in_(COUNTED_STATES),
    )
    return db.session.scalars(query.order_by(Opinion.id)).all()


def copies_of(opinions: Sequence[Opinion]) -> dict[int, int]:
    """For each opinion how many others say the same in the same words."""
    hashes = {one.sameness for one in opinions if one.reason or one.proposed_text}
    if not opinions or not hashes:
        return {}
    query = (
        select(Opinion.sameness, func.count())
        .where(
            Opinion.consultation_id == opinions[0].consultation_id,
            Opinion.sameness.in_(hashes),
            Opinion.state.in_(COUNTED_STATES),
        )
        .group_by(Opinion.sameness)
    )
    counts = {row[0]: row[1] for row in db.session.execute(query)}
    return {one.id: counts[one.sameness] - 1 for one in opinions if counts.get(one.sameness, 1) > 1}


def same_words(opinion: Opinion) -> Select[Opinion]:
    """All counted opinions with the same words, this one included."""
    return select(Opinion).where(
        Opinion.consultation_id == opinion.consultation_id,
        Opinion.sameness == opinion.sameness,
        Opinion.state.in_(COUNTED_STATES),
    )


def group_of(slug: str, group: int) -> IssueGroup | None:
    """An issue group of this consultation."""
    query = select(IssueGroup).join(IssueGroup.consultation)
    return db.session.scalars(
        query.where(Consultation.slug == slug, IssueGroup.id == group)
    ).one_or_none()


def response_of(slug: str, response: int) -> OfficialResponse | None:
    """An answer of this consultation."""
    query = select(OfficialResponse).join(OfficialResponse.consultation)
    return db.session.scalars(
        query.where(Consultation.slug == slug, OfficialResponse.id == response)
    ).one_or_none()
