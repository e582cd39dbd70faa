"""Mass decisions and what they moved."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.associations.models import Association, MassMove, Membership, Transfer
from portal.core.db import db
from portal.units.models import Unit, UnitSuccession


def moves_of(association: Association) -> Sequence[MassMove]:
    """The association's mass decisions, the newest first."""
    query = (
        select(MassMove)
        .filter_by(association_id=association.id)
        .options(
            selectinload(MassMove.from_branch).selectinload(Unit.versions),
            joinedload(MassMove.document),
        )
        .order_by(MassMove.id.desc())
    )
    return db.session.scalars(query).unique().all()


def transfers_of(move: MassMove) -> Sequence[Transfer]:
    """Everyone whom the decision moved."""
    query = (
        select(Transfer)
        .filter_by(mass_move_id=move.id)
        .options(
            joinedload(Transfer.from_membership).joinedload(Membership.person),
            joinedload(Transfer.to_membership),
            selectinload(Transfer.to_branch).selectinload(Unit.versions),
        )
        .order_by(Transfer.id)
    )
    return db.session.scalars(query).unique().all()


def successions_of(move: MassMove) -> Sequence[UnitSuccession]:
    """The succession rows that the decision wrote."""
    query = select(UnitSuccession).filter_by(
        from_unit_id=move.from_branch_id, effective_on=move.effective_on
    )
    return db.session.scalars(query.order_by(UnitSuccession.id)).all()
