"""Inviting experts of the registry, and what they answer to the invitation."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import ConsentPurpose
from portal.consultation.codes import absolute, digest_of, new_token
from portal.consultation.models import Consultation, ExpertInvitation, InvitationState
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import send_mail
from portal.registry.queries.consents import has_declined


def invite(
    consultation: Consultation,
    person: Any,
    *,
    topic: str,
    due_on: date | None = None,
    by_id: int | None = None,
) -> ExpertInvitation:
    """Write to an expert; the link in the mail is the key to the invitation."""
    email = address_of(person)
    if not email:
        raise RuleBroken(_("%(name)s has no e-mail address on record.", name=person.full_name))
    if has_declined(person, ConsentPurpose.EXPERT_INVITATIONS):
        raise RuleBroken(
            _("%(name)s does not wish to be invited as an expert.", name=person.full_name)
        )
    if invitation_of(consultation, person.id) is not None:
        raise RuleBroken(_("%(name)s is invited already.", name=person.full_name))
    token, digest = new_token()
    invitation = ExpertInvitation(
        consultation=consultation,
        person=person,
        email=email,
        topic=topic,
        token_digest=digest,
        due_on=due_on,
        invited_by_id=by_id,
    )
    db.session.add(invitation)
    db.session.flush()
    send_mail(
        to=email,
        subject=_("Invitation to comment: %(title)s", title=consultation.title),
        template="consultation/invited",
        invitation=invitation,
        consultation=consultation,
        link=absolute(f"/invitations/{token}"),
    )
    audit.record("consultation.invite", invitation, actor_id=by_id)
    return invitation


def address_of(person: Any) -> str:
    """Where an expert can be written to: the account first, else the contact address on record."""
    return (person.account.email if person.account else "") or person.contact_email


def invitation_of(consultation: Consultation, person_id: int) -> ExpertInvitation | None:
    """The standing invitation of a person to a consultation."""
    query = select(ExpertInvitation).where(
        ExpertInvitation.consultation_id == consultation.id,
        ExpertInvitation.person_id == person_id,
        ExpertInvitation.state != InvitationState.DECLINED,
    )
    return db.session.scalars(query).first()


def invitation_with_token(token: str) -> ExpertInvitation | None:
    """The invitation a link opens."""
    query = select(ExpertInvitation).where(ExpertInvitation.token_digest == digest_of(token))
    return db.session.scalars(query).one_or_none()


def reply(invitation: ExpertInvitation, *, accepts: bool, reason: str = "") -> None:
    """Accept or decline; who declined may still accept while the time runs."""
    if invitation.state is InvitationState.DONE:
        raise RuleBroken(_("You have already given your opinion. Thank you."))
    invitation.state = InvitationState.ACCEPTED if accepts else InvitationState.DECLINED
    invitation.declined_because = "" if accepts else reason.strip()
    invitation.answered_at = clock.now()
    audit.record(f"consultation.invitation_{invitation.state.value}", invitation, actor_id=None)
