"""Two records of one person: nobody is proposed twice for one title of a round."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.recognition.models import Nomination
from portal.recognition.rules.states import GONE, REFUSED, State
from portal.registry.duplicates.moving import Moves

_OVER = [*GONE, *REFUSED, State.DRAFT]


def check_nominations(moves: Moves) -> None:
    """Refuse while both are proposed for the same title of one round."""
    other = aliased(Nomination)
    query = (
        select(Nomination)
        .join(other, other.round_id == Nomination.round_id)
        .where(
            Nomination.person_id == moves.winner.id,
            other.person_id == moves.loser.id,
            other.title_id == Nomination.title_id,
            Nomination.state.not_in(_OVER),
            other.state.not_in(_OVER),
        )
        .options(joinedload(Nomination.round))
        .limit(1)
    )
    twice = db.session.scalars(query).one_or_none()
    if twice is not None:
        raise RuleBroken(
            _(
                "Both are nominated in “%(round)s”: one of the two nominations has to be withdrawn"
                " first.",
                round=twice.round.name,
            )
        )
