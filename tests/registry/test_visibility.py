"""Who sees what: one truth table, asked of objects and of the database."""

import pytest
from sqlalchemy import select

from portal.accounts.actions import add_delegate, end_delegate
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.registry.models import (
    Audience,
    ClaimState,
    Contribution,
    Degree,
    Item,
    ItemState,
    Person,
)
from portal.registry.visibility import (
    audience_of,
    audiences_of,
    items_seen_from,
    person_visible_to,
    standing_of,
    visible_items,
    visible_people,
    visible_to,
)
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account
from tests.factories.registry import make_contribution, make_degree, make_person
from tests.factories.units import make_unit

ACTORS = ("public", "member", "owner", "delegate", "former", "officer", "reader", "stranger")

# (published, visibility, state): who sees it
TABLE = {
    (True, "public", "draft"): "public member owner delegate former officer reader stranger",
    (True, "registered", "draft"): "member owner delegate former officer reader stranger",
    (True, "officers", "draft"): "owner delegate officer reader",
    (True, "owner", "draft"): "owner delegate",
    (True, "public", "verified"): "public member owner delegate former officer reader stranger",
    (True, "owner", "verified"): "owner delegate",
    (True, "public", "rejected"): "owner delegate officer reader",
    (True, "registered", "rejected"): "owner delegate officer reader",
    (True, "owner", "rejected"): "owner delegate",
    (True, "owner", "submitted"): "owner delegate officer",
    (True, "owner", "under_review"): "owner delegate officer",
    (True, "officers", "submitted"): "owner delegate officer reader",
    (False, "public", "draft"): "owner delegate officer reader",
    (False, "registered", "draft"): "owner delegate officer reader",
    (False, "officers", "draft"): "owner delegate officer reader",
    (False, "owner", "draft"): "owner delegate",
    (False, "owner", "submitted"): "owner delegate officer",
    (False, "public", "rejected"): "owner delegate officer reader",
}


@pytest.fixture
def actors(province: Unit, commune: Unit) -> dict[str, Account | None]:
    elsewhere = make_unit(name="Tỉnh Khác", kind=UnitKind.PROVINCE)
    owner, delegate, former = make_account(), make_account(), make_account()
    add_delegate(owner, delegate, ends_on=None)
    end_delegate(add_delegate(owner, former, ends_on=None))
    return {
        "public": None,
        "member": make_account(),
        "owner": owner,
        "delegate": delegate,
        "former": former,
        "officer": make_account(Role.PEOPLE_OFFICER, province),
        "reader": make_account(Role.UNIT_LEADER, commune),
        "stranger": make_account(Role.PEOPLE_OFFICER, elsewhere),
    }


def seen_in_the_database(actor: Account | None, item: Item) -> bool:
    model = type(item)
    query = select(model.id).join(Person, Person.id == model.person_id)
    found = db.session.scalars(query.where(model.id == item.id, visible_items(actor, model)))
    return found.one_or_none() is not None


def seen_from_where_one_stands(actor: Account | None, item: Item) -> bool:
    model = type(item)
    query = select(model.id).where(
        model.id == item.id, items_seen_from(standing_of(actor, item.person), model)
    )
    return db.session.scalars(query).one_or_none() is not None


@pytest.mark.parametrize(("case", "expected"), TABLE.items())
def test_an_item_is_seen_by_exactly_these(
    case: tuple[bool, str, str],
    expected: str,
    actors: dict[str, Account | None],
    commune: Unit,
) -> None:
    published, visibility, state = case
    person = make_person(home_unit=commune, account=actors["owner"], is_public=published)
    degree = make_degree(person, visibility=Audience(visibility), state=ItemState(state))
    assert [name for name in ACTORS if visible_to(actors[name], degree)] == expected.split()
    assert [name for name in ACTORS if seen_in_the_database(actors[name], degree)] == (
        expected.split()
    )


@pytest.mark.parametrize("published", [True, False])
def test_both_forms_agree_on_every_combination(
    published: bool, actors: dict[str, Account | None], commune: Unit
) -> None:
    person = make_person(home_unit=commune, account=actors["owner"], is_public=published)
    for visibility in Audience:
        for state in ItemState:
            degree = make_degree(person, visibility=visibility, state=state)
            for name, actor in actors.items():
                expected = visible_to(actor, degree)
                for form in (seen_in_the_database, seen_from_where_one_stands):
                    assert form(actor, degree) is expected, (name, visibility, state, form)


@pytest.mark.parametrize("claim", [ClaimState.PENDING, ClaimState.NOT_MINE, ClaimState.IGNORED])
def test_a_work_the_person_has_not_taken_is_shown_outside_to_nobody(
    claim: ClaimState, actors: dict[str, Account | None], commune: Unit
) -> None:
    person = make_person(home_unit=commune, account=actors["owner"])
    part: Contribution = make_contribution(person, claim=claim)
    seeing = [name for name in ACTORS if visible_to(actors[name], part)]
    assert seeing == ["owner", "delegate", "officer", "reader"]
    assert [name for name in ACTORS if seen_in_the_database(actors[name], part)] == seeing


@pytest.mark.parametrize(
    ("published", "merged", "expected"),
    [
        (True, False, "public member owner delegate former officer reader stranger"),
        (False, False, "owner delegate officer reader"),
        (True, True, "owner"),
        (False, True, "owner"),
    ],
)
def test_a_profile_is_known_to_exactly_these(
    published: bool,
    merged: bool,
    expected: str,
    actors: dict[str, Account | None],
    commune: Unit,
) -> None:
    other = make_person(is_public=False)
    person = make_person(
        home_unit=commune,
        account=actors["owner"],
        is_public=published,
        merged_into_id=other.id if merged else None,
    )
    assert [name for name in ACTORS if person_visible_to(actors[name], person)] == expected.split()
    for name, actor in actors.items():
        query = select(Person.id).where(Person.id == person.id, visible_people(actor))
        found = db.session.scalars(query).one_or_none() is not None
        assert found is (name in expected.split()), name
        assert audiences_of(actor, [person, other]) == {
            one.id: audience_of(actor, one) for one in (person, other)
        }, name


def test_without_a_home_unit_no_officer_has_a_say(officer: Account) -> None:
    person = make_person(is_public=False)
    make_degree(person, state=ItemState.SUBMITTED)
    assert audience_of(officer, person) is None
    query = select(Degree.id).join(Person).where(visible_items(officer, Degree))
    assert db.session.scalars(query).all() == []
