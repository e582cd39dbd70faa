"""Who can see the profile, in plain words: also the bodies that were asked to confirm an item."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.registry.models import Audience, Degree, ItemState, Person
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_contribution, make_degree, make_person, make_project_role
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
    if told:
        assert client.get(f"/items/degree/{waiting.id}/proof").status_code == 200
    assert "Đại học Vinh" not in page
    assert "Đã xong" not in page


def test_a_body_that_has_ended_keeps_its_name(client: FlaskClient, person: Person) -> None:
    unit = sent(person, "Đại học Tây Bắc cũ").asked_unit
    unit.ends_on = unit.versions[0].ends_on = clock.today() - timedelta(days=1)
    page = sign_in(client, person.account).get(f"/people/{person.id}/readers").text
    assert "Đại học Tây Bắc cũ" in page


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

    def send(number: int) -> None:
        degree = sent(person, f"Đại học {number}")
        given = {"asked_unit": degree.asked_unit, "state": ItemState.UNDER_REVIEW}
        make_contribution(person, **given)
        make_project_role(person, **given)

    send(1)
    one = count()
    for number in range(2, 8):
        send(number)
    assert count() == one


def test_what_one_body_was_sent_stands_in_the_order_of_the_days(
    client: FlaskClient, person: Person
) -> None:
    """Each with its state and since when."""
    first, second, third = (datetime(2026, 5, day, 3, tzinfo=UTC) for day in (1, 2, 4))
    known = sent(person, "Đại học Vinh", discipline="Sau", submitted_at=second)
    given = {"asked_unit": known.asked_unit, "state": ItemState.UNDER_REVIEW}
    make_project_role(person, submitted_at=third, **given)
    make_degree(person, discipline="Trước", submitted_at=first, **given)
    page = sign_in(client, person.account).get(f"/people/{person.id}/readers").text
    assert page.count("Đại học Vinh") == 1
    part = page.split("Đại học Vinh")[1]
    assert part.index("Trước") < part.index("Sau") < part.index("Đề tài")
    words = " ".join(re.sub(r"<[^>]*>", "", part).split())
    lines = re.findall(r"\((\D+[\d:]+ [\d/]+)\)", words)
    assert lines == [
        "Học vị, Đang kiểm tra, từ 10:00 01/05/2026",
        "Học vị, Chờ xác nhận, từ 10:00 02/05/2026",
        "Đề tài, dự án, Đang kiểm tra, từ 10:00 04/05/2026",
    ]
