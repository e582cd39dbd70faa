"""What was handed in, and its rows by the page."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.core.db import db
from portal.core.paging import Page, paginate
from portal.registry.importing.models import ImportRow, ImportTask, RowState
from portal.registry.models import Person

SIZE = 50


def tasks_of(person: Person, actor: Any) -> Sequence[tuple[ImportTask, int, int]]:
    """The latest imports of this account for the person: (task, rows, accepted rows)."""
    accepted = func.count(ImportRow.id).filter(ImportRow.state == RowState.ACCEPTED)
    query = (
        select(ImportTask, func.count(ImportRow.id), accepted)
        .outerjoin(ImportRow)
        .where(ImportTask.person_id == person.id, ImportTask.started_by_id == actor.id)
        .group_by(ImportTask.id)
        .order_by(ImportTask.id.desc())
        .limit(20)
    )
    return [(task, rows, done) for task, rows, done in db.session.execute(query)]


def rows_of(task: ImportTask, page: int, *, refused: bool = False) -> Page[ImportRow]:
    """The rows in the order of the source: those to decide on, or those refused."""
    out = ImportRow.state == RowState.REFUSED
    query = (
        select(ImportRow)
        .where(ImportRow.task_id == task.id, out if refused else ~out)
        .options(joinedload(ImportRow.work))
    )
    return paginate(query.order_by(ImportRow.number), page=page, size=SIZE)


def count_refused(task: ImportTask) -> int:
    query = select(func.count()).where(
        ImportRow.task_id == task.id, ImportRow.state == RowState.REFUSED
    )
    return db.session.scalar(query) or 0


def waiting_rows(task_id: int) -> Sequence[int]:
    """The numbers of the rows nobody has accepted."""
    query = select(ImportRow.id).where(
        ImportRow.task_id == task_id, ImportRow.state == RowState.WAITING
    )
    return db.session.scalars(query.order_by(ImportRow.number)).all()


def task_of_content(person: Person, actor: Any, sha256: str) -> ImportTask | None:
    """The task in which this account handed in exactly this content for the person."""
    query = select(ImportTask).where(
        ImportTask.person_id == person.id,
        ImportTask.started_by_id == actor.id,
        ImportTask.sha256 == sha256,
    )
    return db.session.scalars(query).one_or_none()
