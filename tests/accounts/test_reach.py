"""One meaning of reach: `can` and `visible_units` agree, and neither widens."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from portal.accounts.queries import visible_units
from portal.accounts.roles import ROLES, Reach, Role
from portal.core.db import db
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
