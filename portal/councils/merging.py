"""Two records of one person: nobody sits twice on a council."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.models import CouncilMember
from portal.registry.duplicates.moving import Moves


def check_seats(moves: Moves) -> None:
    """Refuse while both sit on one council: one human being would have two votes."""
    other = aliased(CouncilMember)
    query = (
        select(CouncilMember)
        .join(other, other.council_id == CouncilMember.council_id)
        .where(CouncilMember.person_id == moves.winner.id, other.person_id == moves.loser.id)
        .options(joinedload(CouncilMember.council))
    )
    theirs = select(CouncilMember).where(CouncilMember.person_id == moves.loser.id)
    seats = db.session.scalars(theirs).all()
    for seat in db.session.scalars(query).unique():
        if any(_meet(seat, one) for one in seats if one.council_id == seat.council_id):
            raise RuleBroken(
                _(
                    "Both sit on the council “%(council)s”: end one of the two seats first.",
                    council=seat.council.name,
                )
            )


def _meet(one: CouncilMember, other: CouncilMember) -> bool:
    """Whether the two seats share a day of today or later."""
    today = clock.today()
    ends = [seat.ends_on for seat in (one, other) if seat.ends_on is not None]
    return not ends or min(ends) >= max(today, one.starts_on, other.starts_on)
