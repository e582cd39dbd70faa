"""What the desk of a consultation shows besides the draft: letters, invitations, the queue."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.queries import visible_units
from portal.consultation.models import (
    Consultation,
    ExpertInvitation,
    InvitationState,
    Opinion,
    OpinionState,
    Submission,
)
from portal.core.db import db
from portal.units.powers import Power


def letters_of(consultation: Consultation) -> Sequence[Submission]:
    """Letters typed in by staff, newest first."""
    query = select(Submission).where(Submission.consultation_id == consultation.id)
    query = query.options(selectinload(Submission.opinions), joinedload(Submission.asked_body))
    return db.session.scalars(query.order_by(Submission.id.desc())).all()


def invitations_of(consultation: Consultation) -> Sequence[ExpertInvitation]:
    """Invitations with their people, newest first."""
    query = select(ExpertInvitation).where(ExpertInvitation.consultation_id == consultation.id)
    query = query.options(joinedload(ExpertInvitation.person))
    return db.session.scalars(query.order_by(ExpertInvitation.id.desc())).all()


def open_invitations(people: Sequence[int]) -> dict[int, int]:
    """How many invitations each person has not yet answered with an opinion."""
    query = (
        select(ExpertInvitation.person_id, func.count())
        .where(
            ExpertInvitation.person_id.in_(people),
            ExpertInvitation.state.in_([InvitationState.SENT, InvitationState.ACCEPTED]),
        )
        .group_by(ExpertInvitation.person_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def moderation_queue(account: Any, state: OpinionState) -> Select[Opinion]:
    """Opinions in a state on the drafts of units the account moderates.

    What waits comes oldest first; what has been seen to, newest first.
    """
    return (
        select(Opinion)
        .join(Opinion.consultation)
        .where(
            Opinion.state == state,
            Consultation.unit_id.in_(visible_units(account, Power.MODERATE_OPINIONS)),
        )
        .options(joinedload(Opinion.consultation), joinedload(Opinion.provision))
        .order_by(Opinion.id if state is OpinionState.WAITING else Opinion.id.desc())
    )


def moderation_count(consultation: Consultation) -> int:
    """How many opinions wait for the moderator."""
    query = select(func.count(Opinion.id)).where(
        Opinion.consultation_id == consultation.id, Opinion.state == OpinionState.WAITING
    )
    return db.session.scalar(query) or 0
