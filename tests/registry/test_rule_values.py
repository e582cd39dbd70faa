"""Numbers of rules are rows with a day: entered by the administrator, never changed."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.models import (
    RegistryRule,
    RuleKey,
)
from portal.registry.queries.rule_values import rule_value
from portal.registry.rules import check_rule_value, months_before
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in

VALUES = [
    (RuleKey.VERIFICATION_DAYS, 10, 0, None),
    (RuleKey.VERIFICATION_DAYS, 0, 0, "value"),
    (RuleKey.SMALLEST_CELL, 2, 0, "value"),
    (RuleKey.STALE_MONTHS, 10**9, 0, "value"),
    (RuleKey.STALE_MONTHS, 6, -1, "starts_on"),
]


@pytest.mark.parametrize(("key", "value", "away", "field"), VALUES)
def test_a_rules_value_makes_sense_and_rewrites_no_past(
    key: RuleKey, value: int, away: int, field: str | None
) -> None:
    today = date(2026, 11, 25)
    if field is None:
        check_rule_value(key, value, starts_on=today, today=today)
        return
    with pytest.raises(RuleBroken) as broken:
        check_rule_value(key, value, starts_on=today + timedelta(days=away), today=today)
    assert broken.value.field == field


def test_the_administrator_adds_a_value_and_the_sample_stays_in_the_list(
    client: FlaskClient, province: Unit
) -> None:
    admin = make_account(Role.ADMIN, province)
    page = sign_in(client, admin).get("/registry/rules/new")
    begins = clock.today() + timedelta(days=30)
    data = {
        "csrf_token": csrf_of(page),
        "key": "verification_days",
        "value": "10",
        "starts_on": begins.strftime("%d/%m/%Y"),
        "legal_basis": "Quyết định 12/QĐ-UBND",
    }
    assert client.post("/registry/rules/new", data=data).status_code == 302
    assert client.post("/registry/rules/new", data=data).status_code == 422
    assert len(db.session.scalars(select(RegistryRule)).all()) == 1
    page = client.get("/registry/rules").text
    assert "Quyết định 12/QĐ-UBND" in page
    assert "Mẫu: thời hạn nội bộ" in page
    assert rule_value(RuleKey.VERIFICATION_DAYS) == 15
    assert rule_value(RuleKey.VERIFICATION_DAYS, day=begins) == 10


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 25), 12, date(2025, 11, 25)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_before_a_day(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected
