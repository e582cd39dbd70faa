"""Pages of people: how many statements they take, where they lead, what they refuse."""

import json
import re

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.models import Audience, Degree, ItemState
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_keyword,
    make_person,
    make_person_field,
    make_work,
)
from tests.registry.conftest import Counter


def sent(statements: Counter, client: FlaskClient, path: str) -> list[str]:
    db.session.commit()
    client.get(path)
    db.session.expunge_all()
    with statements() as seen:
        assert client.get(path).status_code == 200
    return seen


def count(statements: Counter, client: FlaskClient, path: str) -> int:
    return len(sent(statements, client, path))


def crowd(number: int, unit: Unit) -> None:
    for _n in range(number):
        person = make_person(home_unit=unit)
        make_degree(person)
        make_person_field(person)
        make_appointment(person, unit_id=unit.id)


@pytest.mark.parametrize(
    "path", ["/people", "/people?level=doctor&verified=yes", "/people?q=nguyen"]
)
def test_the_directory_takes_as_many_statements_for_thirty_as_for_one(
    client: FlaskClient, commune: Unit, statements: Counter, path: str
) -> None:
    crowd(1, commune)
    one = count(statements, client, path)
    crowd(29, commune)
    assert count(statements, client, path) == one
    assert one <= 12


def test_a_page_takes_as_many_statements_for_thirty_items_as_for_one(
    client: FlaskClient, statements: Counter
) -> None:
    person = make_person()

    def add(number: int) -> None:
        for _n in range(number):
            make_degree(person)
            make_appointment(person)
            make_keyword(person)
            make_work(person, make_person())

    add(1)
    one = count(statements, client, person.url)
    add(29)
    assert count(statements, client, person.url) == one
    assert one <= 20


def test_a_page_asks_only_for_what_a_person_has(client: FlaskClient, statements: Counter) -> None:
    person = make_person()
    make_keyword(person, state=ItemState.VERIFIED)
    asked = {
        table
        for text in sent(statements, client, person.url)
        for table in re.findall(r"^SELECT (\w+)\.", text)
    }
    assert asked == {"person", "keyword", "verification"}


def test_the_queue_takes_as_many_statements_for_thirty_as_for_one(
    client: FlaskClient, commune: Unit, officer: Account, statements: Counter
) -> None:
    sign_in(client, officer)

    def hand_in(number: int) -> None:
        for _n in range(number):
            make_degree(make_person(home_unit=commune), state=ItemState.SUBMITTED)

    hand_in(1)
    one = count(statements, client, "/verification")
    hand_in(29)
    assert count(statements, client, "/verification") == one
    assert "30" not in client.get("/verification?kind=rank").text.split("<main")[1][:200]


def test_any_slug_leads_to_the_right_one_and_a_merged_record_to_its_survivor(
    client: FlaskClient,
) -> None:
    survivor = make_person(full_name="Trần Văn Sống")
    merged = make_person(full_name="Tran Van Song", is_public=False, merged_into_id=survivor.id)
    db.session.commit()
    for path in (f"/people/{survivor.id}", f"/people/{survivor.id}-x", f"/people/{merged.id}"):
        answer = client.get(path)
        assert answer.status_code == 301
        assert answer.location.endswith(f"/people/{survivor.id}-tran-van-song")


def test_the_record_of_a_merged_one_leads_to_the_record_of_its_survivor(
    client: FlaskClient, commune: Unit, officer: Account
) -> None:
    survivor = make_person(home_unit=commune)
    merged = make_person(home_unit=commune, is_public=False, merged_into_id=survivor.id)
    db.session.commit()
    assert client.get(f"/people/{merged.id}/record").status_code == 404
    sign_in(client, make_account())
    assert client.get(f"/people/{merged.id}/record").status_code == 404
    sign_in(client, officer)
    answer = client.get(f"/people/{merged.id}/record")
    assert (answer.status_code, answer.location) == (301, f"/people/{survivor.id}/record")
    assert client.get(answer.location).status_code == 200


def test_structured_data_is_valid_and_closes_no_script(client: FlaskClient) -> None:
    person = make_person(full_name="Nguyễn Văn An", headline="</script><script>alert(1)</script>")
    make_keyword(person, word="<b>tim</b>")
    db.session.commit()
    page = client.get(person.url).text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert block
    data = json.loads(block[1])
    assert data["name"] == "Nguyễn Văn An"
    assert data["knowsAbout"] == ["<b>tim</b>"]
    assert "<script>alert" not in page


def test_namesakes_sort_by_given_name_the_vietnamese_way(client: FlaskClient) -> None:
    for name in ("Nguyễn Văn Đức", "Nguyễn Văn Dũng", "Trần Thị Ánh", "Lê Thị An", "Phạm Hoà"):
        make_person(full_name=name)
    db.session.commit()
    page = client.get("/people").text
    names = re.findall(r'class="name" href="[^"]+">([^<]+)<', page)
    assert names == ["Lê Thị An", "Trần Thị Ánh", "Nguyễn Văn Dũng", "Nguyễn Văn Đức", "Phạm Hoà"]
    page = client.get("/people?sort=full").text
    names = re.findall(r'class="name" href="[^"]+">([^<]+)<', page)
    assert names[0] == "Lê Thị An"
    assert names[-1] == "Trần Thị Ánh"


@pytest.mark.parametrize(
    "query", ["?page=999999999", "?page=-1", "?sort=x&level=y", "?q=%00%ff", "?unit=abc"]
)
def test_nonsense_in_the_address_is_an_ordinary_page(client: FlaskClient, query: str) -> None:
    assert client.get(f"/people{query}").status_code == 200


def test_the_second_of_two_officers_keeps_his_text_and_sees_the_difference(
    client: FlaskClient, commune: Unit, officer: Account
) -> None:
    person = make_person(home_unit=commune, headline="Bác sĩ")
    db.session.commit()
    sign_in(client, officer)
    path = f"/people/{person.id}/basics"
    page = client.get(path)
    opened = re.search(r'name="version"[^>]*value="(\d+)"', page.text)
    assert opened
    typed = {
        "csrf_token": csrf_of(page),
        "version": opened[1],
        "full_name": person.full_name,
        "home_unit": commune.name,
        "birth_visibility": "owner",
        "sex_visibility": "owner",
        "contact_visibility": "owner",
    }
    first = client.post(path, data=typed | {"headline": "Bác sĩ chuyên khoa II"})
    assert first.status_code == 302, first.text
    second = client.post(path, data=typed | {"headline": "Bác sĩ nội trú"})
    assert second.status_code == 422
    assert 'value="Bác sĩ nội trú"' in second.text
    assert "Bác sĩ chuyên khoa II" in second.text
    fresh = re.search(r'name="version"[^>]*value="(\d+)"', second.text)
    assert fresh
    assert fresh[1] != opened[1]
    third = client.post(path, data=typed | {"headline": "Bác sĩ nội trú", "version": fresh[1]})
    assert third.status_code == 302
    db.session.refresh(person)
    assert person.headline == "Bác sĩ nội trú"


def test_changing_a_confirmed_item_opens_it_again(
    client: FlaskClient, commune: Unit, officer: Account
) -> None:
    account = make_account()
    person = make_person(home_unit=commune, account=account)
    degree = make_degree(person, state=ItemState.VERIFIED, organisation="Trường Đại học Y")
    db.session.commit()
    sign_in(client, account)
    path = f"/items/degree/{degree.id}"
    page = client.get(path)
    data = {
        "csrf_token": csrf_of(page),
        "version": "1",
        "level": "doctor",
        "discipline": "Y học",
        "organisation": "Trường Đại học Y",
        "visibility": "registered",
    }
    assert client.post(path, data=data).status_code == 302
    db.session.refresh(degree)
    assert (degree.state, degree.visibility) == (ItemState.DRAFT, Audience.REGISTERED)


def test_an_officer_may_not_choose_the_readers_of_a_person_with_an_account(
    client: FlaskClient, commune: Unit, officer: Account
) -> None:
    person = make_person(home_unit=commune, account=make_account())
    degree = make_degree(person, visibility=Audience.OFFICERS)
    db.session.commit()
    sign_in(client, officer)
    page = client.get(f"/items/degree/{degree.id}")
    assert 'name="visibility"' not in page.text
    data = {"csrf_token": csrf_of(page), "visibility": "public"}
    client.post(f"/items/degree/{degree.id}/visibility", data=data)
    db.session.refresh(degree)
    assert degree.visibility is Audience.OFFICERS


def test_an_item_of_another_is_not_there(client: FlaskClient, commune: Unit) -> None:
    degree = make_degree(make_person(home_unit=commune, account=make_account()))
    stranger = make_account()
    token = csrf_of(sign_in(client, stranger).get("/profile/new"))
    paths = ("", "/remove", "/submit", "/withdraw", "/visibility", "/proof")
    for path in paths:
        answer = client.post(f"/items/degree/{degree.id}{path}", data={"csrf_token": token})
        assert answer.status_code == 404, path
    for path in ("record", "basics", "history", "cv", "readers", "preview/owner", "photo"):
        assert client.get(f"/people/{degree.person_id}/{path}").status_code == 404, path
    assert db.session.get(Degree, degree.id) is not None


def test_a_name_on_a_work_that_is_nobody_yet_cannot_be_edited(
    client: FlaskClient, officer: Account
) -> None:
    line = make_contribution(make_person())
    line.person = None
    db.session.commit()
    sign_in(client, officer)
    assert client.get(f"/works/contribution/{line.id}").status_code == 404
