"""What the search knows of a person: public values and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.core.search import SearchDocument, indexed
from portal.registry.lines import place_of
from portal.registry.models import (
    Appointment,
    Contribution,
    Degree,
    Distinction,
    HonoraryTitle,
    ItemKind,
    Keyword,
    Person,
    PersonFacet,
    PersonField,
    PersonName,
    ProjectRole,
)
from portal.registry.models.item import Audience
from portal.registry.queries.items import items
from portal.registry.visibility import items_shown_to, visible_people

_TEXTS: dict[ItemKind, Callable[[Any], str]] = {
    ItemKind.NAME: lambda item: item.full_name,
    ItemKind.KEYWORD: lambda item: item.word,
    ItemKind.FIELD: lambda item: item.field.name,
    ItemKind.APPOINTMENT: lambda item: f"{item.role} {place_of(item)} {item.department}",
    ItemKind.DEGREE: lambda item: f"{item.discipline} {item.thesis}",
    ItemKind.TITLE: lambda item: item.name,
    ItemKind.DISTINCTION: lambda item: item.name,
    ItemKind.CONTRIBUTION: lambda item: item.work.title,
    ItemKind.PROJECT_ROLE: lambda item: item.project.name,
}
_MODELS = {
    ItemKind.NAME: PersonName,
    ItemKind.KEYWORD: Keyword,
    ItemKind.FIELD: PersonField,
    ItemKind.APPOINTMENT: Appointment,
    ItemKind.DEGREE: Degree,
    ItemKind.TITLE: HonoraryTitle,
    ItemKind.DISTINCTION: Distinction,
    ItemKind.CONTRIBUTION: Contribution,
    ItemKind.PROJECT_ROLE: ProjectRole,
}
_WEIGHTY = (ItemKind.KEYWORD, ItemKind.FIELD, ItemKind.NAME)


def person_keys() -> Iterable[str]:
    """The numbers of all public people."""
    query = select(Person.id).where(visible_people(None)).order_by(Person.id)
    return (str(id) for id in db.session.scalars(query.execution_options(yield_per=1_000)))


@indexed("person", keys=person_keys)
def person_documents(keys: Sequence[str]) -> Iterable[SearchDocument]:
    """The public documents of these people, in a fixed number of statements."""
    ids = [int(key) for key in keys]
    people = db.session.scalars(
        select(Person).where(Person.id.in_(ids), visible_people(None))
    ).all()
    public = [person.id for person in people]
    texts = {kind: _texts(kind, public) for kind in _MODELS}
    facets = _facets(public)
    for person in people:
        said = {kind: found.get(person.id, []) for kind, found in texts.items()}
        yield SearchDocument(
            kind="person",
            key=str(person.id),
            title=person.full_name,
            url=person.url,
            keywords=" · ".join(text for kind in _WEIGHTY for text in said[kind]),
            body=" · ".join(
                text
                for text in (
                    person.headline,
                    person.bio,
                    *(text for kind in said if kind not in _WEIGHTY for text in said[kind]),
                )
                if text
            ),
            facets=facets.get(person.id, {}),
            sorts={"given": person.sort_given, "full": person.sort_full},
        )


def _texts(kind: ItemKind, people: Sequence[int]) -> dict[int, list[str]]:
    model: Any = _MODELS[kind]
    query = items(kind).where(model.person_id.in_(people), items_shown_to(Audience.PUBLIC, model))
    found: dict[int, list[str]] = {}
    for item in db.session.scalars(query):
        found.setdefault(item.person_id, []).append(" ".join(_TEXTS[kind](item).split()))
    return found


def _facets(people: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = {}
    query = select(PersonFacet.person_id, PersonFacet.name, PersonFacet.value)
    for id, name, value in db.session.execute(query.where(PersonFacet.person_id.in_(people))):
        found.setdefault(id, {}).setdefault(name.value, []).append(value)
    return found
