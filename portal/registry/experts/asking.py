"""What is asked of the expert finder, and the ranked answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.orm import load_only
from werkzeug.datastructures import MultiDict

from portal.core.db import db
from portal.core.paging import Page, page_number
from portal.core.search import SearchResult, search, search_topics
from portal.core.search.query import parse_topics
from portal.registry.experts.evidence import Case, cases_of
from portal.registry.models import Availability, Person
from portal.registry.models.facet import FacetName
from portal.registry.visibility import visible_people

SIZE = 20
RANKED = 100
"""So many of the engine's best are weighed; who comes after them is told to narrow the question."""
FILTERS = (
    FacetName.FIELD,
    FacetName.UNIT,
    FacetName.LOCALITY,
    FacetName.LEVEL,
    FacetName.RANK,
)
_AVAILABLE = (Availability.OPEN.value, Availability.LIMITED.value)
_LONGEST = 200
_SHOWN = load_only(
    Person.full_name,
    Person.slug,
    Person.headline,
    Person.photo_small,
    Person.availability,
    Person.availability_until,
    Person.account_id,
    Person.sort_given,
)


@dataclass(frozen=True)
class Wanted:
    """A topic with its filters."""

    topic: str = ""
    chosen: Mapping[FacetName, str] = field(default_factory=dict)
    available: bool = False
    page: int = 1

    @property
    def facets(self) -> dict[str, Sequence[str]]:
        """The filters as the engine takes them."""
        chosen: dict[str, Sequence[str]] = {n.value: [v] for n, v in self.chosen.items()}
        return chosen | ({FacetName.AVAILABILITY.value: _AVAILABLE} if self.available else {})

    def address(self, **changed: Any) -> str:
        """The address that asks this, with some of it changed."""
        values: dict[str, Any] = {
            "topic": self.topic,
            **{name.value: value for name, value in self.chosen.items()},
            "available": "1" if self.available else "",
        }
        pairs = {name: value for name, value in (values | changed).items() if value}
        return f"/experts?{urlencode(pairs)}" if pairs else "/experts"


def wanted_of(arguments: MultiDict[str, str]) -> Wanted:
    """The question in an address; nonsense in it is left out."""
    chosen = {name: arguments.get(name.value, "")[:100] for name in FILTERS}
    return Wanted(
        topic=" ".join(arguments.get("topic", "")[:_LONGEST].split()),
        chosen={name: value for name, value in chosen.items() if value},
        available=bool(arguments.get("available")),
        page=page_number(arguments.get("page")),
    )


@dataclass(frozen=True)
class Answer:
    """A page of (person, case); `found` counts all on the topic, `is_loose` those with some words."""

    page: Page[tuple[Person, Case]]
    found: int
    counts: Mapping[str, Mapping[str, int]]
    is_loose: bool = False
    suggestion: str | None = None


def find_experts(wanted: Wanted) -> Answer:
    """The engine's best on the topic, weighed by their public facts: a fixed number of statements.

    Where nobody knows of all words, those who know of some are shown; who is known for none of them
    but bears such a name is not.
    """
    result = _sought(wanted, wanted.topic)
    topics = parse_topics(wanted.topic).topics
    words = [word for topic in topics for term in topic for word in term.exact]
    is_loose = not result.total and len(words) > 1
    if is_loose:
        loose = ", ".join(words)
        result, topics = _sought(wanted, loose), parse_topics(loose).topics
    cases = cases_of([int(hit.key) for hit in result.hits], topics)
    people = _public(cases)
    ranked = sorted(
        ((people[id], cases[id]) for id in people),
        key=lambda pair: (-round(pair[1].score, 6), pair[0].sort_given, pair[0].id),
    )
    start = (wanted.page - 1) * SIZE
    page = Page(ranked[start : start + SIZE], wanted.page, SIZE, len(ranked))
    answer = Answer(page, max(result.total, len(ranked)), result.facet_counts, is_loose)
    if ranked and not is_loose:
        return answer
    nearer = search(wanted.topic.replace(",", " "), kinds=("person",), size=1).suggestion
    return replace(answer, suggestion=nearer)


def _sought(wanted: Wanted, topic: str) -> SearchResult:
    names = [name.value for name in FILTERS]
    return search_topics(topic, kinds=("person",), facets=wanted.facets, count=names, size=RANKED)


def _public(cases: Mapping[int, Case]) -> dict[int, Person]:
    """Those of the people who are public now: the index may be a moment behind a withdrawal."""
    query = select(Person).where(Person.id.in_(cases), visible_people(None)).options(_SHOWN)
    return {person.id: person for person in db.session.scalars(query)}
