"""The directory: people the public may find, filtered and counted on public values only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, select
from sqlalchemy.orm import aliased, load_only

from portal.core import clock, text
from portal.core.db import db
from portal.core.i18n import current_language
from portal.core.paging import Page
from portal.registry.models import Person, PersonFacet, ResearchField
from portal.registry.models.facet import FacetName
from portal.registry.queries.people import name_matches
from portal.registry.visibility import visible_people
from portal.units.models import UnitVersion
from portal.units.queries import as_of

SIZE = 30


class Sort(StrEnum):
    BEST = "best"
    GIVEN = "given"
    FULL = "full"
    UPDATED = "updated"


@dataclass(frozen=True)
class Asked:
    """What a reader asked of the directory."""

    words: str = ""
    sort: Sort = Sort.GIVEN
    page: int = 1
    chosen: Mapping[FacetName, Sequence[str]] = field(default_factory=dict)
    was: int | None = None
    """A unit that has ended: who lives in what took it over is meant."""


Held = dict[int, dict[FacetName, list[str]]]
"""The public facet values of people, by their number."""

CHIP = load_only(Person.full_name, Person.slug, Person.headline, Person.photo_small)
"""What a line of a list shows of a person."""

_ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.BEST: (Person.sort_given, Person.id),
    Sort.GIVEN: (Person.sort_given, Person.id),
    Sort.FULL: (Person.sort_full, Person.id),
    Sort.UPDATED: (Person.updated_at.desc(), Person.id.desc()),
}

# Put together once, not for every page.
_PUBLIC_IDS = select(Person.id).where(visible_people(None))
_PUBLIC_COUNT = select(func.count()).select_from(Person).where(Person.is_public.is_(True))
_FIELD_NAMES = select(ResearchField.code, ResearchField.name, ResearchField.name_en).where(
    ResearchField.code.in_(bindparam("codes", expanding=True))
)
_HELD = (
    select(PersonFacet.person_id, PersonFacet.name, PersonFacet.value)
    .where(
        PersonFacet.person_id.in_(bindparam("people", expanding=True)),
        PersonFacet.name.in_(bindparam("names", expanding=True)),
    )
    .order_by(PersonFacet.value)
)
_UNIT_NAMES = select(UnitVersion.unit_id, UnitVersion.name).where(
    UnitVersion.unit_id.in_(bindparam("ids", expanding=True)),
    as_of(bindparam("day", type_=Date())),
)


def directory(asked: Asked) -> Page[Person]:
    """One page of public people, with what a list shows of them."""
    page = _narrowed(asked, _listed(asked.sort))
    people = db.session.scalars(page.limit(SIZE).offset((asked.page - 1) * SIZE)).all()
    return Page(people, asked.page, SIZE, _total(asked))


@cache
def _listed(sort: Sort) -> Select[Any]:
    return select(Person).where(visible_people(None)).options(CHIP).order_by(*_ORDERS[sort])


def public_people_count() -> int:
    """How many people the public may find; a merged record is never public, so an index knows."""
    return db.session.scalar(_PUBLIC_COUNT) or 0


def _total(asked: Asked) -> int:
    if asked.words:
        found = _narrowed(asked, _PUBLIC_IDS).with_only_columns(func.count())
        return db.session.scalar(found) or 0
    chosen = {name: values for name, values in asked.chosen.items() if values}
    if not chosen:
        return public_people_count()
    (name, values), *others = chosen.items()
    query = select(func.count(PersonFacet.person_id.distinct())).where(
        PersonFacet.name == name, PersonFacet.value.in_(values), *_held(dict(others))
    )
    return db.session.scalar(query) or 0


def facet_counts(asked: Asked) -> dict[FacetName, list[tuple[str, int]]]:
    """For each facet its values with how many of the people found hold them, the largest first.

    One statement for all facets, and one for each facet in use: what is chosen in a facet does not
    narrow that facet's own counts, so that a reader can widen the choice.
    """
    counts: dict[FacetName, list[tuple[str, int]]] = {name: [] for name in FacetName}
    free = [name for name in FacetName if not asked.chosen.get(name)]
    _count_into(counts, asked, free)
    for name in FacetName:
        if asked.chosen.get(name):
            rest = {other: values for other, values in asked.chosen.items() if other is not name}
            _count_into(counts, Asked(asked.words, chosen=rest), [name])
    return counts


def _count_into(
    counts: dict[FacetName, list[tuple[str, int]]], asked: Asked, names: Sequence[FacetName]
) -> None:
    query = (
        select(PersonFacet.name, PersonFacet.value, func.count().label("people"))
        .where(PersonFacet.name.in_(names), *_held(asked.chosen))
        .group_by(PersonFacet.name, PersonFacet.value)
        .order_by(func.count().desc(), PersonFacet.value)
    )
    if asked.words:
        query = query.where(PersonFacet.person_id.in_(_narrowed(asked, _PUBLIC_IDS)))
    for name, value, number in db.session.execute(query):
        counts[name].append((value, number))


def _held(chosen: Mapping[FacetName, Sequence[str]]) -> list[ColumnElement[bool]]:
    """That the holder of a facet value holds one of each chosen facet; all holders are public."""
    return [
        PersonFacet.person_id.in_(_holders(n, values)) for n, values in chosen.items() if values
    ]


def _holders(name: FacetName, values: Sequence[str]) -> Select[int]:
    facet = aliased(PersonFacet)
    return select(facet.person_id).where(facet.name == name, facet.value.in_(values))


def _narrowed(asked: Asked, query: Select[Any]) -> Select[Any]:
    """The query over public people, for those who have the words and the chosen facets."""
    if folded := text.fold(asked.words):
        query = query.where(name_matches(folded, None))
    chosen = (_holders(name, values) for name, values in asked.chosen.items() if values)
    return query.where(*(Person.id.in_(holders) for holders in chosen))


def unit_names(ids: Collection[int]) -> dict[int, str]:
    """Today's names of units, in one statement, or none where no unit is asked for."""
    if not ids:
        return {}  # a database looks through all units to find that none is of no number
    asked = {"ids": list(ids), "day": clock.today()}
    return {row.unit_id: row.name for row in db.session.execute(_UNIT_NAMES, asked)}


def field_names(codes: Collection[str]) -> dict[str, str]:
    """The names of fields by code, in the reader's language, in one statement."""
    english = current_language() == "en"
    rows = db.session.execute(_FIELD_NAMES, {"codes": list(codes)})
    return {code: (english and name_en) or name for code, name, name_en in rows}


def facet_values(people: Sequence[Person], names: Sequence[FacetName]) -> Held:
    """The public facet values of the people on a page, in one statement."""
    held: Held = {person.id: {name: [] for name in names} for person in people}
    which = {"people": list(held), "names": list(names)}
    for id, name, value in db.session.execute(_HELD, which):
        held[id][name].append(value)
    return held
