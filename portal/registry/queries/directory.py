"""The directory: people the public may find, filtered and counted on public values only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
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
    NEW = "new"


@dataclass(frozen=True)
class Asked:
    """What a reader asked of the directory."""

    words: str = ""
    sort: Sort = Sort.GIVEN
    page: int = 1
    chosen: Mapping[FacetName, Sequence[str]] = field(default_factory=dict)


Held = dict[int, dict[FacetName, list[str]]]
"""The public facet values of people, by their number."""

CHIP = load_only(Person.full_name, Person.slug, Person.headline, Person.photo_small)
"""What a line of a list shows of a person."""

_ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.BEST: (Person.sort_given, Person.id),
    Sort.GIVEN: (Person.sort_given, Person.id),
    Sort.FULL: (Person.sort_full, Person.id),
    Sort.NEW: (Person.created_at.desc(), Person.id.desc()),
}


def directory(asked: Asked) -> Page[Person]:
    """One page of public people, with what a list shows of them."""
    found = _matching(asked, select(Person))
    total = db.session.scalar(found.with_only_columns(func.count())) or 0
    page = found.options(CHIP).order_by(*_ORDERS[asked.sort]).limit(SIZE)
    people = db.session.scalars(page.offset((asked.page - 1) * SIZE)).all()
    return Page(people, asked.page, SIZE, total)


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
    people = _matching(asked, select(Person.id))
    query = (
        select(PersonFacet.name, PersonFacet.value, func.count().label("people"))
        .where(PersonFacet.name.in_(names))
        .group_by(PersonFacet.name, PersonFacet.value)
        .order_by(func.count().desc(), PersonFacet.value)
    )
    if asked.words or any(asked.chosen.values()):
        query = query.where(PersonFacet.person_id.in_(people))
    for name, value, number in db.session.execute(query):
        counts[name].append((value, number))


def _matching(asked: Asked, query: Select[Any]) -> Select[Any]:
    query = query.where(visible_people(None))
    if folded := text.fold(asked.words):
        query = query.where(name_matches(folded, None))
    for name, values in asked.chosen.items():
        if values:
            facet = aliased(PersonFacet)
            query = query.where(
                Person.id.in_(
                    select(facet.person_id).where(facet.name == name, facet.value.in_(values))
                )
            )
    return query


def unit_names(ids: Collection[int]) -> dict[int, str]:
    """Today's names of units, in one statement."""
    query = select(UnitVersion.unit_id, UnitVersion.name).where(
        UnitVersion.unit_id.in_(ids), as_of(clock.today())
    )
    return {row.unit_id: row.name for row in db.session.execute(query)}


def field_names(codes: Collection[str]) -> dict[str, str]:
    """The names of fields by code, in the reader's language, in one statement."""
    query = select(ResearchField.code, ResearchField.name, ResearchField.name_en)
    english = current_language() == "en"
    rows = db.session.execute(query.where(ResearchField.code.in_(codes)))
    return {code: (english and name_en) or name for code, name, name_en in rows}


def facet_values(people: Sequence[Person], names: Sequence[FacetName]) -> Held:
    """The public facet values of the people on a page, in one statement."""
    held: Held = {person.id: {name: [] for name in names} for person in people}
    query = select(PersonFacet.person_id, PersonFacet.name, PersonFacet.value).where(
        PersonFacet.person_id.in_(held), PersonFacet.name.in_(names)
    )
    for id, name, value in db.session.execute(query.order_by(PersonFacet.value)):
        held[id][name].append(value)
    return held
