"""Associations, their branches and how many people and memberships they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.accounts.queries import visible_units
from portal.associations.models import Association, Membership
from portal.core.db import Model, db
from portal.registry.models import Appointment, Person
from portal.registry.visibility import visible_items
from portal.units.models import Document, Unit, UnitKind, UnitVersion
from portal.units.powers import Power
from portal.units.queries import ancestors, as_of, below, named


@dataclass(frozen=True)
class Figures:
    """People and memberships side by side: one person may hold several memberships."""

    people: int = 0
    memberships: int = 0


def lock(thing: Model) -> None:
    """Hold the row until the commit and read it afresh: the second of two officers sees the first."""
    db.session.refresh(thing, with_for_update=True)


def counted(day: date) -> ColumnElement[bool]:
    """Periods counted as membership that day: begun, not ended, term and grace not run out."""
    return and_(
        Membership.starts_on <= day,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
        or_(Membership.grace_until.is_(None), Membership.grace_until >= day),
    )


def associations_shown(day: date) -> Sequence[Association]:
    """The associations whose unit exists that day, in Vietnamese order."""
    query = (
        select(Association)
        .join(UnitVersion, UnitVersion.unit_id == Association.unit_id)
        .where(as_of(day))
        .options(joinedload(Association.unit).selectinload(Unit.versions))
        .order_by(UnitVersion.sort_key, Association.id)
    )
    return db.session.scalars(query).unique().all()


def associations_read_by(actor: Any, limit: int) -> Sequence[Association]:
    """The associations whose list of members the actor may read, the oldest entered first."""
    query = (
        select(Association)
        .where(Association.unit_id.in_(visible_units(actor, Power.READ_MEMBERS)))
        .options(joinedload(Association.unit).selectinload(Unit.versions))
        .order_by(Association.id)
        .limit(limit)
    )
    return db.session.scalars(query).unique().all()


def figures_by_association(day: date) -> dict[int, Figures]:
    """Association id → its figures."""
    return _figures(Membership.association_id, day)


def figures_by_branch(association: Association, day: date) -> dict[int | None, Figures]:
    """Branch id (None: no branch) → its figures within the association."""
    return _figures(Membership.branch_id, day, Membership.association_id == association.id)


def _figures(column: Any, day: date, *criteria: ColumnElement[bool]) -> dict[Any, Figures]:
    query = (
        select(column, func.count(Membership.person_id.distinct()), func.count(Membership.id))
        .where(counted(day), *criteria)
        .group_by(column)
    )
    return {key: Figures(people, rows) for key, people, rows in db.session.execute(query)}


def figures_overall(day: date) -> Figures:
    """All associations together; the people counted once."""
    query = select(func.count(Membership.person_id.distinct()), func.count(Membership.id)).where(
        counted(day)
    )
    people, rows = db.session.execute(query).one()
    return Figures(people, rows)


def association_of_unit(unit_id: int) -> Association | None:
    """The association that states facts about this unit."""
    return db.session.scalars(select(Association).filter_by(unit_id=unit_id)).one_or_none()


def branches_of(association: Association, day: date) -> Sequence[UnitVersion]:
    """The branches below the association that day, in Vietnamese order."""
    query = named(day, kinds=[UnitKind.BRANCH]).where(
        UnitVersion.unit_id.in_(below(association.unit_id, day)),
        UnitVersion.unit_id != association.unit_id,
        or_(Unit.ends_on.is_(None), Unit.ends_on >= day),
    )
    return db.session.scalars(query.options(joinedload(UnitVersion.area))).all()


def branch_choices(association: Association, day: date) -> list[tuple[str, str]]:
    """Branches for a select field."""
    return [(str(row.unit_id), row.name) for row in branches_of(association, day)]


def is_branch_of(association: Association, branch: Unit, day: date) -> bool:
    """Whether `branch` is an open branch below the association that day."""
    return any(row.unit_id == branch.id for row in branches_of(association, day))


def decision_numbered(association: Association, number: str, issued_on: date) -> Document | None:
    """The association's own registered document with this number and day."""
    query = select(Document).filter_by(
        number=number, issued_on=issued_on, issuer_unit_id=association.unit_id
    )
    return db.session.scalars(query.order_by(Document.id).limit(1)).one_or_none()


@dataclass(frozen=True)
class BranchOf:
    """A branch together with its association; rights over it are held at the association."""

    association: Association
    branch: Unit

    @property
    def scope_unit_ids(self) -> tuple[int, ...]:
        return self.association.scope_unit_ids


def branch_within(slug: str, branch_id: int, day: date) -> BranchOf | None:
    """The open branch `branch_id` of the association at that address, or None."""
    association = db.session.scalars(select(Association).filter_by(slug=slug)).one_or_none()
    branch = db.session.get(Unit, branch_id)
    if association is None or branch is None or not is_branch_of(association, branch, day):
        return None
    return BranchOf(association, branch)


def communes_near(association: Association, day: date) -> Sequence[UnitVersion]:
    """The communes of the association's own area, or of the province it stands under."""
    version = association.unit.version_on(day)
    top = version.area_id or next(
        (id for id, kind in ancestors(association.unit_id, day) if kind.is_territory), None
    )
    if top is None:
        return []
    query = named(day, kinds=[UnitKind.COMMUNE]).where(UnitVersion.unit_id.in_(below(top, day)))
    return db.session.scalars(query).all()


def commune_choices(association: Association, day: date) -> list[tuple[str, str]]:
    """The communes that have no branch of the association yet."""
    taken = {branch.area_id for branch in branches_of(association, day)}
    return [
        (str(row.unit_id), row.name)
        for row in communes_near(association, day)
        if row.unit_id not in taken
    ]


def nearest_branches(
    association: Association, members: Sequence[Membership], day: date
) -> dict[int, str]:
    """Membership id → the branch whose area is the commune of the member's profile."""
    by_area = {row.area_id: str(row.unit_id) for row in branches_of(association, day)}
    return {
        member.id: by_area[member.person.commune_id]
        for member in members
        if member.person.commune_id in by_area and member.person.commune_id
    }


def leaders_of(association: Association) -> Sequence[Appointment]:
    """Posts at the association that are public and go on, in the order of their beginning."""
    query = (
        select(Appointment)
        .join(Appointment.person)
        .where(
            Appointment.unit_id == association.unit_id,
            Appointment.ends.is_(None),
            visible_items(None, Appointment),
        )
        .options(contains_eager(Appointment.person).joinedload(Person.photo))
        .order_by(Appointment.id)
        .limit(12)
    )
    return db.session.scalars(query).all()
