"""The letter of submission, the decision, and what it awards or refuses."""

from collections.abc import Collection
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.recognition.actions.steps import transition
from portal.recognition.models import Decision, DecisionKind, Nomination, Round
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import State
from portal.units.actions import register_document
from portal.units.models import Document, DocumentKind


def send_letter(round: Round, *, number: str, issued_on: date, by: Any) -> Document:
    """Enter the letter (tờ trình) that proposes every cleared nomination."""
    if not round.is_in(PhaseKind.PROPOSAL):
        raise RuleBroken(_("The letter of submission belongs to the phase of proposal."))
    if round.letter_id is not None:
        raise RuleBroken(_("The letter of submission is entered already."))
    _check_day(issued_on, "issued_on")
    round.letter = register_document(
        number=number,
        issued_on=issued_on,
        subject=_("Proposal to award in the round “%(name)s”", name=round.name),
        issuer=round.programme.unit,
        kind=DocumentKind.SUBMISSION,
    )
    db.session.flush()
    query = select(Nomination).where(
        Nomination.round_id == round.id, Nomination.state == State.CLEARED
    )
    for nomination in db.session.scalars(query.order_by(Nomination.id)):
        transition(nomination, "propose", actor=by)
    audit.record("round.letter", round, after={"number": number})
    return round.letter


def enter_decision(
    round: Round,
    *,
    number: str,
    issued_on: date,
    issuer: str,
    signer: str,
    capacity: str,
    awarded: Collection[int],
    refusal: str = "",
    by: Any,
) -> Decision:
    """Enter the signed decision: the nominations it names are awarded, the others are refused.

    `refusal` is the reason for those it does not name; without it everybody proposed must be named.
    """
    if not round.is_in(PhaseKind.DECISION):
        raise RuleBroken(_("The decision belongs to the phase of decision."))
    _check_day(issued_on, "issued_on")
    query = select(Nomination).where(
        Nomination.round_id == round.id, Nomination.state == State.PROPOSED
    )
    proposed = list(db.session.scalars(query.order_by(Nomination.id)))
    chosen = [nomination for nomination in proposed if nomination.id in awarded]
    if not chosen:
        raise RuleBroken(_("Choose whom the decision names."), "awarded")
    if len(chosen) < len(proposed) and not refusal.strip():
        raise RuleBroken(_("State why the others are not in the decision."), "refusal")
    decision = _register(
        round,
        DecisionKind.AWARD,
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        signer=signer,
        capacity=capacity,
        by=by,
    )
    for nomination in proposed:
        if nomination in chosen:
            transition(nomination, "award", actor=by, decision=decision)
        else:
            transition(nomination, "refuse", actor=by, reason=refusal)
    return decision


def register_later_decision(round: Round, kind: DecisionKind, *, by: Any, **given: Any) -> Decision:
    """Enter a decision that corrects or revokes what an earlier one awarded."""
    _check_day(given["issued_on"], "issued_on")
    return _register(round, kind, by=by, **given)


def _register(
    round: Round,
    kind: DecisionKind,
    *,
    number: str,
    issued_on: date,
    issuer: str,
    signer: str,
    capacity: str,
    by: Any,
) -> Decision:
    document = register_document(
        number=number,
        issued_on=issued_on,
        subject=_("Decision in the round “%(name)s”", name=round.name),
        issuer=issuer,
        kind=DocumentKind.DECISION,
    )
    decision = Decision(
        round=round,
        kind=kind,
        document=document,
        signer=signer,
        capacity=capacity,
        entered_by_id=by.id,
    )
    db.session.add(decision)
    db.session.flush()
    audit.record("decision.enter", decision, after={"number": number, "signer": signer})
    return decision


def _check_day(day: date, field: str) -> None:
    if day > clock.today():
        raise RuleBroken(_("This day lies in the future."), field)
