"""Screening: valid, returned with a deadline, or (two officers) not eligible."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.recognition.actions.steps import transition
from portal.recognition.models import CheckOutcome, EligibilityCheck, Nomination
from portal.recognition.rules.states import State, check_reason


def accept(nomination: Nomination, *, by: Any, note: str = "") -> None:
    """Find the nomination valid."""
    transition(nomination, "accept", actor=by)
    _note(nomination, CheckOutcome.ACCEPTED, by, reason=note)


def send_back(nomination: Nomination, *, reason: str, return_by: date, by: Any) -> None:
    """Return it to be completed by a day, saying what is missing."""
    if return_by <= clock.today():
        raise RuleBroken(_("The day lies in the past; give at least until tomorrow."), "return_by")
    nomination.return_by = return_by
    transition(nomination, "return", actor=by, reason=reason)
    nomination.returns += 1
    _note(nomination, CheckOutcome.RETURNED, by, reason=reason)


def propose_not_eligible(nomination: Nomination, *, reason: str, rule: str, by: Any) -> None:
    """Say that it is not eligible; a second officer has to confirm."""
    if nomination.state is not State.SUBMITTED:
        raise RuleBroken(_("Only a nomination that was handed in is screened."))
    if not reason.strip():
        raise RuleBroken(_("State the reason: the person concerned will read it."), "reason")
    if not rule.strip():
        raise RuleBroken(_("Cite the rule that is not met."), "rule")
    _note(nomination, CheckOutcome.NOT_ELIGIBLE, by, reason=reason, rule=rule)


def confirm_not_eligible(check: EligibilityCheck, *, by: Any) -> None:
    """The second officer confirms; the nomination ends here and its people are told why."""
    if check.by_id == by.id:
        raise RuleBroken(_("A second officer has to confirm that it is not eligible."))
    check.second_by_id = by.id
    db.session.flush()
    words = f"{check.reason} ({check.rule})"
    transition(check.nomination, "rule_out", actor=by, reason=words)


def reject_not_eligible(check: EligibilityCheck, *, reason: str, by: Any) -> None:
    """The second officer disagrees: the nomination stays to be screened."""
    if check.by_id == by.id:
        raise RuleBroken(_("A second officer has to confirm that it is not eligible."))
    if not reason.strip():
        raise RuleBroken(_("State the reason: the person concerned will read it."), "reason")
    check_reason(reason)
    audit.record("screening.disagree", check, reason=reason)
    db.session.delete(check)


def waiting_check(nomination: Nomination) -> EligibilityCheck | None:
    """The "not eligible" that waits for a second officer."""
    last = nomination.checks[-1] if nomination.checks else None
    waits = (
        last is not None
        and last.outcome is CheckOutcome.NOT_ELIGIBLE
        and last.second_by_id is None
        and nomination.state is State.SUBMITTED
    )
    return last if waits else None


def _note(
    nomination: Nomination, outcome: CheckOutcome, by: Any, *, reason: str, rule: str = ""
) -> None:
    check = EligibilityCheck(
        nomination=nomination, outcome=outcome, reason=reason.strip(), rule=rule, by_id=by.id
    )
    db.session.add(check)
    db.session.flush()
    audit.record("screening.note", check, after={"outcome": outcome.value})
