"""What the first page shows: a fixed number of statements, public values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import bindparam, func, select

from portal.consultation.models import (
    ACCEPTING_STATES,
    Consultation,
    OfficialResponse,
    Opinion,
    OpinionState,
)
from portal.core import clock
from portal.core.db import db
from portal.registry.models import DegreeLevel, PersonFacet, ResearchField
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import public_people_count

_MOST_TOPICS = 4

# Put together once, not for every page.
_SHOWN = (
    select(func.count())
    .where(Opinion.consultation_id == Consultation.id, Opinion.state == OpinionState.PUBLIC)
    .correlate(Consultation)
    .scalar_subquery()
)
_ANSWERED = (
    select(func.count(Opinion.id))
    .join(OfficialResponse, OfficialResponse.id == Opinion.response_id)
    .where(
        Opinion.consultation_id == Consultation.id,
        Opinion.state == OpinionState.PUBLIC,
        OfficialResponse.signed_at.is_not(None),
    )
    .correlate(Consultation)
    .scalar_subquery()
)
_OPEN = (
    select(Consultation, _SHOWN, _ANSWERED)
    .where(
        Consultation.state.in_(ACCEPTING_STATES),
        Consultation.opens_at <= bindparam("now"),
        Consultation.closes_at > bindparam("now"),
    )
    .order_by(Consultation.closes_at, Consultation.id)
)
_FACETS = (
    select(PersonFacet.name, PersonFacet.value, func.count())
    .where(PersonFacet.name.in_((FacetName.LEVEL, FacetName.VERIFIED)))
    .group_by(PersonFacet.name, PersonFacet.value)
)
_MOST = (
    select(PersonFacet.value, func.count().label("people"))
    .where(PersonFacet.name == FacetName.FIELD)
    .group_by(PersonFacet.value)
    .order_by(func.count().desc(), PersonFacet.value)
    .limit(_MOST_TOPICS)
    .subquery()
)
_TOPICS = (
    select(ResearchField)
    .join(_MOST, _MOST.c.value == ResearchField.code)
    .order_by(_MOST.c.people.desc(), _MOST.c.value)
)


@dataclass(frozen=True)
class OpenConsultation:
    """A consultation that takes opinions now, with the figures the public may see."""

    consultation: Consultation
    opinions: int
    answered: int

    @property
    def days_left(self) -> int:
        """Whole days to the deadline, on a Vietnamese calendar; 0 on the last day."""
        closes_at = self.consultation.closes_at
        return (clock.local(closes_at).date() - clock.today()).days if closes_at else 0


@dataclass(frozen=True)
class Figures:
    """The registry today: public people, those with a confirmed item, and their highest degrees."""

    people: int
    confirmed: int
    levels: Sequence[tuple[DegreeLevel, int]]

    @property
    def confirmed_percent(self) -> int:
        return round(100 * self.confirmed / self.people) if self.people else 0


def open_consultations(limit: int = 3) -> list[OpenConsultation]:
    """Consultations that take opinions now, the one that closes first on top."""
    rows = db.session.execute(_OPEN.limit(limit), {"now": clock.now()})
    return [OpenConsultation(*row) for row in rows]


def figures() -> Figures:
    """The live figures of the registry, from the directory's own counts."""
    counts = {(name, value): number for name, value, number in db.session.execute(_FACETS)}
    levels = [
        (level, counts[FacetName.LEVEL, level.value])
        for level in reversed(DegreeLevel)
        if (FacetName.LEVEL, level.value) in counts
    ]
    return Figures(public_people_count(), counts.get((FacetName.VERIFIED, "yes"), 0), levels)


def frequent_topics() -> Sequence[ResearchField]:
    """The research fields that most public people work in."""
    return db.session.scalars(_TOPICS).all()


def next_turn(consultations: Sequence[OpenConsultation]) -> datetime:
    """When the page reads otherwise without any change: a deadline, or the next midnight here."""
    midnight = datetime.combine(clock.today() + timedelta(days=1), time.min, tzinfo=clock.VIETNAM)
    closings = [one.consultation.closes_at for one in consultations if one.consultation.closes_at]
    return min([midnight, *closings])
