"""Councils for tests."""

from datetime import date
from itertools import count
from typing import Any

from portal.councils.actions.seats import create_council, seat_member
from portal.councils.models import Council, CouncilMember, MemberRole
from portal.registry.models import Person
from portal.units.models import Unit
from tests.factories.accounts import make_account
from tests.factories.registry import make_person
from tests.factories.units import make_unit

LONG_AGO = date(2020, 1, 1)
_numbers = count(1)


def make_council(unit: Unit | None = None, **given: Any) -> Council:
    """A council without members."""
    given = {"name": f"Hội đồng thử nghiệm {next(_numbers)}", "starts_on": LONG_AGO} | given
    return create_council(unit=unit or make_unit(), **given)


def make_member(
    council: Council,
    person: Person | None = None,
    *,
    role: MemberRole = MemberRole.MEMBER,
    account: bool = False,
) -> CouncilMember:
    """A seat since long ago; with `account` the member can sign in."""
    person = person or make_person(full_name=f"Phan Văn Uỷ {next(_numbers)}")
    if account and person.account_id is None:
        person.account = make_account(full_name=person.full_name)
    return seat_member(council, person, role=role, starts_on=LONG_AGO)


def make_full_council(size: int = 5, unit: Unit | None = None, *, account: bool = False) -> Council:
    """A council of `size` voting members: chair, secretary, members."""
    council = make_council(unit)
    roles = [MemberRole.CHAIR, MemberRole.SECRETARY] + [MemberRole.MEMBER] * size
    for role in roles[:size]:
        make_member(council, role=role, account=account)
    return council
