"""An officer takes an item for checking; the queue tells the others who has it."""

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.models import Degree, ItemState
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_degree, make_person
from tests.factories.units import make_unit


@pytest.fixture
def degree() -> Degree:
    person = make_person(account=make_account(), home_unit=make_unit())
    degree = make_degree(person, state=ItemState.SUBMITTED)
    db.session.commit()
    return degree


def officer(degree: Degree, name: str = "Lò Văn Kiểm") -> Account:
    return make_account("people_officer", degree.person.home_unit, full_name=name)


def take(client: FlaskClient, degree: Degree, account: Account) -> int:
    page = sign_in(client, account).get("/settings")
    url = f"/verification/degree/{degree.id}/take"
    return client.post(url, data={"csrf_token": csrf_of(page)}).status_code


def test_the_queue_names_who_took_the_item_and_another_may_still_decide(
    client: FlaskClient, degree: Degree
) -> None:
    assert take(client, degree, officer(degree)) == 302
    assert degree.state is ItemState.UNDER_REVIEW
    other = officer(degree, "Vàng Thị Duyệt")
    sign_in(client, other)
    assert "Lò Văn Kiểm" in client.get("/verification").text
    page = client.get(f"/verification/degree/{degree.id}")
    assert "Lò Văn Kiểm" in page.text
    assert "Nhận kiểm tra" not in page.text
    data = {"csrf_token": csrf_of(page), "method": "scan", "decision": "verify"}
    url = f"/verification/degree/{degree.id}"
    assert client.post(url, data=data).status_code == 422, "it does not say what was read"
    assert client.post(url, data=data | {"version": degree.version}).status_code == 302
    assert degree.state is ItemState.VERIFIED


def test_what_was_taken_is_not_taken_again(client: FlaskClient, degree: Degree) -> None:
    first, second = officer(degree), officer(degree, "Vàng Thị Duyệt")
    take(client, degree, first)
    assert take(client, degree, second) in (302, 409)
    assert "Vàng Thị Duyệt" not in client.get("/verification").text.split("<main")[1]


def test_the_owner_sees_that_it_is_being_checked_and_may_take_it_back(
    client: FlaskClient, degree: Degree
) -> None:
    take(client, degree, officer(degree))
    owner = degree.person.account
    page = sign_in(client, owner).get(f"/people/{degree.person_id}/history").text
    assert "Đã nhận để kiểm tra" in page


def test_a_stranger_and_the_owner_take_nothing(client: FlaskClient, degree: Degree) -> None:
    for account in (make_account(), degree.person.account):
        assert take(client, degree, account) == 404
    assert degree.state is ItemState.SUBMITTED
