"""The figures of a round must reconcile; printed ones often do not, so they are checked too."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.recognition.rules.states import GONE, WITH_DECISION, State

_REVIEWED_OUT = frozenset({State.NOT_SHORTLISTED})
_AFTER_PASS = (
    frozenset(
        {State.PASSED, State.POSTED, State.CONTESTED, State.CLEARED, State.PROPOSED}
        | {State.RESERVE, State.WITHHELD, State.NOT_APPROVED}
    )
    | WITH_DECISION
)


@dataclass(frozen=True)
class Funnel:
    """How many nominations reached each step of a round."""

    received: int
    withdrawn: int
    ineligible: int
    left_out: int
    failed: int
    passed: int
    honoured: int
    pending: int

    @property
    def eligible(self) -> int:
        return self.received - self.withdrawn - self.ineligible

    @property
    def voted(self) -> int:
        return self.passed + self.failed

    @property
    def passed_not_honoured(self) -> int:
        return self.passed - self.honoured

    @property
    def reconciles(self) -> bool:
        """received = withdrawn + ineligible + left out + failed + passed + not yet decided."""
        parts = (
            self.withdrawn,
            self.ineligible,
            self.left_out,
            self.failed,
            self.passed,
            self.pending,
        )
        return self.received == sum(parts) and 0 <= self.honoured <= self.passed

    @property
    def sentence(self) -> str:
        return _(
            "%(received)s received = %(withdrawn)s withdrawn + %(ineligible)s not eligible + "
            "%(left_out)s not shortlisted + %(failed)s not passed + %(passed)s passed + %(pending)s pending",
            received=self.received,
            withdrawn=self.withdrawn,
            ineligible=self.ineligible,
            left_out=self.left_out,
            failed=self.failed,
            passed=self.passed,
            pending=self.pending,
        )


def funnel_of(states: Mapping[State, int]) -> Funnel:
    """The funnel of the nominations that were handed in, by their state."""

    def count(wanted: frozenset[State]) -> int:
        return sum(number for state, number in states.items() if state in wanted)

    known = GONE | {State.INELIGIBLE, State.NOT_PASSED} | _REVIEWED_OUT | _AFTER_PASS
    return Funnel(
        received=sum(states.values()),
        withdrawn=count(GONE),
        ineligible=count(frozenset({State.INELIGIBLE})),
        left_out=count(_REVIEWED_OUT),
        failed=count(frozenset({State.NOT_PASSED})),
        passed=count(_AFTER_PASS),
        honoured=count(WITH_DECISION - {State.REVOKED}) + count(frozenset({State.REVOKED})),
        pending=count(frozenset(State) - known),
    )


def disagreement(total: int, parts: list[int]) -> str | None:
    """The sentence that flags a printed total which its parts do not give; None when they do."""
    if total == sum(parts):
        return None
    return _(
        "The printed total is %(total)s, but %(parts)s = %(sum)s.",
        total=total,
        parts=" + ".join(map(str, parts)),
        sum=sum(parts),
    )
