"""What must hold of accounts whatever happened."""

from sqlalchemy import or_, select

from portal.accounts.models import Account, AccountSession, Grant
from portal.core.db import db
from portal.core.invariants import invariant
from portal.core.text import fold
from portal.units.models import Unit


@invariant("no grant outlives its unit")
def grants_end_with_units() -> list[str]:
    """A grant that begins after the last day of its unit could never have been given."""
    query = select(Grant.id).join(Unit, Unit.id == Grant.unit_id)
    late = query.where(Grant.starts_on > Unit.ends_on).order_by(Grant.id)
    return [f"grant {id} begins after its unit ended" for id in db.session.scalars(late)]


@invariant("no closed account is signed in anywhere")
def closed_accounts_are_out() -> list[str]:
    """A suspended account has no open session; one closed for good has nothing to sign in with."""
    query = (
        select(AccountSession.id)
        .join(Account, Account.id == AccountSession.account_id)
        .where(Account.suspended_at.is_not(None), AccountSession.ended_at.is_(None))
    )
    lines = [f"session {id} of a suspended account" for id in db.session.scalars(query)]
    armed = select(Account.id).where(
        Account.closed_at.is_not(None),
        or_(Account.password_hash.is_not(None), Account.totp_secret.is_not(None)),
    )
    return lines + [f"account {id} is closed and has a secret" for id in db.session.scalars(armed)]


@invariant("every account is found by its name")
def names_are_folded() -> list[str]:
    """The folded name beside the name is that of today's rules."""
    rows = db.session.execute(select(Account.id, Account.full_name, Account.folded))
    return [
        f"account {row.id}: stale folded name" for row in rows if fold(row.full_name) != row.folded
    ]
