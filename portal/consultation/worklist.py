"""What waits for a person in consultations."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.accounts.queries import visible_units
from portal.consultation.models import (
    COUNTED_STATES,
    Consultation,
    ConsultationState,
    ExpertInvitation,
    InvitationState,
    OfficialResponse,
    Opinion,
    OpinionState,
)
from portal.consultation.queries.desk import moderation_queue
from portal.core.db import db
from portal.core.worklist import WorkItem, waits_for
from portal.registry.queries.people import person_of
from portal.units.powers import Power


def _count(query: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


@waits_for
def to_moderate(account: Any) -> Iterable[WorkItem]:
    """Opinions that wait for the moderator."""
    if account.can_anywhere(Power.MODERATE_OPINIONS):
        waiting = moderation_queue(account, OpinionState.WAITING)
        yield WorkItem(_("Opinions to check"), _count(waiting), url_for("consultation.moderation"))


@waits_for
def to_answer(account: Any) -> Iterable[WorkItem]:
    """Opinions without answer, one line a consultation whose time is over."""
    if not account.can_anywhere(Power.EDIT_DRAFTS):
        return
    query = (
        select(Consultation.slug, Consultation.title, func.count(Opinion.id))
        .join(Opinion, Opinion.consultation_id == Consultation.id)
        .where(
            Consultation.unit_id.in_(visible_units(account, Power.EDIT_DRAFTS)),
            Consultation.state.in_([ConsultationState.CLOSED, ConsultationState.CONSOLIDATING]),
            Opinion.state.in_(COUNTED_STATES),
            Opinion.response_id.is_(None),
        )
        .group_by(Consultation.slug, Consultation.title)
        .order_by(Consultation.slug)
    )
    for slug, title, count in db.session.execute(query):
        text = _("Opinions to answer: %(title)s", title=title)
        yield WorkItem(text, count, url_for("consultation.answers", slug=slug))


@waits_for
def to_sign(account: Any) -> Iterable[WorkItem]:
    """Answers written by others, and consultations to approve."""
    if not account.can_anywhere(Power.APPROVE_DRAFTS):
        return
    mine = visible_units(account, Power.APPROVE_DRAFTS)
    query = (
        select(Consultation.slug, Consultation.title, func.count(OfficialResponse.id))
        .join(OfficialResponse, OfficialResponse.consultation_id == Consultation.id)
        .where(Consultation.unit_id.in_(mine), OfficialResponse.signed_at.is_(None))
        .group_by(Consultation.slug, Consultation.title)
        .order_by(Consultation.slug)
    )
    for slug, title, count in db.session.execute(query):
        text = _("Answers to sign: %(title)s", title=title)
        yield WorkItem(text, count, url_for("consultation.answers", slug=slug, tab="written"))
    drafts = select(Consultation.id).where(
        Consultation.unit_id.in_(mine), Consultation.state == ConsultationState.DRAFT
    )
    yield WorkItem(_("Consultations in preparation"), _count(drafts), url_for("consultation.desks"))


@waits_for
def invitations(account: Any) -> Iterable[WorkItem]:
    """Invitations to the account's person that wait for a reply or an opinion."""
    person = person_of(account)
    if person is None:
        return
    query = (
        select(ExpertInvitation, Consultation)
        .join(Consultation, Consultation.id == ExpertInvitation.consultation_id)
        .where(
            ExpertInvitation.person_id == person.id,
            ExpertInvitation.state.in_([InvitationState.SENT, InvitationState.ACCEPTED]),
        )
        .order_by(ExpertInvitation.id)
    )
    for invitation, consultation in db.session.execute(query):
        text = _("You are asked for your opinion: %(title)s", title=consultation.title)
        yield WorkItem(text, 1, consultation.url, invitation.due_on)
