"""One meaning of reach: `can` and `visible_units` agree, and neither widens."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from portal.accounts.queries import visible_units
from portal.accounts.roles import ROLES, Reach, Role
from portal.core import clock
from portal.core.db import db
from portal.units.actions import merge_units
from portal.units.models import Unit, UnitKind
from portal.units.powers import Power
from tests.factories.accounts import make_account, sign_in
from tests.factories.units import make_unit


def make_province() -> dict[str, Unit]:
    province = make_unit(kind=UnitKind.PROVINCE, name="Tỉnh Thử")
    agency = make_unit(province, name="Sở Y tế")
    return {
        "province": province,
        "agency": agency,
        "division": make_unit(agency, kind=UnitKind.DIVISION, name="Phòng Tổ chức"),
        "hospital": make_unit(agency, kind=UnitKind.INSTITUTION, name="Bệnh viện tỉnh"),
        "other": make_unit(province, name="Sở Nội vụ"),
    }


@pytest.mark.parametrize("role", list(Role))
def test_a_role_reaches_what_its_reach_says_and_nothing_else(role: Role) -> None:
    units = make_province()
    account = make_account(role, units["agency"])
    reached = {"agency", "division"}
    if ROLES[role].reach is Reach.BELOW:
        reached.add("hospital")
    for power in Power:
        seen = set(db.session.scalars(visible_units(account, power)))
        expected = reached if power in ROLES[role].powers else set()
        assert seen == {units[name].id for name in expected}
        for unit in units.values():
            assert account.can(power, unit.id) == (unit.id in seen)
        assert account.can_anywhere(power) == bool(seen)


def test_a_signed_in_request_finds_its_account(client: FlaskClient) -> None:
    account = make_account()
    assert sign_in(client, account).get("/sign-in").status_code in (200, 302)
    assert not account.can(Power.READ_PEOPLE, 1, date(2026, 1, 1))


def test_who_takes_a_unit_over_takes_its_files_over() -> None:
    units = make_province()
    officer = make_account("people_officer", units["other"])
    treasurer = make_account("treasurer", units["other"])
    stranger = make_account("people_officer", units["agency"])
    hospital = units["hospital"]
    before = clock.today() - timedelta(days=10)
    assert stranger.can(Power.EDIT_PEOPLE, hospital.id)
    merge_units([hospital], units["other"], on=before)
    for account, power in ((officer, Power.EDIT_PEOPLE), (treasurer, Power.EDIT_MONEY)):
        assert account.can(power, hospital.id)
        assert hospital.id in set(db.session.scalars(visible_units(account, power)))
    assert not stranger.can(Power.EDIT_PEOPLE, hospital.id)
    assert hospital.id not in set(db.session.scalars(visible_units(stranger, Power.EDIT_PEOPLE)))


def test_a_split_unit_falls_to_nobody_by_itself() -> None:
    units = make_province()
    officer = make_account("people_officer", units["other"])
    hospital = units["hospital"]
    before = clock.today() - timedelta(days=10)
    shares = {hospital.id: Decimal("0.4")}
    merge_units([hospital], units["other"], on=before, shares=shares)
    assert not officer.can(Power.EDIT_PEOPLE, hospital.id)
    seen = set(db.session.scalars(visible_units(officer, Power.EDIT_PEOPLE)))
    assert hospital.id not in seen
