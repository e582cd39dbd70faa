"""Grants: who gives them, where they reach, when they end."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.accounts import actions, queries
from portal.accounts.queries import visible_units
from portal.accounts.roles import ROLES, Reach, Role
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.units import actions as unit_actions
from portal.units.models import UnitKind
from portal.units.powers import Power
from tests.accounts.test_entry import letters, send
from tests.factories.accounts import PASSWORD, csrf_of, make_account, sign_in
from tests.factories.units import make_unit

EDITS = {
    Role.ADMIN: {Power.EDIT_SYSTEM},
    Role.PEOPLE_OFFICER: {
        Power.EDIT_PEOPLE,
        Power.APPROVE_PEOPLE,
        Power.EDIT_PEOPLE_SENSITIVE,
    },
    Role.ASSOCIATION_CHAIR: {Power.APPROVE_MEMBERS, Power.APPROVE_REPORTS},
    Role.ASSOCIATION_SECRETARY: {
        Power.EDIT_MEMBERS,
        Power.APPROVE_MEMBERS,
        Power.EDIT_REPORTS,
        Power.APPROVE_PEOPLE,
    },
    Role.TREASURER: {Power.EDIT_MONEY},
    Role.INSPECTOR: set(),
    Role.HONOURS_SECRETARY: {Power.EDIT_HONOURS},
    Role.HONOURS_APPROVER: {Power.APPROVE_HONOURS},
    Role.DRAFTING_OFFICER: {Power.EDIT_DRAFTS},
    Role.DRAFTING_APPROVER: {Power.APPROVE_DRAFTS},
    Role.MODERATOR: {Power.MODERATE_OPINIONS},
    Role.UNIT_LEADER: {Power.APPROVE_PEOPLE, Power.APPROVE_PLANS, Power.APPROVE_REPORTS},
    Role.OBSERVER: set(),
    Role.AUDITOR: set(),
}
"""Written by hand from the specification: what each role changes."""


@pytest.mark.parametrize("role", list(Role))
def test_a_role_changes_what_the_specification_says(role: Role) -> None:
    changing = {power for power in ROLES[role].powers if not power.reads_only}
    assert changing == EDITS[role]


def test_the_treasurer_reads_the_members_of_the_own_unit_only() -> None:
    mine, theirs = make_unit(), make_unit()
    account = make_account("treasurer", mine)
    assert account.can(Power.READ_MEMBERS, mine.id)
    assert not account.can(Power.READ_MEMBERS, theirs.id)
    assert not account.can_anywhere(Power.EDIT_MEMBERS)


def test_a_treasurer_who_reads_people_elsewhere_sees_no_money_there() -> None:
    mine, theirs = make_unit(), make_unit()
    account = make_account("treasurer", mine)
    actions.grant(account, Role.UNIT_LEADER, theirs)
    assert account.can(Power.READ_MONEY, mine.id)
    assert account.can(Power.READ_PEOPLE, theirs.id)
    assert not account.can(Power.READ_MONEY, theirs.id)
    assert db.session.scalars(visible_units(account, Power.READ_MONEY)).all() == [mine.id]


def test_a_grant_lives_between_its_days() -> None:
    unit, account = make_unit(), make_account()
    today = clock.today()
    first, last = today + timedelta(days=2), today + timedelta(days=4)
    actions.grant(account, Role.OBSERVER, unit, starts_on=first, ends_on=last)
    lives = [account.can(Power.READ_REPORTS, unit.id, today + timedelta(days=n)) for n in range(7)]
    assert lives == [False, False, True, True, True, False, False]
    for n in range(7):
        seen = db.session.scalars(
            visible_units(account, Power.READ_REPORTS, today + timedelta(days=n))
        ).all()
        assert bool(seen) == lives[n]


def test_a_closed_unit_gives_nothing_the_day_after() -> None:
    unit = make_unit(starts_on=date(2020, 1, 1))
    account = make_account("observer", unit)
    today = clock.today()
    unit_actions.close_unit(unit, on=today)
    tomorrow = today + timedelta(days=1)
    assert account.can(Power.READ_REPORTS, unit.id)
    assert not account.can(Power.READ_REPORTS, unit.id, tomorrow)
    query = visible_units(account, Power.READ_REPORTS, tomorrow)
    assert db.session.scalars(query).all() == []


def test_reach_follows_the_hierarchy_of_the_day() -> None:
    first, second = make_unit(name="Sở Một"), make_unit(name="Sở Hai")
    part = make_unit(first, name="Trung tâm", kind=UnitKind.INSTITUTION, starts_on=date(2020, 1, 1))
    account = make_account("observer", first)
    today = clock.today()
    unit_actions.move(part, parent=second, on=today + timedelta(days=1))
    for day, reached in ((today, True), (today + timedelta(days=1), False)):
        assert account.can(Power.READ_REPORTS, part.id, day) == reached
        seen = db.session.scalars(visible_units(account, Power.READ_REPORTS, day)).all()
        assert (part.id in seen) == reached


def test_nobody_and_a_suspended_account_see_nothing() -> None:
    unit = make_unit()
    account = make_account("admin", unit)
    assert db.session.scalars(visible_units(None, Power.READ_SYSTEM)).all() == []
    actions.suspend(account, reason="thử")
    assert not account.can(Power.EDIT_SYSTEM, unit.id)
    assert not account.can_anywhere(Power.EDIT_SYSTEM)
    assert db.session.scalars(visible_units(account, Power.READ_SYSTEM)).all() == []


def test_nobody_ends_the_grant_that_gives_them_the_right() -> None:
    unit = make_unit()
    account, other = make_account("admin", unit), make_account("admin", unit)
    with pytest.raises(RuleBroken):
        actions.end_grant(account.grants[0], by=account)
    actions.end_grant(account.grants[0], by=other)
    assert not account.can(Power.EDIT_SYSTEM, unit.id)


def test_the_same_role_is_not_granted_twice() -> None:
    unit = make_unit()
    account = make_account("observer", unit)
    with pytest.raises(RuleBroken):
        actions.grant(account, Role.OBSERVER, unit)


def test_an_administrator_grants_within_reach_only(client: FlaskClient) -> None:
    province, other = make_unit(name="Tỉnh Thử"), make_unit(name="Tỉnh Khác")
    agency = make_unit(province, name="Sở Y tế")
    sign_in(client, make_account("admin", province))
    person = make_account()
    typed = {"account": person.email, "role": "people_officer", "starts_on": "01/02/2026"}
    answer = send(client, "/grants/new", unit="sở y tế", **typed)
    assert answer.location == "/grants"
    assert person.can(Power.EDIT_PEOPLE, agency.id)
    assert send(client, "/grants/new", unit=f"#{other.id}", **typed).status_code == 403
    assert person.full_name in client.get("/grants").text
    assert not person.can(Power.EDIT_PEOPLE, other.id)


def test_a_wrong_grant_form_says_what_is_wrong(client: FlaskClient) -> None:
    sign_in(client, make_account("admin", make_unit(name="Tỉnh Thử")))
    answer = send(
        client,
        "/grants/new",
        account="khong@example.vn",
        role="people_officer",
        unit="Sở Không Có",
        starts_on="31/02/2026",
    )
    assert answer.status_code == 422
    assert "Sở Không Có" in answer.text
    assert answer.text.count('class="error"') == 3


def test_ending_a_grant_takes_effect_in_the_open_browser(client: FlaskClient) -> None:
    unit = make_unit()
    admin, officer = make_account("admin", unit), make_account("admin", unit)
    theirs = sign_in(client.application.test_client(), officer)
    assert theirs.get("/grants").status_code == 200
    sign_in(client, admin)
    path = f"/grants/{officer.grants[0].id}/end"
    assert send(client, path, reason="Chuyển công tác").status_code == 302
    assert theirs.get("/grants").status_code == 403
    assert theirs.get(path).status_code == 404


def test_grants_are_closed_to_all_others(client: FlaskClient) -> None:
    unit = make_unit()
    officer = make_account("people_officer", unit)
    grant = officer.grants[0]
    paths = ("/grants", "/grants/new", "/accounts", f"/accounts/{officer.id}")
    assert [client.get(path).status_code for path in paths] == [302] * 4
    sign_in(client, officer)
    assert [client.get(path).status_code for path in paths] == [403] * 4
    assert client.get(f"/grants/{grant.id}/end").status_code == 404
    assert client.get(f"/accounts/{officer.id}/suspend").status_code == 403


def test_only_one_who_manages_all_of_anothers_units_suspends(client: FlaskClient) -> None:
    mine, other = make_unit(), make_unit()
    sign_in(client, make_account("admin", mine))
    inside, outside = make_account("observer", mine), make_account("observer", other)
    assert client.get(f"/accounts/{outside.id}/suspend").status_code == 403
    assert send(client, f"/accounts/{inside.id}/suspend", reason="Lộ mật khẩu").status_code == 302
    db.session.refresh(inside)
    assert not inside.is_active


def test_nobody_suspends_themselves(client: FlaskClient) -> None:
    admin = make_account("admin", make_unit())
    sign_in(client, admin)
    assert send(client, f"/accounts/{admin.id}/suspend", reason="thử").status_code == 422


def test_roles_over_a_unit_name_who_reaches_it_and_nobody_else() -> None:
    province = make_unit(name="Tỉnh Thử", kind=UnitKind.PROVINCE)
    agency = make_unit(province)
    division = make_unit(agency, kind=UnitKind.DIVISION)
    make_account("people_officer", province)
    make_account("treasurer", agency)
    make_account("treasurer", province)
    reaching = queries.roles_over(division.id)
    assert [(line.role, line.unit.id) for line in reaching] == [
        (Role.TREASURER, agency.id),
        (Role.PEOPLE_OFFICER, province.id),
    ]
    assert {Reach.UNIT, Reach.BELOW} == {ROLES[line.role].reach for line in reaching}


def test_a_body_with_another_account_number_changes_nothing(client: FlaskClient) -> None:
    unit = make_unit()
    account, victim = make_account("observer", unit), make_account()
    sign_in(client, account)
    token = csrf_of(client.get("/settings"))
    typed = {
        "csrf_token": token,
        "id": str(victim.id),
        "email": "ke-gian@example.vn",
        "full_name": "Tên Khác",
        "language": "vi",
        "theme": "auto",
        "suspended_at": "",
        "is_active": "1",
    }
    client.post("/settings", data=typed)
    db.session.refresh(victim)
    db.session.refresh(account)
    assert victim.full_name != "Tên Khác"
    assert account.email != "ke-gian@example.vn"


def statements_of(client: FlaskClient, path: str) -> int:
    counted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    assert client.get(path).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(counted)


@pytest.mark.parametrize("path", ["/grants", "/accounts"])
def test_a_list_asks_the_database_as_often_for_thirty_as_for_one(
    client: FlaskClient, path: str
) -> None:
    province = make_unit(kind=UnitKind.PROVINCE)
    sign_in(client, make_account("admin", province))
    few = statements_of(client, path)
    for _number in range(28):
        make_account("observer", make_unit(province))
    db.session.expire_all()
    assert statements_of(client, path) <= few + 1


def test_an_officer_hears_of_a_sign_in_from_a_new_place(client: FlaskClient) -> None:
    officer = make_account("people_officer", make_unit())
    for network in ("14.162.7.9", "14.162.7.9", "203.0.5.5"):
        browser = client.application.test_client()
        token = csrf_of(browser.get("/sign-in"))
        typed = {"csrf_token": token, "email": officer.email, "password": PASSWORD}
        browser.post("/sign-in", data=typed, environ_base={"REMOTE_ADDR": network})
    assert [letter.to for letter in letters()] == [officer.email]
