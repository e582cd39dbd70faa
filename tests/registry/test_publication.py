"""One who publishes a profile knows what the public finds there, and shows the career at once."""

import re

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.models import Audience, ClaimState, Degree, ItemState, Person
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_distinction,
    make_person,
)
from tests.factories.units import make_unit


@pytest.fixture
def account() -> Account:
    return make_account()


@pytest.fixture
def person(account: Account) -> Person:
    return make_person(account=account, is_public=False, home_unit=make_unit())


def url(person: Person) -> str:
    return f"/people/{person.id}/publication"


def test_the_page_warns_when_the_public_would_find_nothing(
    client: FlaskClient, account: Account, person: Person
) -> None:
    make_degree(person, visibility=Audience.OWNER)
    db.session.commit()
    page = sign_in(client, account).get(url(person)).text
    assert "Chưa có mục nào để ở mức “Mọi người”" in page
    assert f'href="/people/{person.id}/preview/public"' in page


def test_the_page_says_how_many_items_the_public_would_see(
    client: FlaskClient, account: Account, person: Person
) -> None:
    make_degree(person, visibility=Audience.PUBLIC)
    make_distinction(person, visibility=Audience.PUBLIC)
    make_distinction(person, visibility=Audience.REGISTERED)
    make_distinction(person, visibility=Audience.PUBLIC, state=ItemState.REJECTED)
    db.session.commit()
    page = sign_in(client, account).get(url(person)).text
    assert "công chúng sẽ thấy 2 mục" in page


def test_one_button_shows_the_ticked_items_and_no_other(
    client: FlaskClient, account: Account, person: Person
) -> None:
    degree = make_degree(person, visibility=Audience.OWNER)
    post = make_appointment(person, visibility=Audience.OWNER)
    work = make_contribution(person, visibility=Audience.OWNER, claim=ClaimState.MINE)
    foreign = make_contribution(person, visibility=Audience.OWNER, claim=ClaimState.NOT_MINE)
    prize = make_distinction(person, visibility=Audience.OWNER)
    db.session.commit()
    page = sign_in(client, account).get(url(person))
    offered = re.findall(
        r'name="items"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="items"', page.text
    )
    keys = {one or other for one, other in offered}
    assert keys == {f"degree-{degree.id}", f"appointment-{post.id}", f"contribution-{work.id}"}
    assert page.text.count("checked") == 3
    chosen = [f"degree-{degree.id}", f"contribution-{work.id}"]
    token = csrf_of(page)
    answer = client.post(f"{url(person)}/items", data={"csrf_token": token, "items": chosen})
    assert answer.status_code == 302
    assert degree.visibility is work.visibility is Audience.PUBLIC
    assert post.visibility is foreign.visibility is prize.visibility is Audience.OWNER
    assert "công chúng sẽ thấy 2 mục" in client.get(url(person)).text


def test_nothing_ticked_or_somebody_elses_item_changes_nothing(
    client: FlaskClient, account: Account, person: Person
) -> None:
    mine = make_degree(person, visibility=Audience.OWNER)
    theirs = make_degree(make_person(), visibility=Audience.OWNER)
    db.session.commit()
    token = csrf_of(sign_in(client, account).get(url(person)))
    for chosen in ([], [f"degree-{theirs.id}"]):
        answer = client.post(f"{url(person)}/items", data={"csrf_token": token, "items": chosen})
        assert answer.status_code == 422
    shown = set(db.session.scalars(db.select(Degree.visibility)))
    assert shown == {Audience.OWNER}
    assert mine.visibility is Audience.OWNER


def test_nobody_else_shows_them(client: FlaskClient, person: Person) -> None:
    degree = make_degree(person, visibility=Audience.OWNER)
    officer = make_account("people_officer", person.home_unit)
    db.session.commit()
    token = csrf_of(sign_in(client, officer).get("/settings"))
    data = {"csrf_token": token, "items": f"degree-{degree.id}"}
    assert client.post(f"{url(person)}/items", data=data).status_code == 404
    assert degree.visibility is Audience.OWNER
