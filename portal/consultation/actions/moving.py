"""The course of a consultation: approved, opened, extended, closed, answered, archived."""

from datetime import datetime

from flask_babel import gettext as _

from portal.consultation.models import Consultation, ConsultationState, DeadlineChange
from portal.consultation.queries.figures import unanswered_count, unsigned_count
from portal.consultation.rules import moves
from portal.consultation.rules.moves import Move
from portal.consultation.rules.period import check_extension, check_period
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken


def _move(consultation: Consultation, move: Move, by_id: int | None, reason: str = "") -> None:
    before = consultation.state
    consultation.state = moves.target_of(move, before)
    audit.record(
        f"consultation.{move.value}",
        consultation,
        actor_id=by_id,
        reason=reason,
        before={"state": before.value},
        after={"state": consultation.state.value},
    )


def approve(consultation: Consultation, *, by_id: int | None) -> None:
    """A person other than the one who prepared it says that it may open."""
    moves.check_ready_to_approve(consultation)
    moves.check_another_person(by_id, consultation.created_by_id)
    _move(consultation, Move.APPROVE, by_id)
    consultation.approved_by_id = by_id


def send_back(consultation: Consultation, *, by_id: int | None, reason: str) -> None:
    """Return an approved consultation to preparation."""
    if not reason.strip():
        raise RuleBroken(_("Say why."), "reason")
    _move(consultation, Move.RETURN, by_id, reason)


def open_consultation(
    consultation: Consultation,
    *,
    opens_at: datetime,
    closes_at: datetime,
    by_id: int | None,
    urgent_reason: str = "",
) -> None:
    """Open for opinions between two instants; the rule of the document kind sets the minimum."""
    check_period(
        consultation.rule, opens_at, closes_at, now=clock.now(), urgent_reason=urgent_reason
    )
    _move(consultation, Move.OPEN, by_id, urgent_reason)
    consultation.opens_at, consultation.closes_at = opens_at, closes_at
    consultation.urgent_reason = urgent_reason.strip()
    consultation.is_urgent = bool(consultation.urgent_reason)


def extend(
    consultation: Consultation, *, closes_at: datetime, reason: str, by_id: int | None
) -> None:
    """Move the deadline ahead; the history keeps both and the reason."""
    if not reason.strip():
        raise RuleBroken(_("Say why."), "reason")
    if consultation.closes_at is None:
        raise RuleBroken(_("It has no deadline yet."))
    check_extension(consultation.closes_at, closes_at, clock.now())
    _move(consultation, Move.EXTEND, by_id, reason)
    db.session.add(
        DeadlineChange(
            consultation=consultation,
            before=consultation.closes_at,
            after=closes_at,
            reason=reason,
            by_id=by_id,
        )
    )
    consultation.closes_at = closes_at


def close(consultation: Consultation, *, by_id: int | None) -> None:
    """End the time for opinions, at the deadline and not before."""
    if consultation.closes_at is not None and clock.now() < consultation.closes_at:
        raise RuleBroken(_("It closes by itself at the deadline that the public was told."))
    _move(consultation, Move.CLOSE, by_id)


def consolidate(consultation: Consultation, *, by_id: int | None) -> None:
    """Begin to consolidate: from now on the opinions are a fixed list."""
    _move(consultation, Move.CONSOLIDATE, by_id)


def declare_answered(consultation: Consultation, *, by_id: int | None) -> None:
    """Say that every opinion has its signed answer."""
    moves.check_all_answered(unanswered_count(consultation), unsigned_count(consultation))
    _move(consultation, Move.RESPOND, by_id)
    consultation.responded_at = clock.now()


def archive(consultation: Consultation, *, by_id: int | None) -> None:
    """Put the finished consultation into the archive; it stays readable."""
    _move(consultation, Move.ARCHIVE, by_id)


def move(consultation: Consultation, name: str, *, by_id: int | None) -> ConsultationState:
    """Make a move that needs nothing but its name."""
    simple = {
        Move.APPROVE: approve,
        Move.CLOSE: close,
        Move.CONSOLIDATE: consolidate,
        Move.RESPOND: declare_answered,
        Move.ARCHIVE: archive,
    }
    simple[Move(name)](consultation, by_id=by_id)
    return consultation.state
