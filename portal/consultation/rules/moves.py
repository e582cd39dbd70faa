"""The moves of a consultation: from which states to which, and what each move demands."""

from enum import StrEnum

from flask_babel import gettext as _

from portal.consultation.models import Consultation, ConsultationState, OpinionState
from portal.core.errors import RuleBroken

State = ConsultationState


class Move(StrEnum):
    APPROVE = "approve"
    RETURN = "return"
    OPEN = "open"
    EXTEND = "extend"
    CLOSE = "close"
    CONSOLIDATE = "consolidate"
    RESPOND = "respond"
    ARCHIVE = "archive"


MOVES: dict[Move, tuple[frozenset[State], State]] = {
    Move.APPROVE: (frozenset({State.DRAFT}), State.APPROVED),
    Move.RETURN: (frozenset({State.APPROVED}), State.DRAFT),
    Move.OPEN: (frozenset({State.APPROVED}), State.OPEN),
    Move.EXTEND: (frozenset({State.OPEN, State.EXTENDED}), State.EXTENDED),
    Move.CLOSE: (frozenset({State.OPEN, State.EXTENDED}), State.CLOSED),
    Move.CONSOLIDATE: (frozenset({State.CLOSED}), State.CONSOLIDATING),
    Move.RESPOND: (frozenset({State.CONSOLIDATING}), State.RESPONDED),
    Move.ARCHIVE: (frozenset({State.RESPONDED}), State.ARCHIVED),
}


def possible_moves(state: State) -> list[Move]:
    """The moves out of a state, in the order of the table."""
    return [move for move, (sources, _target) in MOVES.items() if state in sources]


def target_of(move: Move, state: State) -> State:
    """Where the move leads, or raise `RuleBroken` where it cannot be made."""
    sources, target = MOVES[move]
    if state not in sources:
        raise RuleBroken(_("This step does not follow from the present state of the consultation."))
    return target


def check_ready_to_approve(consultation: Consultation) -> None:
    """A draft must be published and explained before it is approved for opening."""
    if consultation.current is None:
        raise RuleBroken(_("Publish a version of the draft first."))
    if not consultation.summary.strip():
        raise RuleBroken(_("Write the plain-language summary first."))


def check_another_person(actor_id: int | None, earlier_id: int | None) -> None:
    """Whoever prepared a thing does not approve or sign it."""
    if actor_id is not None and actor_id == earlier_id:
        raise RuleBroken(_("Another person has to do this: you prepared it yourself."))


def check_all_answered(unanswered: int, unsigned: int) -> None:
    """Every opinion is answered and every answer signed before the answers are declared complete."""
    if unanswered:
        raise RuleBroken(_("%(n)s opinions have no answer yet.", n=unanswered))
    if unsigned:
        raise RuleBroken(_("%(n)s answers are not signed off yet.", n=unsigned))


OPINION_MOVES: dict[str, tuple[frozenset[OpinionState], OpinionState]] = {
    "allow": (frozenset({OpinionState.WAITING}), OpinionState.PUBLIC),
    "hide": (frozenset({OpinionState.WAITING, OpinionState.PUBLIC}), OpinionState.HIDDEN),
    "restore": (frozenset({OpinionState.HIDDEN}), OpinionState.PUBLIC),
}


def opinion_after(verb: str, state: OpinionState) -> OpinionState:
    """The state of an opinion after a moderator's act, or raise `RuleBroken`."""
    sources, target = OPINION_MOVES[verb]
    if state not in sources:
        raise RuleBroken(_("This opinion is no longer in the state you saw. Look at it again."))
    return target
