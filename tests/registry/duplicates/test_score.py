"""Why two records may be one person: each reason alone, with the points that are shipped."""

import pytest

from portal.core import text
from portal.registry.duplicates.points import shipped_points
from portal.registry.duplicates.rules import Facts, Reason, score

R = Reason
ORCID = ("orcid", "0000-0002-1825-0097")
OTHER_ORCID = ("orcid", "0000-0001-5109-3700")


def facts(name: str = "", **given: object) -> Facts:
    return Facts(id=1, exact=text.exact(name), folded=text.fold(name), **given)  # type: ignore[arg-type]


NAMES = [
    ("Trần Thị Hoà", "Trần Thị Hòa", R.SAME_NAME),
    ("TRẦN THỊ HÒA", "Trần Thị Hòa", R.SAME_NAME),
    ("Tran Thi Hoa", "Trần Thị Hòa", R.FOLDED_NAME),
    ("Trần Thị Hóa", "Trần Thị Hòa", R.FOLDED_NAME),
    ("Hoa Tran Thi", "Trần Thị Hòa", R.OTHER_ORDER),
    ("Tran T. H.", "Trần Thị Hòa", R.INITIALS),
    ("T. T. Hoà", "Trần Thị Hòa", R.INITIALS),
    ("H’Hen Niê", "H'Hen Niê", R.SAME_NAME),
    ("Y Thông", "Trần Thị Hòa", None),
    ("Trần Thị", "Trần Thị Hòa", None),
    ("Lê Thị Hòa", "Trần Thị Hòa", None),
]


@pytest.mark.parametrize(("one", "other", "reason"), NAMES)
def test_names_are_compared_from_the_strongest_likeness_down(
    one: str, other: str, reason: Reason | None
) -> None:
    for a, b in ((one, other), (other, one)):
        found = [r for r, _points in score(facts(a), facts(b), shipped_points()).reasons]
        assert found == ([reason] if reason else [])


BIRTHS = [
    ("1960-05-19", "1960-05-19", R.BIRTH_DATE),
    ("1960-05-19", "1960", R.BIRTH_YEAR),
    ("1960-05", "1960-05-19", R.BIRTH_YEAR),
    ("1960", "1960", R.BIRTH_YEAR),
    ("1960-05-19", "1960-05-20", R.OTHER_BIRTH_DATE),
    ("1960-05", "1960-06", R.OTHER_BIRTH_DATE),
    ("1960", "1961", R.OTHER_BIRTH_YEAR),
    ("", "1961", None),
    ("", "", None),
]


@pytest.mark.parametrize(("one", "other", "reason"), BIRTHS)
def test_births_agree_contradict_or_say_nothing(
    one: str, other: str, reason: Reason | None
) -> None:
    told = score(facts("A", birth_date=one), facts("B", birth_date=other), shipped_points()).reasons
    assert [r for r, _points in told] == ([reason] if reason else [])


KEYS: list[tuple[dict[str, object], dict[str, object], Reason | None]] = [
    ({"home_unit": 1}, {"home_unit": 1}, R.HOME_UNIT),
    ({"home_unit": None}, {"home_unit": None}, None),
    ({"commune": 4}, {"commune": 4}, R.COMMUNE),
    ({"workplaces": frozenset({"#7", "x"})}, {"workplaces": frozenset({"#7"})}, R.WORKPLACE),
    ({"emails": frozenset({"a@b.vn"})}, {"emails": frozenset({"a@b.vn"})}, R.EMAIL),
    ({"phones": frozenset({"0912345678"})}, {"phones": frozenset({"0912345678"})}, R.PHONE),
    ({"identifiers": frozenset({ORCID})}, {"identifiers": frozenset({ORCID})}, R.IDENTIFIER),
    (
        {"identifiers": frozenset({ORCID})},
        {"identifiers": frozenset({OTHER_ORCID})},
        R.OTHER_IDENTIFIER,
    ),
    (
        {"identifiers": frozenset({("scopus", "1")})},
        {"identifiers": frozenset({("scopus", "2")})},
        None,
    ),
    ({"national_id": "k"}, {"national_id": "k"}, R.NATIONAL_ID),
    ({"national_id": "k"}, {"national_id": "l"}, R.OTHER_NATIONAL_ID),
    ({"national_id": None}, {"national_id": "l"}, None),
    ({"works": {5: "tran ha"}}, {"works": {5: "tran ha"}}, R.CO_WORKS),
    ({"works": {5: "tran ha"}}, {"works": {5: "le hoa"}}, R.ON_ONE_WORK),
    ({"titles": frozenset({"x 2020"})}, {"titles": frozenset({"x 2020"})}, R.CO_WORKS),
    (
        {"coauthors": frozenset({"a b", "c d"})},
        {"coauthors": frozenset({"a b", "c d", "e f"})},
        R.CO_AUTHORS,
    ),
    ({"coauthors": frozenset({"a b"})}, {"coauthors": frozenset({"a b"})}, None),
]


@pytest.mark.parametrize(("one", "other", "reason"), KEYS)
def test_each_key_speaks_for_or_against(
    one: dict[str, object], other: dict[str, object], reason: Reason | None
) -> None:
    told = score(facts("A", **one), facts("B", **other), shipped_points()).reasons
    assert [r for r, _points in told] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("given", "is_candidate"),
    [
        ({}, True),
        ({"birth_date": "1960"}, True),
        ({"born": ("1960", "1971")}, False),
    ],
)
def test_the_same_name_is_a_candidate_unless_the_years_of_birth_contradict(
    given: dict[str, object], is_candidate: bool
) -> None:
    born, also = given.pop("born", (given.get("birth_date", ""),) * 2)  # type: ignore[misc]
    one, other = facts("Lê An", birth_date=born), facts("Lê An", birth_date=also)
    total = score(one, other, shipped_points()).total
    assert (total >= shipped_points().candidate_from) is is_candidate


def test_a_name_without_diacritics_is_a_weaker_candidate() -> None:
    points = shipped_points()
    folded = score(facts("Le An"), facts("Lê Ân"), points).total
    assert points.candidate_from <= folded < score(facts("Lê Ân"), facts("Lê Ân"), points).total


def test_two_authors_of_one_work_are_two_people_whatever_they_are_called() -> None:
    one = facts("Lê An", works={1: "le an"}, home_unit=1, birth_date="1960")
    other = facts("Lê An", works={1: "le van an"}, home_unit=1, birth_date="1960")
    assert score(one, other, shipped_points()).total < shipped_points().candidate_from


def test_points_stay_between_0_and_100_and_every_reason_has_some() -> None:
    points = shipped_points()
    assert set(points.of) == set(Reason)
    same = facts(
        "Lê An",
        birth_date="1960-01-01",
        national_id="k",
        identifiers=frozenset({ORCID}),
        emails=frozenset({"a@b.vn"}),
    )
    assert score(same, same, points).total == 100
    far = facts("Vũ Bình", birth_date="1971", national_id="l")
    assert score(same, far, points).total == 0


def test_the_heaviest_reason_is_told_first() -> None:
    one = facts("Lê An", national_id="k", commune=1)
    assert [r for r, _points in score(one, one, shipped_points()).reasons] == [
        R.NATIONAL_ID,
        R.SAME_NAME,
        R.COMMUNE,
    ]
