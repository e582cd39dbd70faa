"""Reads over accounts, grants and consents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import g, has_request_context
from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.models import (
    Account,
    AccountSession,
    Consent,
    ConsentPurpose,
    Delegate,
    EmailToken,
    Grant,
    RecoveryCode,
    SignInAttempt,
    TokenPurpose,
    reach,
)
from portal.accounts.models.session import LIFETIME
from portal.accounts.roles import ROLES, Reach, Role
from portal.accounts.secrets import token_hash
from portal.core import clock
from portal.core.db import db
from portal.core.text import fold
from portal.units import queries as units
from portal.units.models import Unit
from portal.units.powers import Power


def visible_units(account: Account | None, power: Power, on: date | None = None) -> Select[int]:
    """The ids of the units over which the account has `power`: what every list filters by.

    Use as `Thing.unit_id.in_(visible_units(actor, Power.…))`; nobody sees no unit.
    """
    if account is None or not account.is_active or account.owes_second_factor:
        return select(Unit.id).where(false())
    return reach.units_in_reach(account.id, power, on or clock.today())


def account_by_email(email: str) -> Account | None:
    """The account with that address, whatever its case."""
    query = select(Account).where(Account.email == email.strip().lower())
    return db.session.scalars(query).one_or_none()


def session_of(token: str) -> AccountSession | None:
    """The open session of a browser's token with its account; grants come when a right asks."""
    query = (
        select(AccountSession)
        .where(AccountSession.token_hash == token_hash(token))
        .options(joinedload(AccountSession.account).lazyload(Account.grants).joinedload(Grant.unit))
    )
    session = db.session.scalars(query).one_or_none()
    return session if session and session.is_open(clock.now()) else None


def has_signed_in_from(account: Account | None, network: str) -> bool:
    """Whether the account was signed in from that network before; asked for nobody too."""
    query = select(AccountSession.id).where(
        AccountSession.account_id == (account.id if account else 0),
        AccountSession.address == network,
        AccountSession.awaits_code.is_(False),
    )
    return bool(network) and db.session.scalar(query.limit(1)) is not None


def has_signed_in(account: Account) -> bool:
    """Whether the account was ever signed in before."""
    query = select(AccountSession.id).where(
        AccountSession.account_id == account.id, AccountSession.awaits_code.is_(False)
    )
    return db.session.scalar(query.limit(1)) is not None


def failures(*, account_key: str | None, address_key: str | None, within: timedelta) -> int:
    """How many failed tries there were lately on the account, from the network, or both."""
    query = select(func.count(SignInAttempt.id)).where(SignInAttempt.at > clock.now() - within)
    if account_key is not None:
        query = query.where(SignInAttempt.account_key == account_key)
    if address_key is not None:
        query = query.where(SignInAttempt.address_key == address_key)
    return db.session.scalar(query) or 0


def open_token(token: str, *purposes: TokenPurpose) -> EmailToken | None:
    """The unused, unexpired mailed token of one of the purposes; None for anything else."""
    query = select(EmailToken).where(
        EmailToken.token_hash == token_hash(token), EmailToken.purpose.in_(purposes)
    )
    found = db.session.scalars(query).one_or_none()
    usable = found and found.is_open(clock.now()) and found.account.suspended_at is None
    return found if usable else None


def open_tokens(account: Account, purpose: TokenPurpose) -> Sequence[EmailToken]:
    """The account's unused tokens of the purpose."""
    query = select(EmailToken).where(
        EmailToken.account_id == account.id,
        EmailToken.purpose == purpose,
        EmailToken.used_at.is_(None),
    )
    return db.session.scalars(query).all()


def letters_lately(account: Account) -> int:
    """How many links were mailed to the account in the last hour."""
    query = select(func.count(EmailToken.id)).where(
        EmailToken.account_id == account.id,
        EmailToken.created_at > clock.now() - timedelta(hours=1),
    )
    return db.session.scalar(query) or 0


def sessions_of(account: Account) -> Sequence[AccountSession]:
    """Where the account is signed in now, the latest first."""
    query = select(AccountSession).where(
        AccountSession.account_id == account.id,
        AccountSession.ended_at.is_(None),
        AccountSession.awaits_code.is_(False),
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


def roles_over(
    unit_id: int, powers: frozenset[Power] | None = None, *, but: int | None = None
) -> list[RoleOver]:
    """Which roles reach the unit today and why: for "who can see my profile", in plain words.

    `but` is an account that is not counted among the holders.
    """
    today = clock.today()
    within, reaching = True, []
    for step in units.way_up(unit_id, today):
        reaching.append((step.unit_id, within))
        within = within and (step.ended or not step.kind.is_layer)
    counted = db.session.execute(
        select(Grant.role, Grant.unit_id, func.count(Grant.account_id.distinct()))
        .join(Account, Account.id == Grant.account_id)
        .where(
            Grant.unit_id.in_([above for above, _within in reaching]),
            Grant.ended_at.is_(None),
            units.as_of(today, Grant),
            Account.suspended_at.is_(None),
            Account.id.is_distinct_from(but),
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


def recovery_codes_left(account: Account) -> int:
    """How many recovery codes are still unused."""
    query = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(query) or 0


def consents_of(account: Account) -> Sequence[Consent]:
    """Every act of consent of the account, the latest first."""
    query = select(Consent).where(Consent.account_id == account.id)
    return db.session.scalars(query.order_by(Consent.id.desc())).all()


def consents_in_force(
    account_id: int, purpose: ConsentPurpose, subject: str = ""
) -> Sequence[Consent]:
    """Every consent of the purpose that stands, also those to older words."""
    query = select(Consent).where(
        Consent.account_id == account_id,
        Consent.purpose == purpose,
        Consent.subject == subject,
        Consent.withdrawn_at.is_(None),
    )
    return db.session.scalars(query.order_by(Consent.id)).all()


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


def acts_for(delegate: Account | None, account_id: int | None) -> bool:
    """Whether the account may work on the other's profile today; a request asks the table once."""
    if delegate is None or account_id is None:
        return False
    known: dict[int, frozenset[int]] = {}
    if has_request_context():
        known = g.setdefault("principals", known)
    if delegate.id not in known:
        known[delegate.id] = frozenset(db.session.scalars(principals_of(delegate.id)))
    return account_id in known[delegate.id]


def principals_of(delegate_id: int) -> Select[int]:
    """The ids of the accounts on whose profiles this one may work today: `acts_for` for lists.

    A suspended account lets nobody act for it.
    """
    return (
        select(Delegate.account_id)
        .join(Account, Account.id == Delegate.account_id)
        .where(
            Delegate.delegate_id == delegate_id,
            Delegate.ended_at.is_(None),
            units.as_of(clock.today(), Delegate),
            Account.suspended_at.is_(None),
        )
    )


def forget_principals() -> None:
    """Ask the table again: whoever acts for whom has changed within this request."""
    if has_request_context():
        g.pop("principals", None)


def delegates_of(account: Account) -> Sequence[Delegate]:
    """Who acts for the account today."""
    query = select(Delegate).where(
        Delegate.account_id == account.id,
        Delegate.ended_at.is_(None),
        units.as_of(clock.today(), Delegate),
    )
    return db.session.scalars(query.options(joinedload(Delegate.delegate))).all()


def former_delegates_of(account: Account) -> Sequence[Delegate]:
    """Who acted for the account and does so no longer, the latest first."""
    query = select(Delegate).where(
        Delegate.account_id == account.id,
        or_(Delegate.ended_at.is_not(None), Delegate.ends_on < clock.today()),
    )
    query = query.options(joinedload(Delegate.delegate)).order_by(Delegate.id.desc())
    return db.session.scalars(query).all()


def delegations_around(account: Account) -> Sequence[Delegate]:
    """Every delegation that stands, or will, of the account to others and of others to it."""
    query = select(Delegate).where(
        or_(Delegate.account_id == account.id, Delegate.delegate_id == account.id),
        Delegate.ended_at.is_(None),
    )
    return db.session.scalars(query.order_by(Delegate.id)).all()


def grants_in_reach(actor: Account, text: str = "", *, ended: bool = False) -> Select[Grant]:
    """The grants at units where the actor manages grants, newest first."""
    query = (
        select(Grant)
        .join(Account, Account.id == Grant.account_id)
        .where(Grant.unit_id.in_(visible_units(actor, Power.EDIT_SYSTEM)))
        .options(
            joinedload(Grant.account),
            joinedload(Grant.document),
            joinedload(Grant.unit).selectinload(Unit.versions),
        )
        .order_by(Grant.id.desc())
    )
    today = clock.today()
    current = and_(Grant.ended_at.is_(None), or_(Grant.ends_on.is_(None), Grant.ends_on >= today))
    query = query.where(not_(current) if ended else current)
    if text:
        query = query.where(_matches(text))
    return query


def accounts_matching(text: str) -> Select[Account]:
    """Accounts whose name or address holds the text, in the order of their making."""
    query = select(Account).order_by(Account.id.desc())
    return query.where(_matches(text)) if text else query


def _matches(text: str) -> ColumnElement[bool]:
    folded = text.strip().lower()
    return or_(
        Account.email.contains(folded, autoescape=True),
        Account.folded.contains(fold(text), autoescape=True),
    )
