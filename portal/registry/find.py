"""The directory's answer: by words through the search engine, without words by plain SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.core.db import db
from portal.core.paging import Page
from portal.core.search import search
from portal.registry.models import Person
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import CHIP, SIZE, Asked, Sort, directory, facet_counts
from portal.registry.visibility import visible_people

Counts = dict[FacetName, list[tuple[str, int]]]


@dataclass(frozen=True)
class Found:
    """One page of people, the facet counts over all that were found, and a better spelling."""

    page: Page[Person]
    counts: Counts
    suggestion: str | None = None


def find_people(asked: Asked) -> Found:
    """Answer the directory's question."""
    if asked.words and asked.sort is not Sort.NEW:
        return _searched(asked)
    return Found(directory(asked), facet_counts(asked))


def _searched(asked: Asked) -> Found:
    result = search(
        asked.words,
        kinds=("person",),
        facets={name.value: list(values) for name, values in asked.chosen.items() if values},
        count=[name.value for name in FacetName],
        order="" if asked.sort is Sort.BEST else asked.sort.value,
        page=asked.page,
        size=SIZE,
    )
    people = _still_public([int(hit.key) for hit in result.hits])
    counts: Counts = {
        name: sorted(
            result.facet_counts.get(name.value, {}).items(), key=lambda pair: (-pair[1], pair[0])
        )
        for name in FacetName
    }
    page = Page(people, asked.page, SIZE, result.total)
    return Found(page, counts, result.suggestion)


def _still_public(ids: Sequence[int]) -> list[Person]:
    """The people in the engine's order; the index may be a moment behind a withdrawal."""
    query = select(Person).where(Person.id.in_(ids), visible_people(None)).options(CHIP)
    people = {person.id: person for person in db.session.scalars(query)}
    return [people[id] for id in ids if id in people]
