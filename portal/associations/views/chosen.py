"""From what a form chose to the rows it names."""

from datetime import date
from typing import Any

from portal.associations import queries
from portal.associations.actions.decisions import decision
from portal.associations.models import Association, MembershipType
from portal.core import clock
from portal.core.db import db
from portal.units.models import Document, Unit


def type_chosen(form: Any) -> MembershipType:
    """The type of membership; the select field already refused any other."""
    return db.session.get_one(MembershipType, int(form.type.data))


def day_of(field: Any) -> date:
    """The day of a required field that has been validated."""
    day: date = field.data
    return day


def branch_chosen(form: Any) -> Unit | None:
    """The branch, or None where none was chosen or there is none to choose."""
    chosen = form.branch.data if "branch" in form else ""
    return db.session.get_one(Unit, int(chosen)) if chosen else None


def decision_chosen(association: Association, form: Any, subject: str) -> Document | None:
    """The decision whose number and day were typed, entered in the register; None without both."""
    number, issued_on = form.decision_number.data, form.issued_on.data
    if not number or not issued_on:
        return None
    return decision(association, number=number, issued_on=issued_on, subject=subject)


def type_choices(association: Association) -> list[tuple[str, str]]:
    """The association's types for a select field."""
    return [(str(kind.id), kind.name) for kind in association.types]


def branch_choices(association: Association) -> list[tuple[str, str]]:
    """Today's branches for a select field."""
    return queries.branch_choices(association, clock.today())
