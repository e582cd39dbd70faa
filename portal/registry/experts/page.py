"""The expert finder's page put together."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select

from portal.accounts.models import Consent, ConsentPurpose
from portal.core import clock
from portal.core.db import db
from portal.core.i18n import label
from portal.core.search.excerpts import marked
from portal.registry.experts.asking import FILTERS, Answer, Wanted
from portal.registry.experts.conflicts import Tie, TieKind, Ties, ties_to_person, ties_to_unit
from portal.registry.experts.evidence import Case, Fact
from portal.registry.experts.form import PurposeForm
from portal.registry.facet_links import names_of
from portal.registry.labels import PLURALS
from portal.registry.models import Availability, DegreeLevel, Person, RankKind
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import facet_values

_FACTS, _OPTIONS = 5, 40
_HEIGHTS = {level.value: at for at, level in enumerate(DegreeLevel)}


@dataclass(frozen=True)
class Expert:
    """One line of the answer: the person and why they stand here."""

    person: Person
    tags: Sequence[str]
    summary: str
    facts: Sequence[tuple[Fact, Markup]]
    availability: Availability | None
    agrees: bool
    ties: Sequence[str]


def experts_of(
    answer: Answer, wanted: Wanted, form: PurposeForm, *, actor: Any, is_officer: bool
) -> list[Expert]:
    """The page's people with their facts; what binds them, and who agreed to be invited, for officers."""
    people = [person for person, _case in answer.page.items]
    held = facet_values(people, (FacetName.RANK, FacetName.LEVEL))
    agreeing = _agreeing(people) if is_officer else frozenset()
    ties = _ties(people, form, actor) if is_officer else {}
    return [
        Expert(
            person,
            [
                *(label(RankKind(rank)) for rank in held[person.id][FacetName.RANK]),
                *(label(DegreeLevel(level)) for level in held[person.id][FacetName.LEVEL]),
            ],
            summary_of(case),
            [(fact, marked(fact.title, wanted.topic)) for fact in case.facts[:_FACTS]],
            person.availability_on(clock.today()),
            person.account_id in agreeing,
            [_told(tie) for tie in ties.get(person.id, ())],
        )
        for person, case in answer.page.items
    ]


def summary_of(case: Case) -> str:
    """How many facts of each kind, the most telling kinds first: "Projects: 1 · Works: 3"."""
    kinds = Counter(fact.kind for fact in case.facts)
    return " · ".join(f"{PLURALS[kind]}: {kinds[kind]}" for kind in kinds)


def _agreeing(people: Sequence[Person]) -> Collection[int]:
    query = select(Consent.account_id).where(
        Consent.account_id.in_([one.account_id for one in people if one.account_id]),
        Consent.purpose == ConsentPurpose.EXPERT_INVITATIONS,
        Consent.withdrawn_at.is_(None),
    )
    return frozenset(db.session.scalars(query))


def _ties(people: Sequence[Person], form: PurposeForm, actor: Any) -> Ties:
    ids = [person.id for person in people]
    if form.for_person.data is not None:
        return ties_to_person(ids, form.for_person.data, actor=actor)
    if form.for_unit.data is not None:
        return ties_to_unit(ids, form.for_unit.data)
    return {}


def _told(tie: Tie) -> str:
    told = {
        TieKind.SAME_PERSON: _("This is the person in question."),
        TieKind.SAME_UNIT: _("Same workplace: %(name)s", name=tie.name),
        TieKind.CO_WORK: _("A work together: %(name)s", name=tie.name),
        TieKind.CO_PROJECT: _("A project together: %(name)s", name=tie.name),
    }
    return str(told[tie.kind])


Choice = tuple[str, str, bool]


def filters_of(answer: Answer, wanted: Wanted) -> list[tuple[FacetName, str, list[Choice]]]:
    """The filters as choices with counts, over the values of those found."""
    counts: Mapping[FacetName, list[tuple[str, int]]] = {
        name: _largest(name, answer.counts.get(name.value, {}), wanted.chosen.get(name))
        for name in FILTERS
    }
    names = names_of(dict(counts), {})
    return [
        (
            name,
            label(name),
            [
                (
                    value,
                    f"{names[name].get(value, value)} ({count})",
                    value == wanted.chosen.get(name),
                )
                for value, count in values
            ],
        )
        for name, values in counts.items()
        if values
    ]


def _largest(
    name: FacetName, counts: Mapping[str, int], chosen: str | None
) -> list[tuple[str, int]]:
    values = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_OPTIONS]
    if name is FacetName.LEVEL:
        values.sort(key=lambda pair: -_HEIGHTS.get(pair[0], 0))
    known = dict(values)
    if chosen and chosen not in known:
        values.append((chosen, counts.get(chosen, 0)))
    return values
