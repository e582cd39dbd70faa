"""Grants: given and ended, always audited."""

from datetime import date

from portal.accounts import rules
from portal.accounts.models import Account, Grant
from portal.accounts.roles import Role
from portal.core import audit, clock
from portal.core.db import db
from portal.units.models import Document, Unit


def grant(
    account: Account,
    role: Role,
    unit: Unit,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    document: Document | None = None,
    granted_by: Account | None = None,
) -> Grant:
    """Give the account a role at the unit from a day (today) to a day (open), by a document."""
    starts_on = starts_on or clock.today()
    rules.check_grant(account, role, unit, starts_on=starts_on, ends_on=ends_on)
    given = Grant(
        account=account,
        role=role,
        unit=unit,
        starts_on=starts_on,
        ends_on=ends_on,
        document=document,
        granted_by=granted_by,
    )
    db.session.add(given)
    db.session.flush()
    audit.record("grant.given", given, after={"role": role.value, "unit": unit.id})
    return given


def end_grant(grant: Grant, *, by: Account | None = None, reason: str = "") -> None:
    """End the grant at once. Nobody ends the grant that gives them the right to do so."""
    rules.check_end(grant, by)
    if grant.ended_at is None:
        grant.ended_at = clock.now()
        audit.record("grant.ended", grant, reason=reason)
