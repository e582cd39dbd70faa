"""What must always hold of members, whatever happened."""

from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from portal.associations.models import (
    Application,
    ApplicationState,
    Belonging,
    MemberNumber,
    Membership,
    Transfer,
)
from portal.core.db import db
from portal.core.invariants import invariant
from portal.units.models import Unit, UnitKind


@invariant("associations: one main membership a day")
def main_memberships_that_overlap() -> list[str]:
    """Two main periods of one person in one association that share a day."""
    one, other = aliased(Membership), aliased(Membership)
    query = (
        select(one.id, other.id)
        .join(
            other,
            (one.association_id == other.association_id)
            & (one.person_id == other.person_id)
            & (one.id < other.id),
        )
        .where(
            one.belonging != Belonging.SECONDARY,
            other.belonging != Belonging.SECONDARY,
            or_(one.ends_on.is_(None), one.ends_on >= other.starts_on),
            or_(other.ends_on.is_(None), other.ends_on >= one.starts_on),
        )
        .order_by(one.id)
    )
    return [f"memberships {a} and {b} overlap" for a, b in db.session.execute(query)]


@invariant("associations: a membership carries its own number")
def numbers_of_somebody_else() -> list[str]:
    """Periods whose number belongs to another person or association."""
    query = (
        select(Membership.id)
        .join(MemberNumber, MemberNumber.id == Membership.number_id)
        .where(
            or_(
                MemberNumber.person_id != Membership.person_id,
                MemberNumber.association_id != Membership.association_id,
            )
        )
        .order_by(Membership.id)
    )
    return [f"membership {id} carries the number of another" for id in db.session.scalars(query)]


@invariant("associations: a member's branch is a branch")
def branches_that_are_none() -> list[str]:
    """Periods in a unit of another kind."""
    query = (
        select(Membership.id)
        .join(Unit, Unit.id == Membership.branch_id)
        .where(Unit.kind != UnitKind.BRANCH)
        .order_by(Membership.id)
    )
    return [f"membership {id} is in a unit that is no branch" for id in db.session.scalars(query)]


@invariant("associations: an approved application became a membership")
def approvals_without_effect() -> list[str]:
    """Approved applications whose membership is of somebody else."""
    query = (
        select(Application.id)
        .outerjoin(Membership, Membership.id == Application.membership_id)
        .where(
            Application.state == ApplicationState.APPROVED,
            or_(Membership.id.is_(None), Membership.person_id != Application.person_id),
        )
        .order_by(Application.id)
    )
    return [f"application {id} has no membership of its own" for id in db.session.scalars(query)]


@invariant("associations: a transfer leaves no day out")
def transfers_with_a_gap() -> list[str]:
    """Transfers in force whose old period does not end the day before."""
    query = (
        select(Transfer.id, Membership.ends_on, Transfer.effective_on)
        .join(Membership, Membership.id == Transfer.from_membership_id)
        .where(Transfer.undone_at.is_(None))
        .order_by(Transfer.id)
    )
    return [
        f"transfer {id} leaves a gap"
        for id, ends_on, effective_on in db.session.execute(query)
        if ends_on != effective_on - timedelta(days=1)
    ]
