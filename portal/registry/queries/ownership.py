"""Whose record it is, who says it is theirs, and who works on it for them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.accounts.models import Account
from portal.accounts.queries import principals_of, visible_units
from portal.core.db import db
from portal.registry.models import Merge, Person, ProfileClaim, ProfileClaimState
from portal.units.powers import Power


def people_helped_by(account: Account) -> Sequence[Person]:
    """The people on whose records the account may work today as their delegate, by name."""
    query = select(Person).where(
        Person.account_id.in_(principals_of(account.id)), Person.merged_into_id.is_(None)
    )
    return db.session.scalars(query.order_by(Person.sort_given, Person.id)).all()


def living(person: Person) -> Person:
    """The record itself, or the one into which it was merged; in a loop made by hand, a merged one."""
    seen: set[int] = set()
    while person.merged_into_id is not None and person.id not in seen:
        seen.add(person.id)
        person = db.session.get_one(Person, person.merged_into_id)
    return person


def merges_into(person: Person) -> Sequence[Merge]:
    """The merges that brought another record into this one, the latest first; undone ones too."""
    query = select(Merge).where(Merge.winner_id == person.id).options(joinedload(Merge.loser))
    return db.session.scalars(query.order_by(Merge.id.desc())).all()


def merge_away(person: Person) -> Merge | None:
    """The merge by which this record leads to another one."""
    query = select(Merge).where(Merge.loser_id == person.id, Merge.undone_at.is_(None))
    return db.session.scalars(query).one_or_none()


def waiting_claims_on(person: Person) -> Sequence[ProfileClaim]:
    """The claims that wait on this record, the oldest first."""
    query = _waiting().where(ProfileClaim.person_id == person.id)
    return db.session.scalars(query.order_by(ProfileClaim.id)).all()


def waiting_claims_of(account: Account) -> Sequence[ProfileClaim]:
    """The claims of this account that wait."""
    query = _waiting().where(ProfileClaim.account_id == account.id)
    return db.session.scalars(query.order_by(ProfileClaim.id)).all()


def claims_of(account: Account) -> Sequence[ProfileClaim]:
    """Every claim this account made, the latest first."""
    query = select(ProfileClaim).where(ProfileClaim.account_id == account.id)
    query = query.options(joinedload(ProfileClaim.person)).order_by(ProfileClaim.id.desc())
    return db.session.scalars(query).all()


def claims_for(officer: Account) -> Select[ProfileClaim]:
    """The claims that wait for this officer, the oldest first."""
    return (
        _waiting()
        .join(Person, Person.id == ProfileClaim.person_id)
        .where(*_decided_by(officer))
        .options(joinedload(ProfileClaim.person), joinedload(ProfileClaim.account))
        .order_by(ProfileClaim.id)
    )


def claims_count(officer: Account) -> int:
    """How many claims wait for this officer."""
    query = (
        select(func.count())
        .select_from(ProfileClaim)
        .join(Person, Person.id == ProfileClaim.person_id)
        .where(ProfileClaim.state == ProfileClaimState.WAITING, *_decided_by(officer))
    )
    return db.session.scalar(query) or 0


def corrections_for(officer: Account) -> Select[Person]:
    """The people this officer looks after who say that something in their record is wrong."""
    units = visible_units(officer, Power.EDIT_PEOPLE)
    query = select(Person).where(
        Person.correction_asked != "",
        Person.home_unit_id.in_(units),
        Person.merged_into_id.is_(None),
    )
    return query.order_by(Person.updated_at, Person.id)


def corrections_count(officer: Account) -> int:
    """How many records wait for a correction by this officer."""
    query = corrections_for(officer).order_by(None).with_only_columns(func.count())
    return db.session.scalar(query) or 0


def _waiting() -> Select[ProfileClaim]:
    return select(ProfileClaim).where(ProfileClaim.state == ProfileClaimState.WAITING)


def _decided_by(officer: Account) -> tuple[Any, ...]:
    return (
        Person.home_unit_id.in_(visible_units(officer, Power.EDIT_PEOPLE)),
        ProfileClaim.account_id != officer.id,
    )
