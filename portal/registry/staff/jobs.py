"""Reading, running and taking back behind the answer; each goes on where a dead worker stopped."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.files import StoredFile
from portal.core.jobs import Progress, every, job
from portal.registry.importing.models import ImportRow, ImportSubject, ImportTask
from portal.registry.staff import actions
from portal.registry.staff.collecting import seldom_collecting
from portal.registry.staff.reading import read_list
from portal.registry.staff.running import run_list
from portal.registry.staff.undoing import undo_list


@job(actions.READ, title=_l("Reading a staff list"))
def read_staff_list(
    progress: Progress, *, task_id: int, account_id: int, url: str
) -> dict[str, Any]:
    """Read and compare; nothing of it acts."""
    task, actor = db.session.get_one(ImportTask, task_id), db.session.get_one(Account, account_id)
    with seldom_collecting():
        return {"rows": read_list(progress, task, actor), "url": url}


@job(actions.RUN, title=_l("Taking over a staff list"))
def run_staff_list(
    progress: Progress, *, task_id: int, account_id: int, url: str
) -> dict[str, Any]:
    """Take over what was accepted."""
    task, actor = db.session.get_one(ImportTask, task_id), db.session.get_one(Account, account_id)
    with seldom_collecting():
        return {"rows": run_list(progress, task, actor), "url": url}


@job(actions.UNDO, title=_l("Taking back a staff list"))
def undo_staff_list(
    progress: Progress, *, task_id: int, account_id: int, url: str
) -> dict[str, Any]:
    """Take back what was taken over."""
    task, actor = db.session.get_one(ImportTask, task_id), db.session.get_one(Account, account_id)
    return {"rows": undo_list(progress, task, actor), "url": url}


@every(seconds=24 * 3600, name="registry.forget_staff_lists")
def forget_staff_lists() -> None:
    """Remove lists whose time is over, rows first; what was taken over stands on its own."""
    query = (
        select(ImportTask.id, ImportTask.file_id)
        .where(ImportTask.subject == ImportSubject.STAFF, ImportTask.expires_at < clock.now())
        .limit(50)
    )
    over = db.session.execute(query).all()
    ids, files = [row.id for row in over], [row.file_id for row in over]
    db.session.execute(delete(ImportRow).where(ImportRow.task_id.in_(ids)))
    db.session.execute(delete(ImportTask).where(ImportTask.id.in_(ids)))
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))
