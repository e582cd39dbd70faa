"""Working days, scores and sums: what anybody can count along."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from portal.core.errors import RuleBroken
from portal.recognition.rules.days import Period, is_over, is_working_day, last_day, working_days
from portal.recognition.rules.phases import (
    Figures,
    PhaseKind,
    check_new_end,
    check_phases,
    obstacles,
)
from portal.recognition.rules.scores import (
    check_complete,
    check_weights,
    mean,
    median_of,
    rounded,
    sheet_total,
    weighted_mean,
    weighted_sum,
)
from portal.recognition.rules.states import State
from portal.recognition.rules.sums import disagreement, funnel_of


def facts(shared: Path, name: str) -> dict:
    return json.loads((shared / "recognition" / "fixtures.json").read_text())[name]


def test_p1_ten_working_days_from_a_monday() -> None:
    monday = date(2024, 10, 7)
    assert last_day(monday, 10, counts_first=False) == date(2024, 10, 21)
    assert last_day(monday, 10, counts_first=True) == date(2024, 10, 18)


def test_p1_the_calculator_shows_its_day_and_its_rule() -> None:
    sentence = Period(date(2024, 10, 7), 10, False).sentence
    assert "07/10/2024" in sentence
    assert "21/10/2024" in sentence
    assert sentence != Period(date(2024, 10, 7), 10, True).sentence


@pytest.mark.parametrize(
    "day", [date(2025, 1, 29), date(2025, 4, 30), date(2025, 9, 2), date(2025, 9, 6)]
)
def test_tet_national_days_and_weekends_are_no_working_days(day: date) -> None:
    assert not is_working_day(day)


def test_a_posting_over_tet_skips_it() -> None:
    days = list(working_days(date(2025, 1, 24), 3, counts_first=True))
    assert days == [date(2025, 1, 24), date(2025, 2, 3), date(2025, 2, 4)]


def test_a_posting_runs_to_the_end_of_its_last_day() -> None:
    assert not is_over(date(2024, 10, 21), today=date(2024, 10, 21))
    assert is_over(date(2024, 10, 21), today=date(2024, 10, 22))


@pytest.mark.parametrize("days", [0, -1, 251])
def test_a_posting_of_nonsense_length_is_refused(days: int) -> None:
    with pytest.raises(RuleBroken):
        last_day(date(2024, 10, 7), days, counts_first=True)


def test_s1_weighted_sum_mean_and_medians() -> None:
    assert weighted_sum([4, 3], [3, 2]) == 18
    assert weighted_mean([4, 3], [3, 2]) == Fraction(18, 5)
    assert median_of([2, 4, 9]) == 4
    assert median_of([3, 6]) == Fraction(9, 2)


def test_s2_what_does_not_apply_is_left_out() -> None:
    assert mean([None, 4]) == 4
    assert mean([None, 4], missing_is_zero=True) == 2
    assert mean([]) is None


def test_a_criterion_that_does_not_apply_takes_its_weight_away() -> None:
    criteria = [(1, 60, 10), (2, 40, 5)]
    assert sheet_total({1: 8, 2: 5}, criteria) == 88
    assert sheet_total({1: 8, 2: None}, criteria) == 80
    assert sheet_total({1: None, 2: None}, criteria) is None


def test_a_shown_score_is_rounded_half_up() -> None:
    assert rounded(Fraction(1, 200)) == 0.01
    assert rounded(Fraction(266, 3)) == 88.67
    assert rounded(None) is None


def test_an_incomplete_sheet_names_the_criterion() -> None:
    criteria = [(1, "Thành tích", 10)]
    check_complete({1: None}, criteria)
    for scores in ({}, {1: 11}, {1: -1}):
        with pytest.raises(RuleBroken) as broken:
            check_complete(scores, criteria)
        assert broken.value.field == "score_1"


def test_weights_sum_to_a_hundred() -> None:
    check_weights([40, 20, 20, 10, 10])
    with pytest.raises(RuleBroken):
        check_weights([40, 20, 20, 10])


def test_v3_who_passed_and_is_not_honoured_is_counted(shared: Path) -> None:
    case = facts(shared, "vusta_2022")
    missing = case["passed_vote"] - case["honoured"]
    funnel = funnel_of(
        {
            State.WITHDRAWN: case["withdrawn"],
            State.NOT_PASSED: case["failed_vote"],
            State.PUBLISHED: case["honoured"],
            State.RESERVE: missing,
        }
    )
    assert funnel.received == case["received"]
    assert funnel.passed == case["passed_vote"]
    assert funnel.passed_not_honoured == 3
    assert funnel.reconciles
    assert sum(case["honoured_by_nominator"].values()) == case["honoured"]


def test_every_state_of_a_nomination_has_its_place_in_the_funnel() -> None:
    for state in State:
        assert funnel_of({state: 1}).reconciles, state


def test_v6_a_printed_total_that_its_parts_do_not_give_is_flagged(shared: Path) -> None:
    case = facts(shared, "professors_2025")
    total, *parts = case["discipline_as_printed"]
    assert "1011" in str(disagreement(total, parts))
    for name in ("filed", "grassroots"):
        total, *parts = case[name]
        assert disagreement(total, parts) is None


class Phase:
    def __init__(self, kind: PhaseKind, first: int, last: int) -> None:
        self.kind = kind
        self.starts_on, self.ends_on = date(2026, 1, first), date(2026, 1, last)


def test_phases_stand_in_order_and_apart() -> None:
    good = [Phase(PhaseKind.SUBMISSION, 1, 5), Phase(PhaseKind.SCREENING, 6, 9)]
    check_phases(good)
    for bad in (
        [],
        good[::-1],
        [good[0], Phase(PhaseKind.SCREENING, 5, 9)],
        [Phase(PhaseKind.REVIEW, 1, 2)],
        [good[0], Phase(PhaseKind.SUBMISSION, 6, 9)],
        [Phase(PhaseKind.SUBMISSION, 5, 1)],
    ):
        with pytest.raises(RuleBroken):
            check_phases(bad)


def test_a_deadline_grows_before_it_has_passed_and_never_shrinks() -> None:
    was, today = date(2026, 1, 10), date(2026, 1, 8)
    check_new_end(date(2026, 1, 12), was=was, started=True, today=today)
    check_new_end(date(2026, 1, 2), was=was, started=False, today=today)
    with pytest.raises(RuleBroken):
        check_new_end(date(2026, 1, 9), was=was, started=True, today=today)
    with pytest.raises(RuleBroken):
        check_new_end(date(2026, 1, 20), was=was, started=True, today=date(2026, 1, 11))


@pytest.mark.parametrize(
    ("kind", "figure"),
    [
        (PhaseKind.SCREENING, "waiting_for_screening"),
        (PhaseKind.REVIEW, "lacking_sheets"),
        (PhaseKind.MEETING, "open_ballots"),
        (PhaseKind.MEETING, "unsigned_minutes"),
        (PhaseKind.MEETING, "on_ballot"),
        (PhaseKind.PUBLIC_COMMENT, "not_posted"),
        (PhaseKind.PUBLIC_COMMENT, "open_objections"),
        (PhaseKind.PROPOSAL, "not_proposed"),
        (PhaseKind.DECISION, "without_decision"),
        (PhaseKind.HONOUR, "without_certificate"),
    ],
)
def test_each_phase_names_what_is_left_to_do(kind: PhaseKind, figure: str) -> None:
    today = date(2026, 2, 1)
    assert obstacles(kind, date(2026, 1, 31), Figures(today)) == []
    assert len(obstacles(kind, date(2026, 1, 31), Figures(today, **{figure: 2}))) == 1


def test_nominations_are_taken_to_the_end_of_the_last_day() -> None:
    last = date(2026, 1, 31)
    assert obstacles(PhaseKind.SUBMISSION, last, Figures(last))
    assert not obstacles(PhaseKind.SUBMISSION, last, Figures(date(2026, 2, 1)))
