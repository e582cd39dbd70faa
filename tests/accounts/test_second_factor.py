"""Offices over sensitive facts and over the system open with a second factor only."""

import pytest
from flask.testing import FlaskClient

from portal.accounts.queries import visible_units
from portal.accounts.roles import GUARDED_ROLES, Role
from portal.core.config import from_environment
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.units.powers import Power
from tests.accounts.test_settings import enrol
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.units import make_unit

OFFICE = {
    Role.ADMIN: "/grants",
    Role.PEOPLE_OFFICER: "/verification",
}


@pytest.fixture(autouse=True)
def _required(app: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "REQUIRE_2FA", True)


def test_the_guarded_roles_are_those_over_sensitive_facts_and_the_system() -> None:
    assert frozenset({Role.ADMIN, Role.PEOPLE_OFFICER, Role.AUDITOR}) == GUARDED_ROLES


@pytest.mark.parametrize("role", OFFICE)
def test_without_it_a_page_of_the_office_leads_to_the_security_page(
    client: FlaskClient, role: Role
) -> None:
    sign_in(client, make_account(role, make_unit()))
    answer = client.get(OFFICE[role])
    assert answer.status_code == 302
    assert answer.location == "/settings/security"
    page = client.get(answer.location).text
    assert "chỉ mở sau khi" in page
    assert "Bật" in page
    token = csrf_of(client.get("/settings"))
    sent = client.post("/grants/new", data={"csrf_token": token})
    assert sent.status_code in (403, 404)


@pytest.mark.parametrize("role", OFFICE)
def test_with_it_the_office_opens(client: FlaskClient, role: Role) -> None:
    enrol(sign_in(client, make_account(role, make_unit())))
    assert client.get(OFFICE[role]).status_code == 200


def test_without_it_no_grant_gives_any_power() -> None:
    unit = make_unit()
    account = make_account(Role.PEOPLE_OFFICER, unit)
    assert account.can(Power.EDIT_PEOPLE, unit.id)
    account.second_factor_is_required = True
    assert not account.can(Power.EDIT_PEOPLE, unit.id)
    assert not account.can_anywhere(Power.EDIT_PEOPLE)
    assert list(db.session.scalars(visible_units(account, Power.EDIT_PEOPLE))) == []


def test_others_are_not_asked(client: FlaskClient) -> None:
    unit = make_unit()
    sign_in(client, make_account(Role.DRAFTING_OFFICER, unit))
    assert client.get("/consultations/manage").status_code == 200
    assert client.get("/grants").status_code == 403
    sign_in(client, make_account())
    assert client.get("/grants").status_code == 403


def test_public_pages_and_ones_own_stay_open(client: FlaskClient) -> None:
    sign_in(client, make_account(Role.ADMIN, make_unit()))
    for path in ("/", "/people", "/settings", "/work"):
        assert client.get(path).status_code == 200, path
    assert client.get("/no-such-page").status_code == 404


@pytest.mark.parametrize(
    ("demo", "said", "required"),
    [("", "", True), ("1", "", False), ("", "0", False), ("1", "1", True)],
)
def test_it_is_required_unless_in_a_demo_or_switched_off(
    monkeypatch: pytest.MonkeyPatch, demo: str, said: str, required: bool
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", demo)
    monkeypatch.delenv("PORTAL_REQUIRE_2FA", raising=False)
    if said:
        monkeypatch.setenv("PORTAL_REQUIRE_2FA", said)
    config = from_environment({"TESTING": True})
    assert config["REQUIRE_2FA"] is required
