"""What the registry knows that may bind two people, loaded for many at once."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.text import fold
from portal.councils.rules.conflicts import Background, Stint
from portal.registry.models import (
    Appointment,
    ClaimState,
    Contribution,
    ItemState,
    Person,
    Project,
    ProjectRole,
    Supervision,
    Work,
)

_INTERNSHIP = ("thuc tap", "intern", "thuc tap sinh")


def backgrounds_of(person_ids: Collection[int]) -> dict[int, Background]:
    """A background for each of the people: a fixed number of statements, however many they are."""
    ids = sorted(person_ids)
    stints, works, projects = _stints(ids), _works(ids), _projects(ids)
    pupils, domains = _supervised(ids), _domains(ids)
    return {
        person_id: Background(
            person_id,
            tuple(stints[person_id]),
            works[person_id],
            projects[person_id],
            frozenset(pupils[person_id]),
            domains.get(person_id, ""),
        )
        for person_id in ids
    }


def last_day_of(partial: str | None) -> date | None:
    """The last day an ISO text of any precision may mean: 2019 is 31/12/2019."""
    if not partial:
        return None
    year, month, day = ([int(part) for part in partial.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def first_day_of(partial: str | None) -> date | None:
    """The first day an ISO text of any precision may mean."""
    if not partial:
        return None
    year, month, day = ([int(part) for part in partial.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def _stints(ids: list[int]) -> dict[int, list[Stint]]:
    query = select(
        Appointment.person_id,
        Appointment.unit_id,
        Appointment.starts,
        Appointment.ends,
        Appointment.role,
    ).where(
        Appointment.person_id.in_(ids),
        Appointment.unit_id.is_not(None),
        Appointment.state != ItemState.REJECTED,
    )
    found: dict[int, list[Stint]] = defaultdict(list)
    for person_id, unit_id, starts, ends, role in db.session.execute(query):
        internship = any(word in fold(role) for word in _INTERNSHIP)
        found[person_id].append(
            Stint(unit_id or 0, first_day_of(starts), last_day_of(ends), internship)
        )
    return found


def _works(ids: list[int]) -> dict[int, dict[int, date | None]]:
    query = (
        select(Contribution.person_id, Contribution.work_id, Work.issued)
        .join(Work, Work.id == Contribution.work_id)
        .where(Contribution.person_id.in_(ids), Contribution.claim == ClaimState.MINE)
    )
    found: dict[int, dict[int, date | None]] = defaultdict(dict)
    for person_id, work_id, issued in db.session.execute(query):
        found[person_id or 0][work_id] = last_day_of(issued)
    return found


def _projects(ids: list[int]) -> dict[int, dict[int, date | None]]:
    query = (
        select(ProjectRole.person_id, ProjectRole.project_id, Project.ends)
        .join(Project, Project.id == ProjectRole.project_id)
        .where(ProjectRole.person_id.in_(ids))
    )
    found: dict[int, dict[int, date | None]] = defaultdict(dict)
    for person_id, project_id, ends in db.session.execute(query):
        found[person_id][project_id] = last_day_of(ends)
    return found


def _supervised(ids: list[int]) -> dict[int, set[int]]:
    """The registry keeps a student's name, not his number: an equal name makes a suspicion."""
    people = select(Person.folded, Person.id).where(Person.id.in_(ids))
    names = dict(db.session.execute(people).tuples().all())
    query = select(Supervision.person_id, Supervision.student).where(Supervision.person_id.in_(ids))
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, student in db.session.execute(query):
        pupil = names.get(fold(student))
        if pupil is not None and pupil != person_id:
            found[person_id].add(pupil)
    return found


def _domains(ids: list[int]) -> dict[int, str]:
    query = (
        select(Person.id, Account.email)
        .join(Account, Account.id == Person.account_id)
        .where(Person.id.in_(ids))
    )
    return {
        person_id: email.rpartition("@")[2].lower()
        for person_id, email in db.session.execute(query)
    }
