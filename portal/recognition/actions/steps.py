"""The one function that moves a nomination: lock, who, what, move, history, log, mail."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.core import audit, clock
from portal.core.access import Predicate
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.recognition import guards
from portal.recognition import permissions as who
from portal.recognition.actions.letters import write_letters
from portal.recognition.models import Decision, Nomination, NominationMove
from portal.recognition.rules.states import MOVES, WITH_DECISION, State, check_reason, target

Guard = Callable[[Nomination], None]

_OFFICER = who.runs_the_round
_PARTY = who.has_a_part_in_it
ACTORS: Mapping[str, Predicate] = {
    "ask_consent": who.nominates,
    "prepare": who.nominates,
    "consent": who.is_nominee | who.nominates | _OFFICER,
    "decline": who.is_nominee,
    "submit": who.nominates,
    "accept": _OFFICER & ~_PARTY,
    "return": _OFFICER & ~_PARTY,
    "rule_out": _OFFICER & ~_PARTY,
    "withdraw": _PARTY,
    "publish": who.approves_rounds,
    "revoke": who.approves_rounds,
    "correct": who.approves_rounds,
    "cancel": who.approves_rounds,
}
"""Whoever is not named here is the standing body; the clock and a closed ballot act as nobody."""

GUARDS: Mapping[str, Guard] = {
    "ask_consent": guards.check_may_be_nominated,
    "prepare": guards.check_own_nomination,
    "submit": guards.check_complete,
    "accept": guards.check_screening,
    "return": guards.check_may_return,
    "rule_out": guards.check_second_screener,
    "finish_review": guards.check_reviewed,
    "reballot": guards.check_reballot_allowed,
    "clear": guards.check_cleared,
}


def transition(
    nomination: Nomination,
    name: str,
    *,
    actor: Any | None,
    reason: str = "",
    decision: Decision | None = None,
) -> NominationMove:
    """Move a nomination on, or raise `RuleBroken`; `actor` None is the clock or the ballot itself.

    `decision` comes with the award: state and decision change in one statement.
    """
    check_reason(reason)
    db.session.flush()
    db.session.refresh(nomination, ["state", "version"], with_for_update=True)
    if actor is not None and not ACTORS.get(name, _OFFICER)(actor, nomination):
        raise RuleBroken(_("This step is not yours to take."))
    if name in GUARDS:
        GUARDS[name](nomination)
    before, to = nomination.state, _target(nomination, name, reason)
    if to in WITH_DECISION and nomination.decision_id is None:
        nomination.decision_id = _id_of(decision)
    _arrive(nomination, to, reason)
    move = NominationMove(
        nomination_id=nomination.id,
        name=name,
        to=to,
        reason=nomination.reason,
        actor_id=actor.id if actor is not None else None,
    )
    nomination.moves.append(move)
    db.session.flush()
    audit.record(
        f"nomination.{name}",
        nomination,
        before={"state": before.value},
        after={"state": to.value},
        actor_id=move.actor_id,
    )
    write_letters(nomination, name)
    return move


def _arrive(nomination: Nomination, to: State, reason: str) -> None:
    nomination.held_from = nomination.state if to is State.ON_HOLD else None
    nomination.state = to
    nomination.reason = reason.strip()
    if to is State.SUBMITTED:
        nomination.submitted_at = clock.now()
        nomination.return_by = None


def _id_of(decision: Decision | None) -> int:
    if decision is None:
        raise RuleBroken(_("Enter the decision with its number, day and signer first."))
    return decision.id


def _target(nomination: Nomination, name: str, reason: str) -> State:
    if name != "resume":
        return target(MOVES, name, nomination.state, reason)
    if nomination.state is not State.ON_HOLD or nomination.held_from is None:
        raise RuleBroken(_("This nomination is not on hold."))
    return nomination.held_from
