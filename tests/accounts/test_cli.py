"""What an operator types."""

import json

from portal.accounts.queries import account_by_email
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.units.powers import Power
from tests.factories.units import make_unit


def test_an_account_is_made_with_a_link_and_a_grant(app: Portal) -> None:
    unit = make_unit(name="Sở Y tế")
    db.session.commit()
    run = app.test_cli_runner().invoke
    typed = ["accounts", "create", "--email", "Lan@Example.vn", "--name", "Nguyễn Thị Lan"]
    result = run(args=[*typed, "--role", "people_officer", "--unit", str(unit.id)])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert "/reset/" in answer["link"]
    account = account_by_email("lan@example.vn")
    assert account
    assert account.password_hash is None
    assert account.can(Power.EDIT_PEOPLE, unit.id)
    browser = app.test_client()
    assert browser.get("/reset/" + answer["link"].rsplit("/", 1)[1]).status_code == 200
    again = run(args=typed)
    assert again.exit_code == 1
    assert again.stdout == ""


def test_a_wrong_unit_is_said_and_nothing_is_made(app: Portal) -> None:
    args = ["accounts", "create", "--email", "a@example.vn", "--name", "A B"]
    result = app.test_cli_runner().invoke(args=[*args, "--role", "admin", "--unit", "khong-co"])
    assert result.exit_code == 1
    assert account_by_email("a@example.vn") is None


def test_a_unit_is_founded_and_an_account_suspended(app: Portal) -> None:
    run = app.test_cli_runner().invoke
    result = run(args=["units", "create", "--name", "Sở Nội vụ", "--kind", "agency"])
    unit = json.loads(result.stdout)
    typed = ["--email", "a@example.vn", "--role", "admin", "--unit", unit["slug"]]
    run(args=["accounts", "create", "--name", "A B", *typed])
    run(args=["accounts", "suspend", "--email", "a@example.vn", "--reason", "thử"])
    account = account_by_email("a@example.vn")
    assert account
    assert not account.is_active
