"""Who can see the profile, in plain words: also the bodies that were asked to confirm an item."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.registry.models import Audience, Degree, ItemState, Person
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_degree, make_person
from tests.factories.units import make_unit
from tests.registry.conftest import Counter


@pytest.fixture
def person(commune: Unit) -> Person:
    return make_person(account=make_account(), home_unit=commune)


def sent(person: Person, body: str, **given: Any) -> Degree:
    """A degree that only its owner sees and that waits at the body."""
    unit = make_unit(name=body, kind=UnitKind.INSTITUTION)
    given = {"visibility": Audience.OWNER, "state": ItemState.SUBMITTED} | given
    return make_degree(person, asked_unit=unit, **given)


@pytest.mark.parametrize("reader", ["owner", "officer", "leader"])
def test_the_page_names_each_body_with_what_it_sees(
    client: FlaskClient, person: Person, officer: Account, commune: Unit, reader: str
) -> None:
    """A leader, who confirms nothing here, is not told of an item that only its owner sees."""
    waiting = sent(person, "Đại học Sư phạm", discipline="Nhi khoa")
    sent(person, "Đại học Vinh", discipline="Đã xong", state=ItemState.VERIFIED)
    leader = make_account(Role.UNIT_LEADER, commune)
    accounts = {"owner": person.account, "officer": officer, "leader": leader}
    page = sign_in(client, accounts[reader]).get(f"/people/{person.id}/readers").text
    told = reader != "leader"
    assert ("Đại học Sư phạm" in page) is told
    assert (f"/items/degree/{waiting.id}/proof" in page) is told
    assert "Đại học Vinh" not in page
    assert "Đã xong" not in page


def test_many_bodies_take_as_many_statements_as_one(
    client: FlaskClient, person: Person, statements: Counter
) -> None:
    path = f"/people/{person.id}/readers"
    sign_in(client, person.account)

    def count() -> int:
        db.session.commit()
        with statements() as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    sent(person, "Đại học 1")
    one = count()
    for number in range(2, 8):
        sent(person, f"Đại học {number}")
    assert count() == one
