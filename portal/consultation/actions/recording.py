"""Letters, mails and minutes typed in by staff: the sender is the submitter, never the typist."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from portal.consultation.actions.preparing import ask_body
from portal.consultation.actions.speaking import Author, Words, make_opinion
from portal.consultation.models import (
    Channel,
    Consultation,
    OpinionState,
    Submission,
    SubmitterKind,
)
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken


def record_submission(
    consultation: Consultation,
    parts: Sequence[Words],
    *,
    sender_name: str,
    sender_kind: SubmitterKind,
    channel: Channel,
    reference: str = "",
    dated_on: date | None = None,
    received_at: datetime | None = None,
    agrees: bool = False,
    was_asked: bool = False,
    name_is_public: bool = True,
    by_id: int | None = None,
) -> Submission:
    """Record a letter and the opinions it holds. A late one is marked and kept."""
    _check_parts(parts, agrees)
    received_at = received_at or clock.now()
    if received_at > clock.now():
        raise RuleBroken(_("The letter cannot have come in the future."), "received_on")
    submission = Submission(
        consultation=consultation,
        channel=channel,
        sender_kind=sender_kind,
        sender_name=sender_name,
        reference=reference,
        dated_on=dated_on,
        received_at=received_at,
        agrees=agrees,
        asked_body=ask_body(consultation, sender_name) if was_asked else None,
        entered_by_id=by_id,
    )
    db.session.add(submission)
    for words in parts:
        _add_part(submission, words, name_is_public)
    db.session.flush()
    audit.record("consultation.record_submission", submission, actor_id=by_id)
    return submission


def _check_parts(parts: Sequence[Words], agrees: bool) -> None:
    if agrees and parts:
        raise RuleBroken(
            _("A letter that only agrees has no opinions; one with opinions does not only agree."),
            "agrees",
        )
    if not agrees and not parts:
        raise RuleBroken(
            _("Type at least one opinion, or mark that the letter only agrees."), "agrees"
        )


def _add_part(submission: Submission, words: Words, name_is_public: bool) -> None:
    author = Author(submission.sender_name, submission.sender_kind, name_is_public)
    opinion = make_opinion(submission.consultation, words, author)
    opinion.submission, opinion.is_late = submission, submission.is_late
    opinion.confirmed_at = clock.now()
    opinion.state = OpinionState.PUBLIC
