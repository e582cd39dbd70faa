"""Before a record is opened: namesakes are shown, and only those whom the writer may know of."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.models import Audience, NameKind, Person, PersonName
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person

NAME = "Trần Thị Hòa"


def send(client: FlaskClient, path: str, unit: Unit, **given: str) -> tuple[int, str]:
    values = {"full_name": NAME, "home_unit": unit.name} | given
    answer = client.post(path, data={"csrf_token": csrf_of(client.get(path)), **values})
    return answer.status_code, answer.text


def number() -> int:
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


@pytest.mark.parametrize("path", ["/people/new", "/profile/new"])
def test_a_namesake_is_shown_first_and_the_record_opened_on_a_second_word(
    client: FlaskClient, commune: Unit, officer: Account, path: str
) -> None:
    known = make_person(full_name="Hoa Tran Thi", headline="Nghệ nhân chè", home_unit=commune)
    sign_in(client, officer if path == "/people/new" else make_account())
    code, page = send(client, path, commune)
    assert code == 422
    assert f"#{known.id}" in page
    assert "Nghệ nhân chè" in page
    assert number() == 1
    assert send(client, path, commune, anew="1")[0] == 302
    assert number() == 2


@pytest.mark.parametrize("path", ["/people/new", "/profile/new"])
def test_a_name_that_nobody_bears_asks_nothing(
    client: FlaskClient, commune: Unit, officer: Account, path: str
) -> None:
    make_person(full_name="Trần Thị Hòe", home_unit=commune)
    sign_in(client, officer if path == "/people/new" else make_account())
    assert 'name="anew"' not in client.get(path).text
    assert send(client, path, commune)[0] == 302


def test_a_person_learns_nothing_of_hidden_people(client: FlaskClient, commune: Unit) -> None:
    make_person(full_name=NAME, home_unit=commune, is_public=False)
    public = make_person(full_name="Lê Văn Tám", home_unit=commune)
    db.session.add(
        PersonName(
            person=public, name_kind=NameKind.OTHER, full_name=NAME, visibility=Audience.OWNER
        )
    )
    db.session.flush()
    sign_in(client, make_account())
    assert send(client, "/profile/new", commune)[0] == 302


def test_an_officer_sees_the_hidden_records_of_their_own_people_only(
    client: FlaskClient, province: Unit, commune: Unit, officer: Account
) -> None:
    make_person(full_name=NAME, is_public=False)
    sign_in(client, officer)
    assert send(client, "/people/new", commune)[0] == 302
    make_person(full_name="Lý Thị Mai", home_unit=commune, is_public=False, headline="Giáo viên")
    code, page = send(client, "/people/new", commune, full_name="Ly Thi Mai")
    assert code == 422
    assert "Giáo viên" in page


def test_a_person_can_say_that_the_namesake_is_them(client: FlaskClient, commune: Unit) -> None:
    free = make_person(full_name=NAME, home_unit=commune)
    taken = make_person(full_name=NAME, home_unit=commune, account=make_account())
    sign_in(client, make_account())
    _code, page = send(client, "/profile/new", commune)
    assert f"/people/{free.id}/claim" in page
    assert f"/people/{taken.id}/claim" not in page


def test_who_is_signed_in_can_report_a_duplicate_on_the_public_page(
    client: FlaskClient, commune: Unit
) -> None:
    person = make_person(full_name=NAME, home_unit=commune, account=make_account())
    link = f"/people/{person.id}/same-as"
    assert link not in client.get(person.url).text
    sign_in(client, person.account)
    assert link not in client.get(person.url).text
    sign_in(client, make_account())
    page = client.get(person.url).text
    assert link in page
    assert "Báo trùng hồ sơ" in page
    assert client.get(link).status_code == 200


def test_another_name_that_the_public_may_read_is_a_name_too(
    client: FlaskClient, commune: Unit
) -> None:
    known = make_person(full_name="Lê Văn Tám", home_unit=commune)
    db.session.add(
        PersonName(person=known, name_kind=NameKind.PEN, full_name=NAME, visibility=Audience.PUBLIC)
    )
    db.session.flush()
    sign_in(client, make_account())
    code, page = send(client, "/profile/new", commune)
    assert code == 422
    assert f"#{known.id}" in page
