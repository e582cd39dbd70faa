"""Applications: the person's own, and the queue of those who decide."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.queries import visible_units
from portal.associations.models import Application, ApplicationState, Association
from portal.core.db import db
from portal.core.paging import Page, paginate
from portal.registry.models import Person
from portal.units.models import Unit
from portal.units.powers import Power


def waiting_application(association: Association, person: Person) -> Application | None:
    """The person's application to this association that is not decided yet."""
    query = select(Application).filter_by(
        association_id=association.id, person_id=person.id, state=ApplicationState.SUBMITTED
    )
    return db.session.scalars(query).one_or_none()


def applications_of(person: Person) -> Sequence[Application]:
    """All of a person's applications, the newest first."""
    query = (
        select(Application)
        .filter_by(person_id=person.id)
        .options(
            joinedload(Application.association)
            .joinedload(Association.unit)
            .selectinload(Unit.versions),
            selectinload(Application.branch).selectinload(Unit.versions),
        )
        .order_by(Application.submitted_at.desc(), Application.id.desc())
    )
    return db.session.scalars(query).unique().all()


def within(actor: Any, power: Power) -> ColumnElement[bool]:
    """Applications to an association or a branch over which the actor holds `power`."""
    units = visible_units(actor, power)
    return or_(
        Application.branch_id.in_(units),
        Application.association_id.in_(
            select(Association.id).where(Association.unit_id.in_(units))
        ),
    )


def application_page(
    association: Association, state: ApplicationState, actor: Any, page: int
) -> Page[Application]:
    """Applications in one state, those that wait longest first."""
    order = (
        (Application.submitted_at, Application.id)
        if state is ApplicationState.SUBMITTED
        else (Application.decided_at.desc(), Application.id.desc())
    )
    query = (
        select(Application)
        .where(Application.association_id == association.id, Application.state == state)
        .where(within(actor, Power.READ_MEMBERS))
        .options(
            joinedload(Application.person),
            selectinload(Application.branch).selectinload(Unit.versions),
        )
        .order_by(*order)
    )
    return paginate(query, page=page)


def waiting_count(actor: Any) -> dict[Association, int]:
    """How many applications wait, by association, among those in the actor's care."""
    query = (
        select(Application.association_id, func.count(Application.id))
        .where(Application.state == ApplicationState.SUBMITTED)
        .where(within(actor, Power.APPROVE_MEMBERS))
        .group_by(Application.association_id)
        .order_by(Application.association_id)
    )
    rows = db.session.execute(query).all()
    return {db.session.get_one(Association, key): count for key, count in rows}
