"""The public facts of people that speak of a topic: one statement a kind, however many people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select

from portal.core import clock
from portal.core.db import db
from portal.core.i18n import current_language
from portal.registry.experts.weights import BASE, Topic, coverage, total, weight
from portal.registry.models import (
    ITEM_MODELS,
    Appointment,
    Audience,
    Contribution,
    ContributorRole,
    Degree,
    Distinction,
    HonoraryTitle,
    ItemKind,
    ItemState,
    Keyword,
    PersonField,
    Project,
    ProjectRole,
    ProjectRoleKind,
    ResearchField,
    Work,
)
from portal.registry.visibility import items_shown_to

_LEADS = (ProjectRoleKind.LEAD, ProjectRoleKind.CO_LEAD)


@dataclass(frozen=True)
class Fact:
    """One fact: what it says, since when, how sure, and what it weighs for each topic."""

    kind: ItemKind
    title: str
    year: int | None
    confirmed: bool
    led: bool
    weights: tuple[float, ...]

    @property
    def weight(self) -> float:
        return max(self.weights)


@dataclass(frozen=True)
class Case:
    """What speaks for one person, the weightiest first."""

    facts: Sequence[Fact]

    @property
    def score(self) -> float:
        """The sum over the topics, so that who knows several of them comes first."""
        return sum(total(weights) for weights in zip(*(f.weights for f in self.facts), strict=True))


def cases_of(people: Sequence[int], topics: Sequence[Topic]) -> dict[int, Case]:
    """The case for each of the people who has one."""
    found: dict[int, list[Fact]] = defaultdict(list)
    now = clock.today().year
    for kind in BASE:
        for row in db.session.execute(_rows(kind, people, topics)):
            person_id, state, led, date, *texts = row
            said = " – ".join(text for text in texts if text)
            shares = [coverage(said, topic) for topic in topics]
            if not any(shares):
                continue
            year = date if isinstance(date, int) or date is None else int(date[:4])
            confirmed = state is ItemState.VERIFIED
            weights = tuple(
                weight(kind, share=share, confirmed=confirmed, led=led, year=year, now=now)
                for share in shares
            )
            title = _in_words_of_reader(*texts) if kind is ItemKind.FIELD else said
            found[person_id].append(Fact(kind, title, year, confirmed, led, weights))
    return {
        id: Case(sorted(facts, key=lambda fact: (-fact.weight, -(fact.year or 0), fact.title)))
        for id, facts in found.items()
    }


def _in_words_of_reader(name: str, name_en: str) -> str:
    """A field is found by its name in either language and told in the reader's."""
    return (current_language() == "en" and name_en) or name


def _rows(kind: ItemKind, people: Sequence[int], topics: Sequence[Topic]) -> Select[Any]:
    """Person, state, whether led, date, texts."""
    model: Any = ITEM_MODELS[kind]
    query = _SELECTS[kind]
    if kind in _FOLDED:
        query = query.where(_some_word(_FOLDED[kind], topics))
    return query.where(model.person_id.in_(people), items_shown_to(Audience.PUBLIC, model))


def _some_word(folded: Any, topics: Sequence[Topic]) -> ColumnElement[bool]:
    words: Iterable[str] = {word for topic in topics for term in topic for word in term.folded}
    return or_(*(folded.contains(word, autoescape=True) for word in sorted(words)))


def _of(model: type[Any], date: Any, *texts: Any, led: Any = None) -> Select[Any]:
    never: Any = false()
    return select(model.person_id, model.state, never if led is None else led, date, *texts)


_FIRST = (Contribution.order == 0) | Contribution.is_corresponding.is_(True)
_SELECTS: dict[ItemKind, Select[Any]] = {
    ItemKind.KEYWORD: _of(Keyword, None, Keyword.word),
    ItemKind.FIELD: _of(PersonField, None, ResearchField.name, ResearchField.name_en).join(
        ResearchField, ResearchField.id == PersonField.field_id
    ),
    ItemKind.CONTRIBUTION: _of(
        Contribution,
        Work.year,
        Work.title,
        led=_FIRST | (Contribution.role == ContributorRole.PRINCIPAL_INVESTIGATOR),
    ).join(Work, Work.id == Contribution.work_id),
    ItemKind.PROJECT_ROLE: _of(
        ProjectRole, Project.starts, Project.name, led=ProjectRole.role.in_(_LEADS)
    ).join(Project, Project.id == ProjectRole.project_id),
    ItemKind.DEGREE: _of(Degree, Degree.awarded, Degree.discipline, Degree.thesis),
    ItemKind.APPOINTMENT: _of(
        Appointment, Appointment.starts, Appointment.role, Appointment.department
    ),
    ItemKind.DISTINCTION: _of(Distinction, Distinction.awarded, Distinction.name),
    ItemKind.TITLE: _of(HonoraryTitle, HonoraryTitle.year, HonoraryTitle.name),
}
_FOLDED = {
    ItemKind.KEYWORD: Keyword.folded,
    ItemKind.CONTRIBUTION: Work.folded,
    ItemKind.PROJECT_ROLE: Project.folded,
}
