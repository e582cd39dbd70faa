"""Rules as truth tables, without a database."""

from datetime import date, datetime, timedelta

import pytest

from portal.consultation.models import (
    Consultation,
    ConsultationState,
    DayKind,
    Disposition,
    DocumentRule,
    Opinion,
    OpinionState,
    Stance,
)
from portal.consultation.rules import moves
from portal.consultation.rules.moves import MOVES, Move, possible_moves, target_of
from portal.consultation.rules.opinions import check_answer, check_in_time, check_says_something
from portal.consultation.rules.period import (
    check_extension,
    check_period,
    days_between,
    earliest_close,
    is_working_day,
)
from portal.consultation.rules.places import place_of
from portal.consultation.rules.synthesis import Table, TableRow, faults_of
from portal.core import clock
from portal.core.errors import RuleBroken

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=clock.VIETNAM)
ALLOWED = {
    ("draft", "approve"): "approved",
    ("approved", "return"): "draft",
    ("approved", "open"): "open",
    ("open", "extend"): "extended",
    ("extended", "extend"): "extended",
    ("open", "close"): "closed",
    ("extended", "close"): "closed",
    ("closed", "consolidate"): "consolidating",
    ("consolidating", "respond"): "responded",
    ("responded", "archive"): "archived",
}


@pytest.mark.parametrize("state", ConsultationState)
@pytest.mark.parametrize("move", Move)
def test_every_move_from_every_state(state: ConsultationState, move: Move) -> None:
    wanted = ALLOWED.get((state.value, move.value))
    assert (move in possible_moves(state)) == (wanted is not None)
    if wanted:
        assert target_of(move, state) == wanted
    else:
        with pytest.raises(RuleBroken):
            target_of(move, state)


def test_each_state_but_the_last_leads_on() -> None:
    assert [s for s in ConsultationState if not possible_moves(s)] == [ConsultationState.ARCHIVED]
    assert {target for _sources, target in MOVES.values()} == set(ConsultationState)


@pytest.mark.parametrize("state", OpinionState)
@pytest.mark.parametrize("verb", ["allow", "hide", "restore"])
def test_every_act_of_a_moderator_on_every_state(state: OpinionState, verb: str) -> None:
    wanted = {
        ("waiting", "allow"): "public",
        ("waiting", "hide"): "hidden",
        ("public", "hide"): "hidden",
        ("hidden", "restore"): "public",
    }.get((state.value, verb))
    if wanted:
        assert moves.opinion_after(verb, state) == wanted
    else:
        with pytest.raises(RuleBroken):
            moves.opinion_after(verb, state)


def _rule(days: int, kind: DayKind = DayKind.CALENDAR) -> DocumentRule:
    return DocumentRule(name="Quyết định", minimum_days=days, day_kind=kind, legal_basis="")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 2), True),
        (date(2026, 11, 7), False),
        (date(2026, 11, 8), False),
        (date(2026, 9, 2), False),
        (date(2027, 1, 1), False),
    ],
)
def test_working_days_are_monday_to_friday_without_holidays(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_calendar_days_count_holidays_and_working_days_do_not() -> None:
    closes = NOW + timedelta(days=10)
    assert days_between(NOW, closes, DayKind.CALENDAR) == 10
    assert days_between(NOW, closes, DayKind.WORKING) == 8


def test_the_earliest_close_is_the_first_that_passes() -> None:
    for rule in (_rule(10), _rule(3, DayKind.WORKING), _rule(0)):
        day = earliest_close(rule, NOW)
        closes = datetime(day.year, day.month, day.day, 17, tzinfo=clock.VIETNAM)
        check_period(rule, NOW, closes, now=NOW, urgent_reason="")
        if rule.minimum_days:
            with pytest.raises(RuleBroken):
                check_period(rule, NOW, closes - timedelta(days=1), now=NOW, urgent_reason="")


def test_a_shorter_period_needs_a_reason_of_urgency() -> None:
    closes = NOW + timedelta(days=3)
    with pytest.raises(RuleBroken) as broken:
        check_period(_rule(10), NOW, closes, now=NOW, urgent_reason=" ")
    assert broken.value.field == "closes_on"
    assert "12/11/2026" in broken.value.message
    check_period(_rule(10), NOW, closes, now=NOW, urgent_reason="Bão lũ")


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_deadline_lies_ahead_and_within_a_year(days: int) -> None:
    with pytest.raises(RuleBroken):
        check_period(_rule(0), NOW, NOW + timedelta(days=days), now=NOW, urgent_reason="x")


def test_an_extension_never_moves_the_deadline_back() -> None:
    check_extension(NOW, NOW + timedelta(days=1), NOW)
    for after in (NOW, NOW - timedelta(days=1)):
        with pytest.raises(RuleBroken):
            check_extension(NOW, after, NOW - timedelta(days=9))


def test_opinions_are_taken_from_the_opening_up_to_the_deadline_and_not_at_it() -> None:
    one = Consultation(
        state=ConsultationState.OPEN, opens_at=NOW, closes_at=NOW + timedelta(days=1)
    )
    check_in_time(one, NOW)
    check_in_time(one, NOW + timedelta(hours=23, minutes=59, seconds=59))
    for at in (NOW - timedelta(seconds=1), NOW + timedelta(days=1)):
        with pytest.raises(RuleBroken):
            check_in_time(one, at)


@pytest.mark.parametrize("state", set(ConsultationState) - {"open", "extended"})
def test_no_other_state_takes_opinions(state: ConsultationState) -> None:
    one = Consultation(state=state, opens_at=NOW, closes_at=NOW + timedelta(days=1))
    with pytest.raises(RuleBroken):
        check_in_time(one, NOW)


@pytest.mark.parametrize("stance", Stance)
def test_only_agreement_may_be_silent(stance: Stance) -> None:
    check_says_something(stance, "vì", "")
    check_says_something(stance, "", "câu")
    if stance is Stance.AGREE:
        check_says_something(stance, " ", "")
    else:
        with pytest.raises(RuleBroken):
            check_says_something(stance, " ", "")


@pytest.mark.parametrize("disposition", Disposition)
@pytest.mark.parametrize("stance", Stance)
def test_an_answer_needs_a_reason_unless_all_agree(
    disposition: Disposition, stance: Stance
) -> None:
    opinions = [Opinion(stance=stance), Opinion(stance=Stance.AGREE)]
    check_answer(disposition, "vì", opinions)
    if stance is Stance.AGREE and disposition in ("accepted", "noted"):
        check_answer(disposition, "", opinions)
    else:
        with pytest.raises(RuleBroken):
            check_answer(disposition, "", opinions)
    with pytest.raises(RuleBroken):
        check_answer(disposition, "vì", [])


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("III/1/b2", "III.1, gạch đầu dòng 2"),
        ("II/2/2.1/b3", "II.2.1, gạch đầu dòng 3"),
        ("chuong-ii/muc-1/dieu-5a/khoan-3/diem-dd", "Điều 5a, khoản 3, điểm đ"),
        ("chuong-ii", "Chương II"),
        ("kem-theo1/chuong-i/dieu-2/p1", "Văn bản kèm theo, Điều 2, đoạn 1"),
        ("dieu-28/khoan-5~2", "Điều 28, khoản 5"),
        ("dieu-1/khoan-7/q1", "Điều 1, khoản 7, phần trích 1"),
        ("", "Toàn bộ dự thảo"),
    ],
)
def test_a_place_reads_as_people_cite_it(key: str, place: str) -> None:
    assert place_of(key) == place


def _row(code: str, disposition: Disposition | None = Disposition.NOTED) -> TableRow:
    return TableRow(code, "Chung", "Ông A", "Ý kiến", "Ghi nhận", disposition)


def _table(*codes: str, **given: object) -> Table:
    table = Table(
        "kế hoạch", "Văn phòng", asked=2, received=len(codes), rows=[_row(c) for c in codes]
    )
    for name, value in given.items():
        setattr(table, name, value)
    return table


def test_sums_that_agree_have_no_fault() -> None:
    assert faults_of(_table("A", "B", silent=["Sở X"], agreeing=["Sở Y"]), ["A", "B"]) == []


@pytest.mark.parametrize(
    ("table", "known"),
    [
        (_table("A", "B", received=3), ["A", "B"]),
        (_table("A", "A"), ["A"]),
        (_table("A"), ["A", "B"]),
        (_table("A", "B"), ["A"]),
        (_table("A", agreeing=["Sở X"], silent=["Sở X"]), ["A"]),
        (_table("A", silent=["X", "Y", "Z"]), ["A"]),
    ],
)
def test_every_disagreement_of_the_sums_is_found(table: Table, known: list[str]) -> None:
    assert faults_of(table, known)
