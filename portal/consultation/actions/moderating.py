"""Moderation: a reason for every hiding, a trace of every act, and a note to the author."""

from flask_babel import gettext as _

from portal.consultation.codes import absolute
from portal.consultation.models import ModerationAction, ModerationVerb, Opinion
from portal.consultation.rules.moves import opinion_after
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import send_mail


def moderate(opinion: Opinion, verb: ModerationVerb, *, reason: str, by_id: int | None) -> None:
    """Let through, hide or restore. Hidden, the opinion still counts and is still answered."""
    if verb is ModerationVerb.HIDE and not reason.strip():
        raise RuleBroken(_("Say why: the public and the author will read it."), "reason")
    opinion.state = opinion_after(verb.value, opinion.state)
    db.session.add(
        ModerationAction(
            opinion=opinion, verb=verb, reason=reason.strip(), by_id=by_id, at=clock.now()
        )
    )
    audit.record(f"opinion.{verb.value}", opinion, actor_id=by_id, reason=reason)
    if verb is ModerationVerb.HIDE:
        tell_author(
            opinion, _("Your opinion %(code)s was hidden", code=opinion.code), "hidden", reason
        )


def tell_author(opinion: Opinion, subject: str, template: str, reason: str = "") -> None:
    """Write to the author where an address is known."""
    to = opinion.account.email if opinion.account else opinion.guest_email
    if not to and opinion.invitation is not None:
        to = opinion.invitation.email
    if to:
        send_mail(
            to=to,
            subject=subject,
            template=f"consultation/{template}",
            opinion=opinion,
            reason=reason,
            link=absolute(opinion.url),
        )
