"""A delegate keeps the record with its owner: what opens to them, what never does, and who is told."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.actions import add_delegate, end_delegate, suspend
from portal.accounts.models import Account, Delegate
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import OutboxMessage
from portal.registry import actions, permissions
from portal.registry.importing.actions import accept, begin_import
from portal.registry.importing.forms import Decision
from portal.registry.models import (
    Audience,
    Degree,
    ItemState,
    Keyword,
    Person,
    Revision,
    SourceKind,
)
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_degree, make_person
from tests.factories.units import make_unit


@pytest.fixture
def owner() -> Account:
    return make_account(full_name="Trần Thị Chủ")


@pytest.fixture
def helper(owner: Account) -> Account:
    helper = make_account(full_name="Lê Văn Giúp")
    add_delegate(owner, helper, ends_on=None)
    db.session.commit()
    return helper


@pytest.fixture
def person(owner: Account, commune: Unit) -> Person:
    return make_person(full_name="Trần Thị Chủ", account=owner, home_unit=commune, is_public=False)


RIGHTS = {
    "SHOW_PERSON": True,
    "READ_RECORD": True,
    "EDIT_RECORD": True,
    "EDIT_ITEM": True,
    "READ_ITEM": True,
    "SHOW_PREVIEW": True,
    "CHOOSE_READERS": False,
    "CHANGE_PUBLICATION": False,
    "PUBLISH_OWN": False,
    "READ_OWN_RECORD": False,
    "PUBLISH_ON_PAPER": False,
    "DECIDE": False,
}


@pytest.mark.parametrize(("name", "held"), RIGHTS.items())
def test_a_delegate_holds_exactly_these_rights(
    name: str, held: bool, helper: Account, owner: Account, person: Person
) -> None:
    degree = make_degree(person, visibility=Audience.OWNER)
    right = getattr(permissions, name)
    assert right(helper, degree if "ITEM" in name or name == "DECIDE" else person) is held
    end_delegate(db.session.scalars(select(Delegate)).one())
    assert right(helper, degree if "ITEM" in name or name == "DECIDE" else person) is False


def test_an_officer_who_is_also_the_delegate_does_not_decide(
    owner: Account, person: Person, officer: Account
) -> None:
    degree = make_degree(person, state=ItemState.SUBMITTED)
    assert permissions.DECIDE(officer, degree)
    add_delegate(owner, officer, ends_on=None)
    assert not permissions.DECIDE(officer, degree)


def test_what_a_delegate_writes_is_private_and_signed(
    client: FlaskClient, helper: Account, person: Person
) -> None:
    sign_in(client, helper)
    path = f"/people/{person.id}/items/degree/new"
    data = {"csrf_token": csrf_of(client.get(path)), "level": "doctor", "visibility": "public"}
    answer = client.post(path, data=data | {"discipline": "Y học", "organisation": "Huế"})
    assert answer.status_code == 302, answer.text
    degree = db.session.scalars(select(Degree)).one()
    assert (degree.visibility, degree.source) == (Audience.OWNER, SourceKind.SELF)
    assert degree.on_behalf_of == "Trần Thị Chủ"
    assert "Lê Văn Giúp ghi thay Trần Thị Chủ" in client.get(f"/people/{person.id}/record").text
    revision = db.session.scalars(select(Revision).where(Revision.item_id == degree.id)).one()
    assert revision.on_behalf_of == "Trần Thị Chủ"


def test_readers_and_the_unit_in_charge_are_not_a_delegates_to_choose(
    helper: Account, person: Person
) -> None:
    degree = make_degree(person, visibility=Audience.OWNER)
    with pytest.raises(RuleBroken):
        actions.show_item_to(degree, Audience.PUBLIC, actor=helper)
    with pytest.raises(RuleBroken):
        actions.save_item(
            Keyword(person=person), {"word": "x", "visibility": Audience.PUBLIC}, actor=helper
        )
    values = {"home_unit": make_unit()}
    with pytest.raises(RuleBroken):
        actions.edit_basics(person, values, actor=helper, seen=person.version)
    with pytest.raises(RuleBroken):
        actions.edit_basics(
            person, {"birth_visibility": Audience.PUBLIC}, actor=helper, seen=person.version
        )


def test_an_imported_work_stays_private_whatever_the_delegate_sends(
    helper: Account, person: Person
) -> None:
    bibtex = "@article{a, title={Một bài}, author={Trần Thị Chủ}, year={2020}}"
    task = begin_import(person, bibtex, actor=helper)
    db.session.flush()
    accept(person, [Decision(task.rows[0], "0")], actor=helper, visibility=Audience.PUBLIC)
    line = next(one for one in task.rows[0].work.contributions if one.person_id == person.id)
    assert (line.visibility, line.on_behalf_of) == (Audience.OWNER, "Trần Thị Chủ")


def test_the_owner_sees_who_did_what_and_ends_it_at_once(
    client: FlaskClient, owner: Account, helper: Account, person: Person
) -> None:
    actions.edit_basics(person, {"headline": "Bác sĩ"}, actor=helper, seen=person.version)
    db.session.commit()
    sign_in(client, owner)
    told = client.get(f"/people/{person.id}/history?by={helper.id}").text
    assert "Lê Văn Giúp ghi thay Trần Thị Chủ" in told
    data = {"csrf_token": csrf_of(client.get("/settings"))}
    row = db.session.scalars(select(Delegate)).one()
    assert client.post(f"/settings/delegates/{row.id}/end", data=data).status_code == 302
    page = client.get("/settings/delegates").text
    assert f"/profile/history?by={helper.id}" in page
    sign_in(client, helper)
    assert client.get(f"/people/{person.id}/record").status_code == 404
    assert client.get(person.url).status_code == 404


def test_the_delegate_finds_the_profiles_and_got_a_letter(
    client: FlaskClient, owner: Account, person: Person
) -> None:
    helper = make_account()
    sign_in(client, helper)
    assert client.get("/profile/helped").status_code == 403
    assert "/profile/helped" not in client.get("/work").text
    add_delegate(owner, helper, ends_on=clock.today())
    db.session.commit()
    assert "/profile/helped" in client.get("/work").text
    assert f"/people/{person.id}/record" in client.get("/profile/helped").text
    letter = db.session.scalars(select(OutboxMessage).where(OutboxMessage.to == helper.email)).one()
    assert owner.full_name in letter.subject


def test_nobody_acts_for_a_suspended_account(
    owner: Account, helper: Account, person: Person
) -> None:
    assert permissions.EDIT_RECORD(helper, person)
    suspend(owner, reason="x")
    assert not permissions.EDIT_RECORD(helper, person)


def test_a_day_that_has_passed_ends_it(owner: Account, person: Person, officer: Account) -> None:
    helper = make_account()
    row = add_delegate(owner, helper, ends_on=clock.today())
    db.session.flush()
    assert permissions.EDIT_RECORD(helper, person)
    row.ends_on = clock.today().replace(year=2020)
    row.starts_on = row.ends_on
    assert not permissions.EDIT_RECORD(helper, person)


def test_an_officer_writes_for_one_who_came_with_a_paper(commune: Unit, province: Unit) -> None:
    officer = make_account(Role.PEOPLE_OFFICER, province, full_name="Cán Bộ")
    person = make_person(full_name="Già Làng", home_unit=commune)
    degree = Degree(person=person, level="doctor")
    actions.save_item(degree, {}, actor=officer)
    assert (degree.source, degree.on_behalf_of) == (SourceKind.OFFICER, "Già Làng")
