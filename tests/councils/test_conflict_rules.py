"""Conflicts of interest from facts, and what names alone may hint at."""

import json
from datetime import date
from pathlib import Path

import pytest

from portal.councils.rules.conflicts import (
    Background,
    ConflictKind,
    Stint,
    compare_people,
    compare_units,
    is_recent,
    suspicions,
    years_before,
)

TODAY = date(2026, 11, 25)


def kinds(judge: Background, other: Background, years: int | None = 5) -> list[ConflictKind]:
    return [found.kind for found in suspicions(judge, other, on=TODAY, years=years)]


def test_c1_a_public_mail_domain_binds_nobody() -> None:
    pair = [Background(n, mail_domain="gmail.com") for n in (1, 2)]
    assert kinds(*pair) == []


def test_c1_an_institution_s_mail_domain_binds_where_no_unit_is_known() -> None:
    pair = [Background(n, mail_domain="vnu.edu.vn") for n in (1, 2)]
    assert kinds(*pair) == [ConflictKind.SAME_DOMAIN]


@pytest.mark.parametrize("who", ["judge", "other"])
def test_c1_supervision_never_expires_and_holds_both_ways(who: str) -> None:
    advisor, student = Background(1, supervised_with=frozenset({2})), Background(2)
    pair = (advisor, student) if who == "judge" else (student, advisor)
    assert kinds(*pair) == [ConflictKind.SUPERVISION]


def test_c1_an_internship_binds_nobody() -> None:
    pair = Background(1, (Stint(7),)), Background(2, (Stint(7, internship=True),))
    assert kinds(*pair) == []


@pytest.mark.parametrize(("years", "found"), [(None, [ConflictKind.SAME_UNIT]), (5, [])])
def test_c1_a_unit_shared_nine_years_ago_depends_on_the_window(
    years: int | None, found: list[ConflictKind]
) -> None:
    stint = Stint(7, date(2010, 1, 1), years_before(TODAY, 9))
    assert kinds(Background(1, (stint,)), Background(2, (stint,)), years) == found


def test_a_unit_that_one_left_long_ago_binds_nobody() -> None:
    left = Stint(7, None, date(2009, 5, 1))
    assert kinds(Background(1, (Stint(7),)), Background(2, (left,))) == []


def test_a_joint_work_and_a_joint_project_bind_within_the_window() -> None:
    judge = Background(1, works={3: date(2025, 1, 1), 4: date(2001, 1, 1)}, projects={9: None})
    other = Background(2, works={3: date(2025, 1, 1), 4: date(2001, 1, 1)}, projects={9: None})
    assert kinds(judge, other) == [ConflictKind.CO_AUTHOR, ConflictKind.JOINT_PROJECT]


def test_nobody_judges_himself() -> None:
    assert kinds(Background(1), Background(1)) == [ConflictKind.SAME_PERSON]


def test_a_leap_day_has_a_day_three_years_before() -> None:
    assert years_before(date(2028, 2, 29), 3) == date(2025, 2, 28)
    assert is_recent(date(2025, 2, 28), on=date(2028, 2, 29), years=3)


def test_c2_vietnamese_names_are_compared_as_people_mean_them(shared: Path) -> None:
    facts = json.loads((shared / "recognition" / "fixtures.json").read_text())
    for first, second, wanted in facts["coi_vietnamese_names"]["wanted"]:
        if "học" in first or "Sở" in first:
            assert compare_units(first, second) == (wanted == "same-unit"), (first, second)
            continue
        for pair in ((first, second), (second, first)):
            assert compare_people(*pair) == wanted, pair


def test_c2_two_fully_marked_names_that_differ_in_marks_are_to_be_decided() -> None:
    assert compare_people("Lê Thị Hoa", "Lê Thị Hòa") == "to-be-decided"
    assert compare_people("Lê Thị Hoa", "Lê Thị Hoa") == "same"
