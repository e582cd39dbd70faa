"""Two records of one member become one: numbers and periods of an association stay sound."""

from collections.abc import Iterable

from sqlalchemy import select

from portal.associations.models import (
    Application,
    Belonging,
    EndReason,
    MemberNumber,
    Membership,
)
from portal.core import clock
from portal.core.db import db
from portal.registry.duplicates.moving import Moves


def settle_memberships(moves: Moves) -> None:
    """Where both are known to one association, the winner's number stays the person's.

    The loser's periods come under it; one that overlaps a period of the winner's stays with the
    redirect, and ends where it is open: nobody is a main member twice. All else moves by itself.
    """
    own = {one.association_id: one for one in _numbers(moves.winner.id)}
    for number in _numbers(moves.loser.id):
        kept = own.get(number.association_id)
        if kept is None:
            continue
        moves.leave(number)
        held = list(_periods(moves.winner.id, number.association_id))
        for period in _periods(moves.loser.id, number.association_id):
            if any(_overlap(period, one) for one in held):
                _stay(moves, period)
            else:
                moves.set(period, person_id=moves.winner.id, number_id=kept.id)
                held.append(period)


def _stay(moves: Moves, period: Membership) -> None:
    moves.leave(period)
    query = select(Application).where(Application.membership_id == period.id)
    for application in db.session.scalars(query):
        moves.leave(application)
    if period.ends_on is None:
        ends_on = max(clock.today(), period.starts_on)
        moves.set(period, ends_on=ends_on, end_reason=EndReason.SECOND_RECORD)


def _overlap(one: Membership, other: Membership) -> bool:
    if Belonging.SECONDARY in (one.belonging, other.belonging):
        return False
    ends_later = one.ends_on is None or one.ends_on >= other.starts_on
    return ends_later and (other.ends_on is None or other.ends_on >= one.starts_on)


def _numbers(person_id: int) -> Iterable[MemberNumber]:
    query = select(MemberNumber).where(MemberNumber.person_id == person_id)
    return db.session.scalars(query.order_by(MemberNumber.id)).all()


def _periods(person_id: int, association_id: int) -> Iterable[Membership]:
    query = select(Membership).where(
        Membership.person_id == person_id, Membership.association_id == association_id
    )
    return db.session.scalars(query.order_by(Membership.starts_on, Membership.id)).all()
