"""The states of a nomination and of a round, and the only moves between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from flask_babel import gettext as _

from portal.core.errors import RuleBroken

LONGEST_REASON = 2_000


class State(StrEnum):
    """Where a nomination stands."""

    DRAFT = "draft"
    AWAITING_CONSENT = "awaiting_consent"
    PREPARING = "preparing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    INELIGIBLE = "ineligible"
    UNDER_REVIEW = "under_review"
    REVIEWED = "reviewed"
    NOT_SHORTLISTED = "not_shortlisted"
    ON_BALLOT = "on_ballot"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    RESERVE = "reserve"
    POSTED = "posted"
    CONTESTED = "contested"
    WITHHELD = "withheld"
    CLEARED = "cleared"
    PROPOSED = "proposed"
    NOT_APPROVED = "not_approved"
    AWARDED = "awarded"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    REVOKED = "revoked"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ON_HOLD = "on_hold"
    ROUND_CANCELLED = "round_cancelled"


class RoundState(StrEnum):
    """Where a round stands; the detail is in its phases."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ANNOUNCED = "announced"
    RUNNING = "running"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    CONCLUDED = "concluded"
    ARCHIVED = "archived"


S, R = State, RoundState

WITH_DECISION = frozenset({S.AWARDED, S.PUBLISHED, S.CORRECTED, S.REVOKED})
"""A nomination has a decision if and only if it is in one of these (a CHECK holds it)."""

REFUSED = frozenset(
    {S.INELIGIBLE, S.NOT_SHORTLISTED, S.NOT_PASSED, S.RESERVE, S.WITHHELD, S.NOT_APPROVED}
)
GONE = frozenset({S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.ROUND_CANCELLED})
TERMINAL = REFUSED | GONE | WITH_DECISION - {S.AWARDED}
UNFINISHED = frozenset({S.DRAFT, S.AWAITING_CONSENT, S.PREPARING})
"""Not yet handed in: no concern of the round's figures."""
ACTIVE = frozenset(S) - TERMINAL - {S.AWARDED, S.ON_HOLD}

StateKind = TypeVar("StateKind", State, RoundState)


@dataclass(frozen=True)
class Move(Generic[StateKind]):
    """From which states a verb leads to which, and whether it must be given a reason."""

    sources: frozenset[StateKind]
    to: StateKind
    reason: bool = False


def _move(to: State, *sources: State, reason: bool = False) -> Move[State]:
    return Move(frozenset(sources), to, reason)


MOVES: Mapping[str, Move[State]] = {
    "ask_consent": _move(S.AWAITING_CONSENT, S.DRAFT),
    "prepare": _move(S.PREPARING, S.DRAFT),
    "consent": _move(S.PREPARING, S.AWAITING_CONSENT),
    "decline": _move(S.DECLINED, S.AWAITING_CONSENT),
    "submit": _move(S.SUBMITTED, S.PREPARING, S.RETURNED),
    "accept": _move(S.ACCEPTED, S.SUBMITTED),
    "return": _move(S.RETURNED, S.SUBMITTED, reason=True),
    "rule_out": _move(S.INELIGIBLE, S.SUBMITTED, reason=True),
    "expire": _move(S.EXPIRED, S.DRAFT, S.AWAITING_CONSENT, S.PREPARING, S.RETURNED),
    "review": _move(S.UNDER_REVIEW, S.ACCEPTED),
    "finish_review": _move(S.REVIEWED, S.UNDER_REVIEW),
    "put_on_ballot": _move(S.ON_BALLOT, S.REVIEWED),
    "leave_out": _move(S.NOT_SHORTLISTED, S.REVIEWED, reason=True),
    "pass": _move(S.PASSED, S.ON_BALLOT),
    "fail": _move(S.NOT_PASSED, S.ON_BALLOT),
    "reballot": _move(S.ON_BALLOT, S.NOT_PASSED, reason=True),
    "reserve": _move(S.RESERVE, S.PASSED, reason=True),
    "post": _move(S.POSTED, S.PASSED),
    "contest": _move(S.CONTESTED, S.POSTED),
    "clear": _move(S.CLEARED, S.POSTED, S.CONTESTED),
    "remand": _move(S.REVIEWED, S.CONTESTED, reason=True),
    "withhold": _move(S.WITHHELD, S.CONTESTED, S.PASSED, S.POSTED, S.CLEARED, reason=True),
    "propose": _move(S.PROPOSED, S.CLEARED),
    "award": _move(S.AWARDED, S.PROPOSED),
    "refuse": _move(S.NOT_APPROVED, S.PROPOSED, reason=True),
    "publish": _move(S.PUBLISHED, S.AWARDED),
    "correct": _move(S.CORRECTED, S.PUBLISHED, S.CORRECTED, reason=True),
    "revoke": _move(S.REVOKED, S.PUBLISHED, S.CORRECTED, reason=True),
    "withdraw": _move(S.WITHDRAWN, *ACTIVE, S.ON_HOLD),
    "hold": _move(S.ON_HOLD, *ACTIVE, reason=True),
    "cancel": _move(S.ROUND_CANCELLED, *ACTIVE, S.ON_HOLD),
}
"""`resume` is not here: it leads from on_hold back to where the hold began."""


def _turn(to: RoundState, *sources: RoundState, reason: bool = False) -> Move[RoundState]:
    return Move(frozenset(sources), to, reason)


ROUND_MOVES: Mapping[str, Move[RoundState]] = {
    "submit": _turn(R.SUBMITTED, R.DRAFT),
    "send_back": _turn(R.DRAFT, R.SUBMITTED, reason=True),
    "approve": _turn(R.APPROVED, R.SUBMITTED),
    "announce": _turn(R.ANNOUNCED, R.APPROVED),
    "start": _turn(R.RUNNING, R.ANNOUNCED),
    "suspend": _turn(R.SUSPENDED, R.RUNNING, reason=True),
    "resume": _turn(R.RUNNING, R.SUSPENDED),
    "cancel": _turn(R.CANCELLED, R.ANNOUNCED, R.RUNNING, R.SUSPENDED, reason=True),
    "conclude": _turn(R.CONCLUDED, R.RUNNING),
    "archive": _turn(R.ARCHIVED, R.CONCLUDED),
}
PUBLIC_ROUNDS = frozenset(
    {R.ANNOUNCED, R.RUNNING, R.SUSPENDED, R.CANCELLED, R.CONCLUDED, R.ARCHIVED}
)


def target(
    moves: Mapping[str, Move[StateKind]], name: str, state: StateKind, reason: str = ""
) -> StateKind:
    """Where the move leads from `state`; raises `RuleBroken` when it does not."""
    move = moves[name]
    if state not in move.sources:
        raise RuleBroken(_("This step is no longer possible: somebody has moved the file on."))
    if move.reason and not reason.strip():
        raise RuleBroken(_("State the reason: the person concerned will read it."), "reason")
    return move.to


def possible(moves: Mapping[str, Move[StateKind]], state: StateKind) -> list[str]:
    """The moves that lead out of `state`."""
    return [name for name, move in moves.items() if state in move.sources]


def check_reason(reason: str) -> None:
    """Raise where a reason is longer than anybody reads; it stands in a letter and in the history."""
    if len(reason) > LONGEST_REASON:
        raise RuleBroken(
            _("Give the reason in at most %(n)s characters.", n=LONGEST_REASON), "reason"
        )
