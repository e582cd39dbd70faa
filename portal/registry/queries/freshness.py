"""Records that somebody should look at again: stale, expiring, without consent, said to be wrong."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from portal.accounts.models import Account, Consent, ConsentPurpose
from portal.accounts.queries import visible_units
from portal.core import clock
from portal.registry.models import Credential, ItemState, Person, Revision, RuleKey
from portal.registry.queries.rule_values import rule_value
from portal.registry.rules import months_before
from portal.registry.visibility import visible_items
from portal.units.powers import Power

_OVER = (ItemState.REJECTED, ItemState.EXPIRED)
_A_YEAR = 12


def stale_people(account: Any) -> Select[Person]:
    """Records in this officer's charge that nobody confirmed or changed for long, the oldest first."""
    query = select(Person).where(_in_charge_of(account), _is_stale())
    return query.order_by(Person.updated_at, Person.id)


def is_stale(person: Person) -> bool:
    """Whether nobody confirmed or changed the record since the day on which it became stale."""
    return max(person.updated_at, person.confirmed_at or person.updated_at) < _stale_before()


def owners_to_ask(limit: int) -> Select[Person]:
    """Owners of stale records who were not asked within a year; the longest silent first."""
    asked = (
        select(Revision.id)
        .where(
            Revision.person_id == Person.id,
            Revision.action == "ask_still_right",
            Revision.at >= _midnight(months_before(clock.today(), _A_YEAR)),
        )
        .exists()
    )
    return (
        select(Person)
        .join(Account, Account.id == Person.account_id)
        .where(
            Person.merged_into_id.is_(None),
            Account.suspended_at.is_(None),
            Account.confirmed_at.is_not(None),
            _is_stale(),
            ~asked,
        )
        .options(joinedload(Person.account))
        .order_by(Person.updated_at, Person.id)
        .limit(limit)
    )


def expiring_credentials(account: Any) -> Select[Credential]:
    """Certificates that this officer sees and that end soon, the first to end first."""
    until = Credential.valid_until
    last_day = case(
        (func.length(until) == 4, until + "-12-31"),
        (func.length(until) == 7, until + "-31"),
        else_=until,
    )
    today = clock.today()
    soon = date.fromordinal(today.toordinal() + rule_value(RuleKey.EXPIRING_DAYS))
    return (
        select(Credential)
        .join(Person, Person.id == Credential.person_id)
        .where(
            _in_charge_of(account),
            visible_items(account, Credential),
            Credential.state.not_in(_OVER),
            last_day.between(today.isoformat(), soon.isoformat()),
        )
        .options(joinedload(Credential.person))
        .order_by(last_day, Credential.id)
    )


def people_without_consent(account: Any) -> Select[Person]:
    """Records in this officer's charge that are not public because a consent is missing or was
    withdrawn: on paper without a signed one, or taken over and not yet agreed to in the account."""
    agreed = Consent.account_id == Person.account_id, Consent.purpose == _PUBLIC
    in_force = select(Consent.id).where(*agreed, Consent.withdrawn_at.is_(None)).exists()
    withdrawn = select(Consent.id).where(*agreed, Consent.withdrawn_at.is_not(None)).exists()
    on_paper = and_(Person.account_id.is_(None), Person.paper_consent_on.is_(None))
    taken_over = and_(
        Person.account_id.is_not(None),
        or_(Person.paper_consent_file_id.is_not(None), withdrawn),
        ~in_force,
    )
    return (
        select(Person)
        .where(_in_charge_of(account), Person.is_public.is_(False), or_(on_paper, taken_over))
        .order_by(Person.created_at.desc(), Person.id.desc())
    )


def people_to_correct(account: Any) -> Select[Person]:
    """Records in this officer's charge whose person says that something is wrong."""
    query = select(Person).where(_in_charge_of(account), Person.correction_asked != "")
    return query.order_by(Person.updated_at, Person.id)


_PUBLIC = ConsentPurpose.PUBLIC_PROFILE


def _in_charge_of(account: Any) -> ColumnElement[bool]:
    return and_(
        Person.home_unit_id.in_(visible_units(account, Power.EDIT_PEOPLE)),
        Person.merged_into_id.is_(None),
        Person.account_id.is_distinct_from(account.id),
    )


def _is_stale() -> ColumnElement[bool]:
    before = _stale_before()
    silent = or_(Person.confirmed_at.is_(None), Person.confirmed_at < before)
    return and_(Person.updated_at < before, silent)


def _stale_before() -> datetime:
    return _midnight(months_before(clock.today(), rule_value(RuleKey.STALE_MONTHS)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.VIETNAM)
