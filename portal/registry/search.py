"""What the search knows of a person: public values and nothing else."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.core.search import SearchDocument, indexed, newest_first
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
    Project,
    ProjectRole,
    ResearchField,
    Work,
)
from portal.registry.models.item import Audience
from portal.registry.queries.items import items
from portal.registry.visibility import items_shown_to, visible_people

_WORDS: dict[ItemKind, tuple[type[Any], tuple[Any, ...]]] = {
    ItemKind.NAME: (PersonName, (PersonName.full_name,)),
    ItemKind.KEYWORD: (Keyword, (Keyword.word,)),
    ItemKind.FIELD: (PersonField, (ResearchField.name, ResearchField.name_en)),
    ItemKind.DEGREE: (Degree, (Degree.discipline, Degree.thesis)),
    ItemKind.TITLE: (HonoraryTitle, (HonoraryTitle.name,)),
    ItemKind.DISTINCTION: (Distinction, (Distinction.name,)),
    ItemKind.CONTRIBUTION: (Contribution, (Work.title,)),
    ItemKind.PROJECT_ROLE: (ProjectRole, (Project.name,)),
}
"""What is said of a person by the columns of its items; posts need the names of units too."""
_BEHIND = {
    ItemKind.FIELD: PersonField.field,
    ItemKind.CONTRIBUTION: Contribution.work,
    ItemKind.PROJECT_ROLE: ProjectRole.project,
}
Texts = dict[int, list[str]]
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
    texts = {ItemKind.APPOINTMENT: _posts(public)}
    texts |= {kind: _texts(kind, public) for kind in _WORDS}
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
            sorts={
                "given": person.sort_given,
                "full": person.sort_full,
                "fresh": newest_first(person.updated_at),
            },
        )


def _texts(kind: ItemKind, people: Sequence[int]) -> Texts:
    model, columns = _WORDS[kind]
    query = select(model.person_id, *columns).order_by(model.id)
    if kind in _BEHIND:
        query = query.join(_BEHIND[kind])
    shown = model.person_id.in_(people), items_shown_to(Audience.PUBLIC, model)
    found: Texts = {}
    for id, *words in db.session.execute(query.where(*shown)):
        found.setdefault(id, []).append(" ".join(" ".join(words).split()))
    return found


def _posts(people: Sequence[int]) -> Texts:
    shown = Appointment.person_id.in_(people), items_shown_to(Audience.PUBLIC, Appointment)
    found: Texts = {}
    for post in db.session.scalars(items(ItemKind.APPOINTMENT).where(*shown)):
        words = f"{post.role} {place_of(post)} {post.department}"
        found.setdefault(post.person_id, []).append(" ".join(words.split()))
    return found


def _facets(people: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = {}
    query = select(PersonFacet.person_id, PersonFacet.name, PersonFacet.value)
    for id, name, value in db.session.execute(query.where(PersonFacet.person_id.in_(people))):
        found.setdefault(id, {}).setdefault(name.value, []).append(value)
    return found
