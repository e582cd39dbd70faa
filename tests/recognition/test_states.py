"""The moves of a nomination and of a round: every state against every move."""

import pytest

from portal.core.errors import RuleBroken
from portal.recognition.rules.states import (
    ACTIVE,
    GONE,
    LONGEST_REASON,
    MOVES,
    REFUSED,
    ROUND_MOVES,
    TERMINAL,
    UNFINISHED,
    WITH_DECISION,
    RoundState,
    State,
    check_reason,
    possible,
    target,
)

S, R = State, RoundState

LEADS = {
    S.DRAFT: {"ask_consent", "prepare", "expire", "withdraw", "hold", "cancel"},
    S.AWAITING_CONSENT: {"consent", "decline", "expire", "withdraw", "hold", "cancel"},
    S.PREPARING: {"submit", "expire", "withdraw", "hold", "cancel"},
    S.SUBMITTED: {"accept", "return", "rule_out", "withdraw", "hold", "cancel"},
    S.RETURNED: {"submit", "expire", "withdraw", "hold", "cancel"},
    S.ACCEPTED: {"review", "withdraw", "hold", "cancel"},
    S.UNDER_REVIEW: {"finish_review", "withdraw", "hold", "cancel"},
    S.REVIEWED: {"put_on_ballot", "leave_out", "withdraw", "hold", "cancel"},
    S.ON_BALLOT: {"pass", "fail", "withdraw", "hold", "cancel"},
    S.PASSED: {"reserve", "post", "withhold", "withdraw", "hold", "cancel"},
    S.NOT_PASSED: {"reballot"},
    S.POSTED: {"contest", "clear", "withhold", "withdraw", "hold", "cancel"},
    S.CONTESTED: {"clear", "remand", "withhold", "withdraw", "hold", "cancel"},
    S.CLEARED: {"propose", "withhold", "withdraw", "hold", "cancel"},
    S.PROPOSED: {"award", "refuse", "withdraw", "hold", "cancel"},
    S.AWARDED: {"publish"},
    S.PUBLISHED: {"correct", "revoke"},
    S.CORRECTED: {"correct", "revoke"},
    S.ON_HOLD: {"withdraw", "cancel"},
}
ROUND_LEADS = {
    R.DRAFT: {"submit"},
    R.SUBMITTED: {"send_back", "approve"},
    R.APPROVED: {"announce"},
    R.ANNOUNCED: {"start", "cancel"},
    R.RUNNING: {"suspend", "cancel", "conclude"},
    R.SUSPENDED: {"resume", "cancel"},
    R.CONCLUDED: {"archive"},
}


@pytest.mark.parametrize("state", State)
def test_only_the_moves_of_the_table_lead_out_of_a_state(state: State) -> None:
    assert set(possible(MOVES, state)) == LEADS.get(state, set())


@pytest.mark.parametrize("state", RoundState)
def test_only_the_moves_of_the_table_turn_a_round(state: RoundState) -> None:
    assert set(possible(ROUND_MOVES, state)) == ROUND_LEADS.get(state, set())


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", MOVES)
def test_every_other_move_is_refused(state: State, move: str) -> None:
    if move in LEADS.get(state, set()):
        assert target(MOVES, move, state, "vì sao") is MOVES[move].to
    else:
        with pytest.raises(RuleBroken):
            target(MOVES, move, state, "vì sao")


@pytest.mark.parametrize("move", [name for name, move in MOVES.items() if move.reason])
def test_a_grave_move_needs_a_reason(move: str) -> None:
    source = next(iter(MOVES[move].sources))
    with pytest.raises(RuleBroken) as broken:
        target(MOVES, move, source, "  ")
    assert broken.value.field == "reason"


def test_every_state_is_of_exactly_one_kind() -> None:
    assert TERMINAL | ACTIVE | {S.AWARDED, S.ON_HOLD} == set(State)
    assert not TERMINAL & ACTIVE
    assert not REFUSED & GONE
    assert UNFINISHED < ACTIVE
    assert WITH_DECISION - {S.AWARDED} < TERMINAL


def test_a_reason_is_no_longer_than_anybody_reads() -> None:
    check_reason("x" * LONGEST_REASON)
    with pytest.raises(RuleBroken) as broken:
        check_reason("x" * (LONGEST_REASON + 1))
    assert broken.value.field == "reason"
