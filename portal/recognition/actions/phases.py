"""Closing a phase and opening the next, with what each brings along."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.recognition.actions.reviewing import bring_before_council
from portal.recognition.actions.steps import transition
from portal.recognition.models import Nomination, Phase, Round
from portal.recognition.queries.figures import figures_of
from portal.recognition.rules.phases import PhaseKind, PhaseState, obstacles
from portal.recognition.rules.states import UNFINISHED, RoundState, State


def obstacles_of(round: Round) -> list[str]:
    """What still stands in the way of closing the phase the round is in."""
    phase = round.active_phase
    if phase is None:
        return []
    found = obstacles(phase.kind, phase.ends_on, figures_of(round))
    if phase.kind is PhaseKind.SCREENING and not (
        round.council and round.council.voting(clock.today())
    ):
        found.append(_("The council of the round is not formed."))
    if phase.kind is PhaseKind.PUBLIC_COMMENT and round.posting is None:
        found.append(_("The results are not posted."))
    if phase.kind is PhaseKind.PROPOSAL and round.letter_id is None:
        found.append(_("The letter of submission is not entered."))
    return found


def advance(round: Round, *, by: Any) -> Phase | None:
    """Close the active phase and open the next one; gives that one, None after the last."""
    if round.state is not RoundState.RUNNING:
        raise RuleBroken(_("The round is not running."))
    phase = round.active_phase
    if phase is None:
        raise RuleBroken(_("Every phase of this round is over."))
    _finish(round, phase.kind, by)
    if found := obstacles_of(round):
        raise RuleBroken(" ".join(found))
    _leave(round, phase.kind, by)
    phase.state, phase.closed_at = PhaseState.DONE, clock.now()
    following = next((one for one in round.phases if one.state is PhaseState.PLANNED), None)
    db.session.flush()
    if following is not None:
        following.state = PhaseState.ACTIVE
        _enter(round, following.kind, by)
    audit.record("round.phase", round, after={"closed": phase.kind.value})
    return following


def _finish(round: Round, kind: PhaseKind, by: Any) -> None:
    """What the clock has decided already when a phase is being closed."""
    if kind is PhaseKind.SCREENING:
        for nomination in _in_state(round, State.RETURNED):
            if nomination.return_by and clock.today() > nomination.return_by:
                transition(nomination, "expire", actor=None)


def _leave(round: Round, kind: PhaseKind, by: Any) -> None:
    if kind is PhaseKind.SUBMISSION:
        for nomination in _in_state(round, *UNFINISHED):
            transition(nomination, "expire", actor=None)
    elif kind is PhaseKind.REVIEW:
        for nomination in _in_state(round, State.UNDER_REVIEW):
            transition(nomination, "finish_review", actor=by)
    elif kind is PhaseKind.PUBLIC_COMMENT:
        for nomination in _in_state(round, State.POSTED):
            transition(nomination, "clear", actor=by)


def _enter(round: Round, kind: PhaseKind, by: Any) -> None:
    if kind is PhaseKind.REVIEW:
        bring_before_council(round, by=by)
    elif kind is PhaseKind.MEETING:
        for nomination in _in_state(round, State.REVIEWED):
            transition(nomination, "put_on_ballot", actor=by)


def _in_state(round: Round, *states: State) -> list[Nomination]:
    query = select(Nomination).where(Nomination.round_id == round.id, Nomination.state.in_(states))
    return list(db.session.scalars(query.order_by(Nomination.id)))
