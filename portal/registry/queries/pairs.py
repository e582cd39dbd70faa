"""The pairs that wait for a decision and hold one record."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from portal.accounts.queries import visible_units
from portal.core.db import db
from portal.registry.models import CandidateState, DuplicateCandidate, Person
from portal.units.powers import Power


def second_records_of(person: Person, actor: Any) -> Sequence[Person]:
    """Records that may be of the same person, the likeliest first: those on which the officer decides."""
    if not actor.can(Power.EDIT_PEOPLE, person.home_unit_id) or person.account_id == actor.id:
        return []
    other = aliased(Person)
    query = (
        select(other)
        .join(
            DuplicateCandidate,
            or_(DuplicateCandidate.low_id == other.id, DuplicateCandidate.high_id == other.id),
        )
        .where(
            or_(DuplicateCandidate.low_id == person.id, DuplicateCandidate.high_id == person.id),
            DuplicateCandidate.state == CandidateState.OPEN,
            other.id != person.id,
            other.merged_into_id.is_(None),
            other.account_id.is_distinct_from(actor.id),
            other.home_unit_id.in_(visible_units(actor, Power.EDIT_PEOPLE)),
        )
        .order_by(DuplicateCandidate.score.desc(), other.id)
        .limit(5)
    )
    return db.session.scalars(query).all()
