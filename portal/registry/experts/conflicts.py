"""Ties between experts and the person or unit they would be asked about, from facts one may see.

A hint for whoever invites; councils ask their own, deeper question before a vote.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select

from portal.core.db import db
from portal.registry.models import (
    Appointment,
    Audience,
    Contribution,
    Person,
    Project,
    ProjectRole,
    Work,
)
from portal.registry.queries.directory import unit_names
from portal.registry.visibility import items_shown_to, visible_items
from portal.units.models import Unit
from portal.units.queries import below


class TieKind(StrEnum):
    SAME_PERSON = "same_person"
    SAME_UNIT = "same_unit"
    CO_WORK = "co_work"
    CO_PROJECT = "co_project"


@dataclass(frozen=True)
class Tie:
    """What binds: its kind, and the unit's, work's or project's name."""

    kind: TieKind
    name: str = ""


Ties = Mapping[int, list[Tie]]


def ties_to_person(experts: Collection[int], other: Person, *, actor: Any) -> Ties:
    """What binds each expert to a person: three statements and one for names.

    Of the experts public facts count; of the other person those that `actor` may see.
    """
    found: dict[int, list[Tie]] = defaultdict(list)
    if other.id in experts:
        found[other.id].append(Tie(TieKind.SAME_PERSON))
    rest = [id for id in experts if id != other.id]
    units = _shared(Appointment, Appointment.unit_id, rest, other, actor)
    pairs = list(db.session.execute(units))
    names = unit_names({unit_id for _id, unit_id in pairs}) if pairs else {}
    for id, unit_id in pairs:
        found[id].append(Tie(TieKind.SAME_UNIT, names.get(unit_id, "")))
    works = _shared(Contribution, Contribution.work_id, rest, other, actor, Work.title, Work)
    for id, title in db.session.execute(works):
        found[id].append(Tie(TieKind.CO_WORK, title))
    projects = _shared(
        ProjectRole, ProjectRole.project_id, rest, other, actor, Project.name, Project
    )
    for id, name in db.session.execute(projects):
        found[id].append(Tie(TieKind.CO_PROJECT, name))
    return found


def _shared(
    model: Any,
    key: Any,
    experts: Collection[int],
    other: Person,
    actor: Any,
    shown: Any = None,
    behind: Any = None,
) -> Select[Any]:
    same = select(key).join(Person, Person.id == model.person_id).correlate(None)
    same = same.where(model.person_id == other.id, visible_items(actor, model))
    query = select(model.person_id, key if shown is None else shown).distinct()
    if behind is not None:
        query = query.join(behind, behind.id == key)
    return query.where(
        model.person_id.in_(experts), items_shown_to(Audience.PUBLIC, model), key.in_(same)
    ).order_by(model.person_id)


def ties_to_unit(experts: Collection[int], unit: Unit) -> Ties:
    """Who works or worked in the unit or below it."""
    query = (
        select(Appointment.person_id, Appointment.unit_id)
        .where(
            Appointment.person_id.in_(experts),
            items_shown_to(Audience.PUBLIC, Appointment),
            Appointment.unit_id.in_(below(unit.id)),
        )
        .distinct()
    )
    pairs = [(id, unit_id or 0) for id, unit_id in db.session.execute(query)]
    names = unit_names({unit_id for _id, unit_id in pairs}) if pairs else {}
    found: dict[int, list[Tie]] = defaultdict(list)
    for id, unit_id in pairs:
        found[id].append(Tie(TieKind.SAME_UNIT, names.get(unit_id, "")))
    return found
