"""The directory's answer: by the search engine, or by plain SQL where that is truer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from portal.core.db import db
from portal.core.paging import Page
from portal.core.search import SearchResult, current_engine, index_is_in_step, search
from portal.registry.models import Person
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import CHIP, SIZE, Asked, Sort, directory, facet_counts
from portal.registry.queries.places import OldPlace, old_place
from portal.registry.visibility import visible_people

Counts = dict[FacetName, list[tuple[str, int]]]
_ORDERS = {Sort.BEST: "", Sort.GIVEN: "given", Sort.FULL: "full", Sort.UPDATED: "fresh"}


@dataclass(frozen=True)
class Found:
    """One page of people, the facet counts over all that were found, and a better spelling."""

    page: Page[Person]
    counts: Counts
    suggestion: str | None = None
    old: OldPlace | None = None


def find_people(asked: Asked) -> Found:
    """Answer the directory's question.

    Words are the engine's. Without words the database answers, for its answer is kept until a
    person changes; an engine that counts quickly and holds every change answers the same sooner.
    """
    old = old_place(asked.was) if asked.was is not None else None
    if old is not None:
        living = [*asked.chosen.get(FacetName.LOCALITY, ()), *old.values]
        asked = replace(asked, chosen={**asked.chosen, FacetName.LOCALITY: living})
    if asked.words or (current_engine().counts_quickly and index_is_in_step()):
        return replace(_searched(asked), old=old)
    return Found(directory(asked), facet_counts(asked), old=old)


def count_people(asked: Asked) -> Counts:
    """The facet counts alone."""
    return find_people(asked).counts


def _searched(asked: Asked) -> Found:
    chosen = {name.value: list(values) for name, values in asked.chosen.items() if values}
    free = [name.value for name in FacetName if name.value not in chosen]
    order = "given" if asked.sort is Sort.BEST and not asked.words else _ORDERS[asked.sort]
    result = search(
        asked.words,
        kinds=("person",),
        facets=chosen,
        count=free,
        order=order,
        page=asked.page,
        size=SIZE,
    )
    counts = _counts(result, free)
    for name in chosen:
        rest = {other: values for other, values in chosen.items() if other != name}
        widened = search(asked.words, kinds=("person",), facets=rest, count=(name,), size=1)
        counts |= _counts(widened, (name,))
    page = Page(
        _still_public([int(hit.key) for hit in result.hits]), asked.page, SIZE, result.total
    )
    return Found(page, {name: counts[name] for name in FacetName}, result.suggestion)


def _counts(result: SearchResult, names: Sequence[str]) -> Counts:
    """The largest first. What a facet has chosen does not narrow its own counts."""
    return {
        FacetName(name): sorted(
            result.facet_counts.get(name, {}).items(), key=lambda pair: (-pair[1], pair[0])
        )
        for name in names
    }


def _still_public(ids: Sequence[int]) -> list[Person]:
    """The people in the engine's order; the index may be a moment behind a withdrawal."""
    query = select(Person).where(Person.id.in_(ids), visible_people(None)).options(CHIP)
    people = {person.id: person for person in db.session.scalars(query)}
    return [people[id] for id in ids if id in people]
