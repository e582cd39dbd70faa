"""What an officer does with a unit's list: hand in, answer, accept, refuse, run, take back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.files import Accept, store_upload
from portal.core.jobs import Job, enqueue
from portal.registry.importing.models import (
    ImportRow,
    ImportSubject,
    ImportTask,
    RowStanding,
    RowState,
    TaskState,
)
from portal.registry.models import RuleKey
from portal.registry.queries.rule_values import rule_value
from portal.registry.staff.judging import NEW
from portal.registry.staff.queries import FREE, list_of_content
from portal.registry.staff.running import waiting_to_run
from portal.units.models import Unit

READ, RUN, UNDO = "registry.read_staff_list", "registry.run_staff_list", "registry.undo_staff_list"


def begin_list(unit: Unit, upload: Any, *, day: date | None, actor: Account) -> ImportTask:
    """Keep the file and let it be read; the same file again is the same list."""
    stored = store_upload(upload, accept=Accept.STAFF, field="file")
    task = list_of_content(unit, actor, stored.sha256)
    if task is None:
        task = _new_task(unit, stored, day, actor)
    else:
        db.session.delete(stored)
        task.expires_at = _end()
        if task.state is not TaskState.UNDONE:
            return task
        task.state, task.undone_at, task.undone_by_id = TaskState.STAGED, None, None
        task.data_date = day or task.data_date
    _start(READ, task, actor)
    audit.record("registry.begin_staff_import", task, actor_id=actor.id)
    return task


def _new_task(unit: Unit, stored: Any, day: date | None, actor: Account) -> ImportTask:
    task = ImportTask(
        subject=ImportSubject.STAFF,
        unit=unit,
        started_by_id=actor.id,
        sha256=stored.sha256,
        format=stored.name.rsplit(".", 1)[-1].upper(),
        name=stored.name,
        file_id=stored.id,
        data_date=day,
        expires_at=_end(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(task)
    except IntegrityError:
        raise RuleBroken(_("The list could not be stored. Please send it again.")) from None
    return task


def _end() -> Any:
    return clock.now() + timedelta(days=rule_value(RuleKey.IMPORT_DAYS))


def _start(kind: str, task: ImportTask, actor: Account) -> None:
    started = enqueue(
        kind,
        owner_id=actor.id,
        task_id=task.id,
        account_id=actor.id,
        url=f"/staff-lists/{task.id}",
    )
    task.job_id = started.id


def is_at_work(task: ImportTask) -> bool:
    """Whether a job reads, runs or undoes the list now."""
    work = db.session.get(Job, task.job_id) if task.job_id else None
    return work is not None and not work.is_finished


def read_again(task: ImportTask, *, day: date | None, encoding: str, actor: Account) -> None:
    """Read the file anew with what was answered: the day it tells of, and how its text is written."""
    _check_idle(task)
    if _has_run(task):
        raise RuleBroken(_("Rows of this list were taken over already; it cannot be read anew."))
    if day is not None and day > clock.today():
        raise RuleBroken(_("The day lies in the future."), "day")
    task.data_date = day
    task.columns = {**task.columns, "encoding_chosen": encoding, "is_read": False}
    _start(READ, task, actor)


def _check_idle(task: ImportTask) -> None:
    """Raise while a job is at it; two officers who act at once are heard one after the other."""
    db.session.refresh(task, with_for_update=True)
    if is_at_work(task):
        raise RuleBroken(_("The portal is still working on this list; look again in a moment."))


def _has_run(task: ImportTask) -> bool:
    query = select(func.count(ImportRow.id)).where(
        ImportRow.task_id == task.id, ImportRow.processed_at.is_not(None)
    )
    return bool(db.session.scalar(query))


def check_may_run(task: ImportTask) -> None:
    """Raise while the list is being worked on, was taken back, or waits for an answer about itself."""
    _check_idle(task)
    if task.state is TaskState.UNDONE:
        raise RuleBroken(_("This list was taken back. Hand it in again to begin anew."))
    if not task.columns.get("is_read"):
        raise RuleBroken(_("The file has not been read to its end. Let it be read again."))
    if task.columns.get("is_guessed") and not task.columns.get("encoding_chosen"):
        raise RuleBroken(_("Say first whether the letters of the text are right."), "encoding")


def accept_rows(
    task: ImportTask, rows: Sequence[ImportRow], answers: dict[int, str], *, actor: Account
) -> int:
    """Accept these rows and take them over; gives how many; one that asks needs its answer."""
    check_may_run(task)
    accepted = 0
    for row in rows:
        if row.processed_at is not None or row.standing is RowStanding.WRONG:
            continue
        if row.standing is RowStanding.UNSURE:
            _keep_answer(row, answers.get(row.id, ""))
        row.state = RowState.ACCEPTED
        accepted += 1
    if not accepted:
        raise RuleBroken(_("Tick at least one row that can be taken over."))
    _run(task, actor)
    return accepted


def _keep_answer(row: ImportRow, answer: str) -> None:
    allowed = {NEW, *(f"p{id}" if id > 0 else f"r{-id}" for id in row.parsed["candidates"])}
    if answer not in allowed:
        raise RuleBroken(_("Row %(n)s: say which person it is.", n=row.number))
    row.parsed = {**row.parsed, "answer": answer}


def refuse_rows(rows: Sequence[ImportRow]) -> int:
    """Leave these rows out: they are not taken over with all the others."""
    chosen = [row for row in rows if row.processed_at is None]
    for row in chosen:
        row.state = RowState.REFUSED
    return len(chosen)


def accept_all(task: ImportTask, *, actor: Account) -> None:
    """Accept every row that is new or changed and about which nothing is asked, and take them over."""
    check_may_run(task)
    db.session.execute(
        update(ImportRow)
        .where(
            ImportRow.task_id == task.id,
            ImportRow.state == RowState.WAITING,
            ImportRow.standing.in_(FREE),
        )
        .values(state=RowState.ACCEPTED)
        .execution_options(synchronize_session=False)
    )
    if not waiting_to_run(task):
        raise RuleBroken(_("No row is new or changed."))
    _run(task, actor)


def _run(task: ImportTask, actor: Account) -> None:
    task.state = TaskState.RUNNING
    task.activated_at = task.activated_at or clock.now()
    _start(RUN, task, actor)
    audit.record("registry.run_staff_import", task, actor_id=actor.id)


def go_on(task: ImportTask, *, actor: Account) -> None:
    """Start again what was interrupted: reading, running or taking back."""
    _check_idle(task)
    if task.columns.get("is_undoing"):
        _start(UNDO, task, actor)
    elif task.columns.get("is_read"):
        _run(task, actor)
    else:
        _start(READ, task, actor)


def undo(task: ImportTask, *, actor: Account) -> None:
    """Take the whole list back: what it made, and what it changed."""
    _check_idle(task)
    if not _has_run(task) or task.state is TaskState.UNDONE:
        raise RuleBroken(_("Nothing of this list was taken over."))
    task.columns = {**task.columns, "is_undoing": True}
    _start(UNDO, task, actor)
    audit.record("registry.begin_undo_staff_import", task, actor_id=actor.id)


def is_interrupted(task: ImportTask) -> bool:
    """Whether work on the list ended before its end, so that it can be gone on with."""
    if is_at_work(task) or task.state is TaskState.UNDONE:
        return False
    begun = task.columns.get("is_undoing") or not task.columns.get("is_read")
    return bool(begun or task.state is TaskState.RUNNING)
