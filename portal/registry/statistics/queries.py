"""How many people and works the registry holds, by what; two statements a picture at most."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from portal.accounts.models import ConsentPurpose
from portal.core.db import db
from portal.registry.models import (
    Contribution,
    Degree,
    DegreeLevel,
    ItemState,
    Person,
    Sector,
    Sex,
    Work,
)
from portal.registry.queries.consents import has_withdrawn
from portal.registry.visibility import visible_items

AGES = ((0, 29), (30, 39), (40, 49), (50, 59), (60, 69), (70, 200))
"""Bands of age in full years, both ends included."""
_HEIGHT = {level: height for height, level in enumerate(DegreeLevel)}


class Schooling(StrEnum):
    """Degrees in four steps: finer columns would hide most of a small province."""

    COLLEGE = "college"
    FIRST = "first"
    SECOND = "second"
    DOCTOR = "doctor"


_STEP = {
    DegreeLevel.VOCATIONAL: Schooling.COLLEGE,
    DegreeLevel.COLLEGE: Schooling.COLLEGE,
    DegreeLevel.BACHELOR: Schooling.FIRST,
    DegreeLevel.ENGINEER: Schooling.FIRST,
    DegreeLevel.PHYSICIAN: Schooling.FIRST,
    DegreeLevel.SPECIALIST_1: Schooling.SECOND,
    DegreeLevel.MASTER: Schooling.SECOND,
    DegreeLevel.SPECIALIST_2: Schooling.DOCTOR,
    DegreeLevel.DOCTOR: Schooling.DOCTOR,
    DegreeLevel.DOCTOR_OF_SCIENCE: Schooling.DOCTOR,
}


@dataclass(frozen=True)
class Counted:
    """A table of people, and how many could not be placed in it."""

    table: list[list[int]]
    unplaced: int


def _counted() -> ColumnElement[bool]:
    """Whom the statistics count: every living record whose person has not declined."""
    return and_(Person.merged_into_id.is_(None), ~has_withdrawn(ConsentPurpose.STATISTICS))


def people_counted() -> int:
    """How many people the pictures are about."""
    return db.session.scalar(select(func.count()).select_from(Person).where(_counted())) or 0


def by_age_and_sex(*, year: int) -> Counted:
    """Rows by `AGES` as of that year, columns men and women."""
    query = (
        select(Person.birth_year, Person.sex, func.count())
        .where(_counted())
        .group_by(Person.birth_year, Person.sex)
    )
    table, unplaced = [[0, 0] for _band in AGES], 0
    for born, sex, number in db.session.execute(query):
        band = _band(year - born) if born else None
        if band is None or sex is None:
            unplaced += number
        else:
            table[band][sex is Sex.FEMALE] += number
    return Counted(table, unplaced)


def _band(age: int) -> int | None:
    return next((n for n, (low, high) in enumerate(AGES) if low <= age <= high), None)


def by_sector_and_level() -> tuple[list[Sector], list[Schooling], Counted]:
    """The sectors and steps of the highest degree that occur, and the people of each pair."""
    height = case(*((Degree.level == level, at) for level, at in _HEIGHT.items()))
    highest = (
        select(Degree.person_id, func.max(height).label("height"))
        .where(Degree.state != ItemState.REJECTED)
        .group_by(Degree.person_id)
        .subquery()
    )
    query: Any = (
        select(Person.sector, highest.c.height, func.count())
        .outerjoin(highest, highest.c.person_id == Person.id)
        .where(_counted())
        .group_by(Person.sector, highest.c.height)
    )
    found: Counter[tuple[Sector, Schooling]] = Counter()
    unplaced = 0
    for sector, at, number in db.session.execute(query):
        if sector is None or at is None:
            unplaced += number
        else:
            found[sector, _STEP[list(DegreeLevel)[at]]] += number
    sectors = [one for one in Sector if any(sector is one for sector, _level in found)]
    levels = [one for one in Schooling if any(level is one for _sector, level in found)]
    table = [[found[sector, level] for level in levels] for sector in sectors]
    return sectors, levels, Counted(table, unplaced)


def works_by_year(*, since: int) -> list[tuple[int, int]]:
    """Each year from `since` with the number of works that stand on public profiles."""
    shown = (
        select(Contribution.id)
        .join(Person, Person.id == Contribution.person_id)
        .where(Contribution.work_id == Work.id, visible_items(None, Contribution))
        .exists()
    )
    query = (
        select(Work.year, func.count())
        .where(Work.year >= since, shown)
        .group_by(Work.year)
        .order_by(Work.year)
    )
    return [(year, number) for year, number in db.session.execute(query) if year]
