"""The identity number and its like: sealed, masked, opened only with a trace, and nowhere else."""

import logging

import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect, select, text
from werkzeug.test import TestResponse

from portal.accounts.actions import add_delegate
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.audit.models import AuditEntry
from portal.core.db import Model, db
from portal.core.errors import RuleBroken
from portal.registry.actions.sensitive import SensitiveInput, reveal, set_sensitive
from portal.registry.models import Person, Revision, SensitiveFacts, SensitiveReading, Sex
from portal.registry.national_id import digits_of, doubts_about
from portal.registry.search import person_documents
from portal.registry.sensitive import SensitiveField, ethnic_groups, others_with_number
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person
from tests.factories.units import make_unit

NUMBER = "046160987654"


@pytest.fixture
def person(commune: Unit) -> Person:
    person: Person = make_person(
        account=make_account(), home_unit=commune, sex=Sex.FEMALE, birth_date="1960-05-19"
    )
    set_sensitive(
        person,
        SensitiveInput(national_id=NUMBER, ethnicity="43", party_joined="1987-02-03"),
        actor=person.account,
    )
    db.session.commit()
    return person


def post(client: FlaskClient, path: str, **data: str) -> TestResponse:
    token = csrf_of(client.get("/settings"))
    return client.post(path, data={"csrf_token": token, **data})


@pytest.mark.parametrize("typed", ["046 160 987 654", "046160987654", "046.160.987.654"])
def test_twelve_digits_are_a_number_however_they_are_grouped(typed: str) -> None:
    assert digits_of(typed) == NUMBER


@pytest.mark.parametrize(
    "typed", ["", "04616098765", "0461609876543", "04616098765x", "٠٤٦١٦٠٩٨٧٦٥٤"]
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken):
        digits_of(typed)


@pytest.mark.parametrize(
    ("digits", "sex", "year", "doubts"),
    [
        (NUMBER, Sex.FEMALE, 1960, 0),
        (NUMBER, None, None, 0),
        (NUMBER, Sex.MALE, 1960, 1),
        (NUMBER, Sex.FEMALE, 1961, 1),
        ("003160987654", Sex.FEMALE, 1960, 1),
        ("079305000001", Sex.FEMALE, 2005, 0),
        ("079205000001", Sex.MALE, 2005, 0),
        ("999999000001", Sex.FEMALE, 1960, 2),
    ],
)
def test_what_does_not_fit_is_said_and_not_refused(
    digits: str, sex: Sex | None, year: int | None, doubts: int
) -> None:
    assert len(doubts_about(digits, sex=sex, birth_year=year)) == doubts


def test_there_are_54_groups() -> None:
    assert len(ethnic_groups()) == 54


def test_no_table_holds_the_values_in_the_open(person: Person, officer: Account) -> None:
    reveal(person, SensitiveField.NATIONAL_ID, actor=officer, reason="Đối chiếu")
    set_sensitive(person, SensitiveInput(ethnicity="07"), actor=officer, seen=1)
    db.session.flush()
    for table in Model.metadata.sorted_tables:
        for row in db.session.execute(text(f'SELECT * FROM "{table.name}"')):
            assert NUMBER not in repr(row), table.name
            assert "1987-02-03" not in repr(row), table.name
    changes = db.session.scalars(select(Revision).where(Revision.action == "edit_sensitive")).all()
    assert all(one.before == {} and one.after == {} for one in changes)
    audited = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "registry.edit_sensitive")
    ).all()
    assert audited[0].fields == ["ethnicity", "national_id", "party_joined"]


def test_no_page_log_or_index_tells_them(
    client: FlaskClient, person: Person, officer: Account, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = repr(list(person_documents([str(person.id)])))
    for reader in (None, make_account(), officer, person.account):
        browser = client if reader is None else sign_in(client, reader)
        for path in (
            person.url,
            f"/people/{person.id}/record",
            f"/people/{person.id}/history",
            f"/people/{person.id}/sensitive",
            f"/people/{person.id}/preview/officers",
        ):
            told += browser.get(path).text
        for path in (f"/people?q={NUMBER}", f"/search?q={NUMBER}"):
            assert person.url not in browser.get(path).text.split("<main")[1], path
    assert NUMBER not in told
    assert "Lô Lô" not in told.replace(">Lô Lô</option>", "")
    assert "1987" not in told
    assert NUMBER not in "".join(
        record.getMessage()
        for record in caplog.records
        if "/people" not in record.getMessage() and "/search" not in record.getMessage()
    )


def test_an_officer_sees_one_value_once_and_the_owner_sees_who_looked(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    sign_in(client, officer)
    page = client.get(f"/people/{person.id}/sensitive")
    assert "•••• •••• 7654" in page.text
    assert "••/••/1960" in page.text
    path = f"/people/{person.id}/sensitive/reveal"
    assert post(client, path, field="national_id", reason="").status_code == 422
    assert db.session.scalars(select(SensitiveReading)).all() == []
    shown = post(client, path, field="national_id", reason="Đối chiếu căn cước")
    assert NUMBER in shown.text
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert "19/05/1960" in post(client, path, field="birth_date", reason="Lập thẻ").text
    assert NUMBER not in client.get(f"/people/{person.id}/sensitive").text
    assert post(client, path, field="password_hash", reason="x").status_code == 404
    sign_in(client, person.account)
    page = client.get(f"/people/{person.id}/sensitive").text
    assert officer.full_name in page
    assert "Đối chiếu căn cước" in page


def test_delegates_readers_and_strangers_get_nothing(
    client: FlaskClient, person: Person, province: Unit
) -> None:
    helper = make_account()
    add_delegate(person.account, helper, ends_on=None)
    leader = make_account(Role.UNIT_LEADER, province)
    stranger = make_account(Role.PEOPLE_OFFICER, make_unit())
    db.session.commit()
    for actor in (helper, leader, stranger, make_account()):
        sign_in(client, actor)
        assert client.get(f"/people/{person.id}/sensitive").status_code == 404
        path = f"/people/{person.id}/sensitive/reveal"
        assert post(client, path, field="national_id", reason="x").status_code == 404


def test_the_same_number_on_another_record_is_told_to_the_officer(
    client: FlaskClient, person: Person, officer: Account, commune: Unit
) -> None:
    twin = make_person(home_unit=commune)
    doubts = set_sensitive(twin, SensitiveInput(national_id=NUMBER), actor=officer)
    assert doubts == ["Có hồ sơ khác mang số này: xin xem có phải cùng một người không."]
    assert others_with_number(twin) == [person]
    db.session.commit()
    sign_in(client, officer)
    assert person.full_name in client.get(f"/people/{twin.id}/sensitive").text
    sign_in(client, person.account)
    assert twin.full_name not in client.get(f"/people/{person.id}/sensitive").text


def test_the_first_values_are_entered_as_the_page_offers_it(
    client: FlaskClient, commune: Unit
) -> None:
    person = make_person(account=make_account(), home_unit=commune)
    db.session.commit()
    sign_in(client, person.account)
    path = f"/people/{person.id}/sensitive"
    assert 'name="remove"' not in client.get(path).text
    sent = post(client, path, version="", national_id=NUMBER, ethnicity="07", party_joined="")
    assert sent.status_code == 302, sent.text
    assert "•••• •••• 7654" in client.get(path).text


def test_values_are_changed_and_removed_by_form(client: FlaskClient, person: Person) -> None:
    sign_in(client, person.account)
    path = f"/people/{person.id}/sensitive"
    assert post(client, path, version="1", national_id="12", ethnicity="keep").status_code == 422
    sent = post(client, path, version="1", ethnicity="keep", remove="national_id")
    assert sent.status_code == 302, sent.text
    facts = db.session.get_one(SensitiveFacts, person.id)
    assert (facts.national_id_sealed, facts.national_id_key) == ("", None)
    assert facts.ethnicity != ""
    assert inspect(facts).attrs.version.value == 2
