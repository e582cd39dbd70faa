"""Taking the accepted rows over, batch by batch; whoever stops it finds it between two batches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select, update

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.jobs import Progress
from portal.registry.importing.models import (
    ImportRow,
    ImportTask,
    RowStanding,
    RowState,
    TaskState,
)
from portal.registry.staff.judging import Asked, Verdict, judge, told_of
from portal.registry.staff.people import People, people_of
from portal.registry.staff.writing import Batch

BATCH = 1_000
_TAKEN = (RowStanding.NEW, RowStanding.CHANGED, RowStanding.SAME)


@dataclass(frozen=True)
class Waiting:
    """An accepted row that is not taken over yet."""

    id: int
    asked: Asked


def run_list(progress: Progress, task: ImportTask, actor: Account) -> int:
    """Take over every row that was accepted and not yet done; gives how many were.

    Rows are compared anew, with what the registry holds now; each batch is one transaction.
    """
    total, done = waiting_to_run(task), 0
    progress(0, total)
    people = people_of(task.unit_id or 0, clock.today())
    while rows := _next_rows(task):
        run_batch(task, people, rows, actor)
        done += len(rows)
        progress(done, total)
    task.state = TaskState.FINISHED
    audit.record("registry.finish_staff_import", task, actor_id=actor.id)
    return done


def hold(task: ImportTask) -> None:
    """Let nobody else work on the list until the transaction ends: a worker taken for dead may live."""
    db.session.execute(select(ImportTask.id).where(ImportTask.id == task.id).with_for_update())


def waiting_to_run(task: ImportTask) -> int:
    """How many rows were accepted and not yet taken over."""
    query = select(func.count(ImportRow.id)).where(*_accepted(task))
    return db.session.scalar(query) or 0


def _accepted(task: ImportTask) -> tuple[ColumnElement[bool], ...]:
    return (
        ImportRow.task_id == task.id,
        ImportRow.state == RowState.ACCEPTED,
        ImportRow.processed_at.is_(None),
    )


def _next_rows(task: ImportTask) -> list[Waiting]:
    hold(task)
    columns = (ImportRow.id, ImportRow.number, ImportRow.key, ImportRow.parsed)
    query = select(*columns).where(*_accepted(task)).order_by(ImportRow.number).limit(BATCH)
    return [
        Waiting(id, Asked(number, told_of(parsed), key, _answer(task, parsed)))
        for id, number, key, parsed in db.session.execute(query)
    ]


def run_batch(task: ImportTask, people: People, rows: Sequence[Waiting], actor: Account) -> None:
    """Take these rows over, with one audit entry; several rows of one person one after the other."""
    waiting = list(rows)
    while waiting:
        waiting = _run_round(task, people, waiting, actor)
    numbers = [rows[0].asked.number, rows[-1].asked.number]
    audit.record("registry.import_staff", task, actor_id=actor.id, after={"rows": numbers})


def _run_round(
    task: ImportTask, people: People, rows: Sequence[Waiting], actor: Account
) -> list[Waiting]:
    """Write one row for each person; gives the rows whose person was among them already."""
    verdicts = judge(task, people, [row.asked for row in rows], lock=True)
    for row in rows:
        people.remove(-row.asked.number)  # noted by the comparison, not written yet
    batch, later, chosen = Batch(task, actor.id), [], []
    seen: set[int] = set()
    for row, verdict in zip(rows, verdicts, strict=True):
        if _comes_later(verdict, seen):
            later.append(row)
        elif verdict.standing in _TAKEN:
            chosen.append((row.id, verdict))
        else:
            _fail(row, verdict)
    batch.write(chosen)
    for written, (_id, verdict) in zip(batch.rows, chosen, strict=True):
        people.add_told(written["person"], verdict.asked.told)
    return later


def _fail(row: Waiting, verdict: Verdict) -> None:
    """Keep on the row why it cannot be taken over: the registry has changed since it was shown."""
    error = " ".join(verdict.errors) or _("The row cannot be taken over any more.")
    done = {"state": RowState.FAILED, "error": error, "processed_at": clock.now()}
    db.session.execute(
        update(ImportRow)
        .where(ImportRow.id == row.id)
        .values(done)
        .execution_options(synchronize_session=False)
    )


def _comes_later(verdict: Verdict, seen: set[int]) -> bool:
    """Whether the row means a person whom an earlier row of this round makes or changes."""
    person_id = verdict.match.person_id
    if person_id is not None and (person_id < 0 or person_id in seen):
        return True
    if person_id is not None:
        seen.add(person_id)
    return any(id < 0 for id in verdict.match.candidates)


def _answer(task: ImportTask, parsed: Mapping[str, Any]) -> str:
    """What was answered on the row; an earlier row that was meant is by now its person."""
    answer = str(parsed.get("answer", ""))
    if answer[:1] != "r" or not answer[1:].isdecimal():
        return answer
    query = select(ImportRow.person_id).where(
        ImportRow.task_id == task.id, ImportRow.number == int(answer[1:])
    )
    person_id = db.session.scalar(query)
    return f"p{person_id}" if person_id else answer
