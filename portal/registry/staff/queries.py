"""Lists handed in, their rows by how they stand, and the people of the unit who are not in them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from portal.accounts.queries import visible_units
from portal.core import clock
from portal.core.db import db
from portal.core.paging import Page, paginate
from portal.registry.importing.models import (
    ImportRow,
    ImportSubject,
    ImportTask,
    RowStanding,
    RowState,
)
from portal.registry.models import Person
from portal.units.models import Unit, UnitVersion
from portal.units.powers import Power
from portal.units.queries import below, named

SIZE = 30


class Shown(StrEnum):
    """Which rows a page of the list shows."""

    ALL = "all"
    NEW = "new"
    CHANGED = "changed"
    UNSURE = "unsure"
    WRONG = "wrong"
    SAME = "same"
    SKIPPED = "skipped"
    ABSENT = "absent"
    """People of the unit who are not in the list."""
    DONE = "done"
    FAILED = "failed"
    UNDONE = "undone"


_WAITING = (RowState.WAITING, RowState.REFUSED)
_STANDINGS = {
    Shown.NEW: RowStanding.NEW,
    Shown.CHANGED: RowStanding.CHANGED,
    Shown.UNSURE: RowStanding.UNSURE,
    Shown.WRONG: RowStanding.WRONG,
    Shown.SAME: RowStanding.SAME,
    Shown.SKIPPED: RowStanding.SKIPPED,
}
_STATES = {
    Shown.DONE: RowState.ACCEPTED,
    Shown.FAILED: RowState.FAILED,
    Shown.UNDONE: RowState.UNDONE,
}


def _shown(task: ImportTask, shown: Shown) -> ColumnElement[bool]:
    of_task = ImportRow.task_id == task.id
    if shown in _STANDINGS:
        waiting = ImportRow.state.in_(_WAITING)
        return and_(of_task, ImportRow.standing == _STANDINGS[shown], waiting)
    if shown in _STATES:
        return and_(of_task, ImportRow.state == _STATES[shown])
    return of_task


def rows_shown(task: ImportTask, shown: Shown, page: int) -> Page[ImportRow]:
    """The rows of one page in the order of the file; of rows taken back, those with a word first."""
    query = select(ImportRow).where(_shown(task, shown)).options(joinedload(ImportRow.person))
    if shown is Shown.UNDONE:
        query = query.order_by((ImportRow.error == "").asc())
    return paginate(query.order_by(ImportRow.number), page=page, size=SIZE)


def counts_of(task: ImportTask) -> dict[Shown, int]:
    """How many rows there are of each; one statement, and one for those who are absent."""
    query = (
        select(ImportRow.standing, ImportRow.state, func.count())
        .where(ImportRow.task_id == task.id)
        .group_by(ImportRow.standing, ImportRow.state)
    )
    counts = dict.fromkeys(Shown, 0)
    by_state = {state: shown for shown, state in _STATES.items()}
    by_standing = {standing: shown for shown, standing in _STANDINGS.items()}
    for standing, state, number in db.session.execute(query):
        counts[Shown.ALL] += number
        counts[by_state.get(state) or by_standing[standing or RowStanding.WRONG]] += number
    absent = select(func.count()).select_from(absent_from(task).subquery())
    counts[Shown.ABSENT] = db.session.scalar(absent) or 0
    return counts


FREE = (RowStanding.NEW, RowStanding.CHANGED)
"""How rows stand that are taken over with all the others."""


def free_rows(task: ImportTask) -> int:
    """How many rows wait that ask nothing."""
    query = select(func.count(ImportRow.id)).where(
        ImportRow.task_id == task.id,
        ImportRow.state == RowState.WAITING,
        ImportRow.standing.in_(FREE),
    )
    return db.session.scalar(query) or 0


def stayed_rows(task: ImportTask) -> int:
    """How many rows were taken back with a word: something of them stays."""
    with_word = and_(_shown(task, Shown.UNDONE), ImportRow.error != "")
    return db.session.scalar(select(func.count(ImportRow.id)).where(with_word)) or 0


def absent_from(task: ImportTask) -> Select[Any]:
    """People whose record the unit looks after and whom no row means."""
    meant = select(ImportRow.person_id).where(
        ImportRow.task_id == task.id, ImportRow.person_id.is_not(None)
    )
    return (
        select(Person)
        .where(
            Person.home_unit_id.in_(below(task.unit_id or 0, clock.today())),
            Person.merged_into_id.is_(None),
            Person.id.not_in(meant),
        )
        .order_by(Person.sort_given, Person.id)
    )


def absent_people(task: ImportTask, page: int) -> Page[Person]:
    """One page of those who are only in the registry."""
    return paginate(absent_from(task), page=page, size=SIZE)


def candidates_on(rows: Sequence[ImportRow]) -> dict[int, Person]:
    """The people between whom somebody has to choose on these rows."""
    ids = {id for row in rows for id in row.parsed.get("candidates", ()) if id > 0}
    query = select(Person).where(Person.id.in_(ids)).options(joinedload(Person.home_unit))
    return {person.id: person for person in db.session.scalars(query)} if ids else {}


def row_names(task: ImportTask, rows: Sequence[ImportRow]) -> dict[int, str]:
    """The names in the rows of the same list that these rows point to."""
    numbers = {-id for row in rows for id in row.parsed.get("candidates", ()) if id < 0}
    if not numbers:
        return {}
    query = select(ImportRow).where(ImportRow.task_id == task.id, ImportRow.number.in_(numbers))
    return {
        row.number: row.parsed["told"]["basics"]["full_name"] for row in db.session.scalars(query)
    }


def lists_of(unit: Unit) -> Sequence[tuple[ImportTask, int, int]]:
    """The latest lists of the unit: (task, rows, rows taken over)."""
    return _with_counts(ImportTask.unit_id == unit.id)


def lists_for(actor: Any) -> Sequence[tuple[ImportTask, int, int]]:
    """The latest lists of all units whose people the officer looks after."""
    return _with_counts(ImportTask.unit_id.in_(visible_units(actor, Power.EDIT_PEOPLE)))


def _with_counts(wanted: ColumnElement[bool]) -> Sequence[tuple[ImportTask, int, int]]:
    done = func.count(ImportRow.id).filter(ImportRow.state == RowState.ACCEPTED)
    query = (
        select(ImportTask, func.count(ImportRow.id), done)
        .outerjoin(ImportRow)
        .where(ImportTask.subject == ImportSubject.STAFF, wanted)
        .options(joinedload(ImportTask.unit).selectinload(Unit.versions))
        .group_by(ImportTask.id)
        .order_by(ImportTask.id.desc())
        .limit(20)
    )
    return [(task, rows, taken) for task, rows, taken in db.session.execute(query)]


def waiting_lists(actor: Any) -> int:
    """How many lists of the officer's own still have rows to decide on."""
    undecided = (
        select(ImportRow.id)
        .where(
            ImportRow.task_id == ImportTask.id,
            ImportRow.state == RowState.WAITING,
            or_(
                ImportRow.standing == RowStanding.NEW,
                ImportRow.standing == RowStanding.CHANGED,
                ImportRow.standing == RowStanding.UNSURE,
            ),
        )
        .exists()
    )
    query = select(func.count(ImportTask.id)).where(
        ImportTask.subject == ImportSubject.STAFF, ImportTask.started_by_id == actor.id, undecided
    )
    return db.session.scalar(query) or 0


def list_of_content(unit: Unit, actor: Any, sha256: str) -> ImportTask | None:
    """The task in which this account handed in exactly this file for the unit."""
    query = select(ImportTask).where(
        ImportTask.unit_id == unit.id,
        ImportTask.started_by_id == actor.id,
        ImportTask.sha256 == sha256,
    )
    return db.session.scalars(query).one_or_none()


def own_units(actor: Any) -> Sequence[UnitVersion]:
    """The units of the officer's grants that give the power over people: where a list may be handed in."""
    ids = {grant.unit_id for grant in actor.grants if actor.can(Power.EDIT_PEOPLE, grant.unit_id)}
    return db.session.scalars(named(clock.today()).where(UnitVersion.unit_id.in_(ids))).all()
