"""Associations and members for tests."""

from datetime import date
from itertools import count
from typing import Any

from portal.associations import actions
from portal.associations.models import Application, Association, Membership, MembershipType
from portal.core.db import db
from portal.registry.models import Person
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account
from tests.factories.registry import make_person
from tests.factories.units import make_unit

_numbers = count(1)


def make_association(**given: Any) -> Association:
    """An association with one type of membership ("Hội viên", without a term)."""
    number = next(_numbers)
    name = given.pop("name", f"Hội Thử nghiệm {number}")
    unit = given.pop("unit", None) or make_unit(name=name, kind=UnitKind.ASSOCIATION)
    given.setdefault("number_prefix", f"T{number}")
    association = actions.found_association(unit, **given)
    make_type(association)
    return association


def make_type(association: Association, **given: Any) -> MembershipType:
    given.setdefault("name", "Hội viên")
    kind = actions.add_type(association, **given)
    db.session.flush()
    return kind


def make_branch(association: Association, **given: Any) -> Unit:
    given = {"name": f"Chi hội số {next(_numbers)}", "area": None, "starts_on": None} | given
    return actions.found_branch(association, **given)


def make_member(
    association: Association | None = None, person: Person | None = None, **given: Any
) -> Membership:
    """A member since 2020, with everything else as the association's first type says."""
    association = association or make_association()
    given.setdefault("kind", association.types[0])
    given.setdefault("starts_on", date(2020, 1, 1))
    return actions.admit(association, person or make_person(), **given)


def make_application(association: Association | None = None, **given: Any) -> Application:
    """An application by a person with an account."""
    association = association or make_association()
    person = given.pop("person", None) or make_person(account=make_account())
    given.setdefault("kind", association.types[0])
    return actions.apply(association, person, **given)


def make_secretary(association: Association) -> Any:
    return make_account(role="association_secretary", unit=association.unit)
