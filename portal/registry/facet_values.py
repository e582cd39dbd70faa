"""The facets that the registry itself knows: public values of public people."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Text, and_, case, func, literal, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import aliased

from portal.registry.facet_sources import DAY, facet_source
from portal.registry.models import (
    ITEM_MODELS,
    AcademicRank,
    Appointment,
    Audience,
    Availability,
    Degree,
    DegreeLevel,
    ItemState,
    Person,
    PersonField,
    RankKind,
    ResearchField,
)
from portal.registry.models.facet import FacetName
from portal.registry.visibility import visible_items
from portal.units.models import Unit, UnitSuccession, UnitVersion
from portal.units.queries import TERRITORIES, as_of

_LEVELS = {level: height for height, level in enumerate(DegreeLevel)}
_RANKS = {RankKind.ASSOCIATE_PROFESSOR: 0, RankKind.PROFESSOR: 1}


@facet_source(FacetName.FIELD)
def fields(among: ColumnElement[bool]) -> Select[Any, Any]:
    return (
        select(Person.id, ResearchField.code)
        .join(PersonField, PersonField.person_id == Person.id)
        .join(ResearchField, ResearchField.id == PersonField.field_id)
        .where(among, visible_items(None, PersonField))
        .distinct()
    )


@facet_source(FacetName.LEVEL)
def levels(among: ColumnElement[bool]) -> Select[Any, Any]:
    return _highest(Degree, Degree.level, _LEVELS, among)


@facet_source(FacetName.RANK)
def ranks(among: ColumnElement[bool]) -> Select[Any, Any]:
    return _highest(AcademicRank, AcademicRank.rank, _RANKS, among)


def _highest(
    model: type[Any], column: Any, heights: dict[Any, int], among: ColumnElement[bool]
) -> Select[Any, Any]:
    height = func.max(case(*((column == one, at) for one, at in heights.items())))
    word = case(*((height == at, literal(one.value, Text)) for one, at in heights.items()))
    return (
        select(Person.id, word)
        .join(model, model.person_id == Person.id)
        .where(among, visible_items(None, model))
        .group_by(Person.id)
    )


@facet_source(FacetName.SECTOR)
def sectors(among: ColumnElement[bool]) -> Select[Any, Any]:
    return select(Person.id, sql_cast(Person.sector, Text)).where(among, Person.sector.is_not(None))


@facet_source(FacetName.UNIT)
def workplaces(among: ColumnElement[bool]) -> Select[Any, Any]:
    """Where they work and every body above it; a territory only where they work for itself."""
    here = (
        select(
            Appointment.person_id.label("person_id"),
            Appointment.unit_id.label("unit_id"),
            literal(1).label("itself"),
        )
        .join(Person, Person.id == Appointment.person_id)
        .where(
            among,
            visible_items(None, Appointment),
            Appointment.unit_id.is_not(None),
            Appointment.ends.is_(None),
        )
    )
    held = _with_all_above(here)
    counts = or_(held.c.itself == 1, Unit.kind.not_in(TERRITORIES))
    return _units_of(held).where(counts)


@facet_source(FacetName.LOCALITY)
def localities(among: ColumnElement[bool]) -> Select[Any, Any]:
    """The commune and the province of today, also of one who was entered under an old commune."""
    here = select(
        Person.id.label("person_id"), Person.commune_id.label("unit_id"), literal(1).label("itself")
    ).where(among, Person.commune_id.is_not(None), Person.commune_visibility == Audience.PUBLIC)
    return _units_of(_with_all_above(here)).where(Unit.kind.in_(TERRITORIES))


def _with_all_above(here: Select[Any, Any, Any]) -> CTE:
    """(person, unit) pairs with the units above; who ended leads to the one that took all over."""
    held = here.cte(recursive=True)
    unit, version, over = aliased(Unit), aliased(UnitVersion), aliased(UnitSuccession)
    whole = and_(
        over.from_unit_id == unit.id,
        over.share == 1,
        over.effective_on <= DAY,
        unit.ends_on < DAY,
    )
    upper = func.coalesce(version.parent_id, over.to_unit_id)
    ended = unit.ends_on < DAY
    step = (
        select(held.c.person_id, upper, case((ended, held.c.itself), else_=0))
        .join(unit, unit.id == held.c.unit_id)
        .outerjoin(version, and_(version.unit_id == unit.id, as_of(DAY, version)))
        .outerjoin(over, whole)
        .where(upper.is_not(None))
    )
    return held.union(step)


def _units_of(held: CTE) -> Select[Any, Any]:
    """Those of the pairs whose unit is open on the day."""
    return (
        select(held.c.person_id, sql_cast(Unit.id, Text))
        .join(Unit, Unit.id == held.c.unit_id)
        .where(as_of(DAY, Unit))
        .distinct()
    )


@facet_source(FacetName.AVAILABILITY)
def availabilities(among: ColumnElement[bool]) -> Select[Any, Any]:
    """Whoever takes requests, with no end or one that has not come."""
    return select(Person.id, sql_cast(Person.availability, Text)).where(
        among,
        Person.availability.in_((Availability.OPEN, Availability.LIMITED)),
        or_(Person.availability_until.is_(None), Person.availability_until >= DAY),
    )


@facet_source(FacetName.VERIFIED)
def verified(among: ColumnElement[bool]) -> Select[Any, Any]:
    proven = (
        select(model.id)
        .where(
            model.person_id == Person.id,
            model.state == ItemState.VERIFIED,
            visible_items(None, model),
        )
        .correlate(Person)
        .exists()
        for model in ITEM_MODELS.values()
    )
    return select(Person.id, literal("yes", Text)).where(among, or_(*proven))
