"""Which items of two records are one: each has one twin at most, and nothing is shown wider by it."""

from typing import Any

import pytest
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.duplicates.merging import Choices, merge
from portal.registry.duplicates.twins import must_join, paired
from portal.registry.models import (
    Audience,
    Contribution,
    Degree,
    DegreeLevel,
    ItemKind,
    ItemState,
    Keyword,
    NameKind,
    Person,
    PersonName,
    Work,
)
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.registry import make_contribution, make_degree, make_person, make_work


def degree(id: int, **given: object) -> Degree:
    return Degree(id=id, **({"level": DegreeLevel.MASTER, "discipline": "Nông học"} | given))


def numbers(pairs: list[tuple[Any, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(one and one.id for one in pair) for pair in pairs]


def test_each_item_has_one_twin_at_most() -> None:
    mine, theirs = [degree(1)], [degree(7), degree(8)]
    assert numbers(paired(mine, theirs)) == [(1, 7), (None, 8)]
    assert numbers(paired(theirs, mine)) == [(7, 1), (8, None)]
    assert numbers(paired(theirs, [degree(1), degree(2)])) == [(7, 1), (8, 2)]


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ({"discipline": "nong hoc"}, True),
        ({"organisation": "ĐH Nông Lâm"}, True),
        ({"level": DegreeLevel.DOCTOR}, False),
        ({"awarded": "2001"}, False),
        ({"discipline": "Lâm học"}, False),
    ],
)
def test_a_degree_is_known_by_level_subject_and_year(
    other: dict[str, object], is_one: bool
) -> None:
    assert (len(paired([degree(1)], [degree(2, **other)])) == 1) is is_one


def test_the_work_itself_goes_before_one_of_the_same_title() -> None:
    same, alike = Work(id=1, title="Chè"), Work(id=2, title="Chè")
    mine = [Contribution(id=1, work=same, work_id=1)]
    theirs = [
        Contribution(id=5, work=alike, work_id=2),
        Contribution(id=6, work=same, work_id=1),
    ]
    assert numbers(paired(mine, theirs)) == [(1, 6), (None, 5)]
    assert must_join(mine[0], theirs[1])
    assert not must_join(mine[0], theirs[0])


def test_a_name_with_diacritics_is_not_lost_in_one_without() -> None:
    names = [
        [PersonName(id=id, name_kind=NameKind.PEN, full_name=name)]
        for id, name in enumerate(("Hoà Trần", "Hoa Tran", "Hòa Trần"))
    ]
    assert len(paired(names[0], names[1])) == 2
    assert len(paired(names[0], names[2])) == 1


def test_a_keyword_stands_once_whatever_the_officer_says() -> None:
    assert must_join(Keyword(word="Chè"), Keyword(word="chè"))


# --- in a merge ----------------------------------------------------------------------------------------


@pytest.fixture
def two(commune: Unit) -> tuple[Person, Person]:
    return make_person(home_unit=commune), make_person(home_unit=commune)


def of(person: Person) -> set[int]:
    return set(db.session.scalars(select(Degree.id).filter_by(person_id=person.id)))


def test_a_thing_told_twice_on_the_loser_is_not_lost_behind_the_first(
    two: tuple[Person, Person], officer: Account
) -> None:
    winner, loser = two
    own, first, second = make_degree(winner), make_degree(loser), make_degree(loser)
    first.state = ItemState.VERIFIED
    db.session.flush()
    merge(winner, loser, actor=officer)
    assert of(winner) == {first.id, second.id}
    assert of(loser) == {own.id}


def test_two_works_of_one_title_may_stay_two(two: tuple[Person, Person], officer: Account) -> None:
    winner, loser = two
    make_work(winner, title="Chè", issued="2001")
    other = make_contribution(loser, work=make_work(title="Chè", issued="2001"))
    apart = Choices(apart=frozenset({(ItemKind.CONTRIBUTION, other.id)}))
    merge(winner, loser, actor=officer, choices=apart)
    assert other.person_id == winner.id


AUDIENCES = [
    ("winner", Audience.OWNER, Audience.PUBLIC, Audience.OWNER),
    ("winner", Audience.PUBLIC, Audience.OWNER, Audience.PUBLIC),
    ("loser", Audience.PUBLIC, Audience.OWNER, Audience.OWNER),
    ("loser", Audience.OFFICERS, Audience.PUBLIC, Audience.PUBLIC),
    ("nobody", Audience.OFFICERS, Audience.PUBLIC, Audience.OFFICERS),
    ("both", Audience.PUBLIC, Audience.OWNER, Audience.OWNER),
    ("both", Audience.OWNER, Audience.PUBLIC, Audience.OWNER),
]


@pytest.mark.parametrize("is_stronger", [False, True])
@pytest.mark.parametrize(("owner", "own", "other", "result"), AUDIENCES)
def test_who_reads_the_one_is_what_its_owner_chose(
    two: tuple[Person, Person],
    officer: Account,
    owner: str,
    own: Audience,
    other: Audience,
    result: Audience,
    is_stronger: bool,
) -> None:
    for name, person in zip(("winner", "loser"), two, strict=True):
        if owner in (name, "both"):
            person.account = make_account()
    winner, loser = two
    make_degree(winner, visibility=own)
    twin = make_degree(loser, visibility=other)
    twin.state = ItemState.VERIFIED if is_stronger else ItemState.DRAFT
    db.session.flush()
    kept = loser.account_id if owner == "both" else None
    merge(winner, loser, actor=officer, choices=Choices(kept_account_id=kept))
    (told,) = of(winner)
    assert db.session.get_one(Degree, told).visibility is result
