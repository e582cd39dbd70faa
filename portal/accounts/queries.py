"""Reads over accounts, grants and consents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.models import (
    Account,
    AccountSession,
    Consent,
    ConsentPurpose,
    Grant,
    reach,
)
from portal.accounts.models.session import LIFETIME
from portal.accounts.roles import ROLES, Reach, Role
from portal.accounts.secrets import token_hash
from portal.core import clock
from portal.core.db import db
from portal.units import queries as units
from portal.units.models import Unit
from portal.units.powers import Power


def visible_units(
    account: Account | None, power: Power, on: date | None = None
) -> Select[int]:
    """The ids of the units over which the account has `power`: what every list filters by.

    Use as `Thing.unit_id.in_(visible_units(actor, Power.…))`; nobody sees no unit.
    """
    if account is None or not account.is_active:
        return select(Unit.id).where(false())
    return reach.units_in_reach(account.id, power, on or clock.today())


def account_by_email(email: str) -> Account | None:
    """The account with that address, whatever its case."""
    query = select(Account).where(Account.email == email.strip().lower())
    return db.session.scalars(query).one_or_none()


def session_of(token: str) -> AccountSession | None:
    """The open session of a browser's token, with its account and grants, in two statements."""
    query = (
        select(AccountSession)
        .where(AccountSession.token_hash == token_hash(token))
        .options(
            joinedload(AccountSession.account).selectinload(Account.grants).joinedload(Grant.unit)
        )
    )
    session = db.session.scalars(query).one_or_none()
    return session if session and session.is_open(clock.now()) else None


def sessions_of(account: Account) -> Sequence[AccountSession]:
    """Where the account is signed in now, the latest first."""
    query = select(AccountSession).where(
        AccountSession.account_id == account.id,
        AccountSession.ended_at.is_(None),
        AccountSession.created_at > clock.now() - LIFETIME,
    )
    return db.session.scalars(query.order_by(AccountSession.id.desc())).all()


@dataclass(frozen=True)
class RoleOver:
    """A role that reaches a unit: what it may do there, where it was granted, how many hold it."""

    role: Role
    unit: Unit
    powers: frozenset[Power]
    holders: int


def roles_over(unit_id: int, powers: frozenset[Power] | None = None) -> list[RoleOver]:
    """Which roles reach the unit today and why: for "who can see my profile", in plain words."""
    today = clock.today()
    within, reaching = True, []
    for above, kind in units.ancestors(unit_id, today):
        reaching.append((above, within))
        within = within and not kind.is_layer
    counted = db.session.execute(
        select(Grant.role, Grant.unit_id, func.count(Grant.account_id.distinct()))
        .join(Account, Account.id == Grant.account_id)
        .where(
            Grant.unit_id.in_([above for above, _within in reaching]),
            Grant.ended_at.is_(None),
            units.as_of(today, Grant),
            Account.suspended_at.is_(None),
        )
        .group_by(Grant.role, Grant.unit_id)
    ).all()
    names = {unit.id: unit for unit in _units([row.unit_id for row in counted])}
    near = {above for above, within in reaching if within}
    found = [
        RoleOver(role, names[at], ROLES[role].powers & (powers or ROLES[role].powers), holders)
        for role, at, holders in counted
        if at in near or ROLES[role].reach is Reach.BELOW
    ]
    order = [above for above, _within in reaching]
    found = [line for line in found if line.powers]
    return sorted(found, key=lambda line: (order.index(line.unit.id), line.role.value))


def _units(ids: Sequence[int]) -> Sequence[Unit]:
    query = select(Unit).where(Unit.id.in_(ids)).options(selectinload(Unit.versions))
    return db.session.scalars(query).all()


def consents_of(account: Account) -> Sequence[Consent]:
    """Every act of consent of the account, the latest first."""
    query = select(Consent).where(Consent.account_id == account.id)
    return db.session.scalars(query.order_by(Consent.id.desc())).all()


def consent_in_force(
    account: Account, purpose: ConsentPurpose, subject: str = ""
) -> Consent | None:
    """The consent that was given for the purpose and not withdrawn, if any."""
    query = select(Consent).where(
        Consent.account_id == account.id,
        Consent.purpose == purpose,
        Consent.subject == subject,
        Consent.withdrawn_at.is_(None),
    )
    return db.session.scalars(query.order_by(Consent.id.desc()).limit(1)).one_or_none()
