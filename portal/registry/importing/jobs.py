"""Accepting a whole list behind the answer, and clearing away what nobody decided on."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.jobs import Progress, every, job
from portal.registry.importing import actions
from portal.registry.importing.comparing import Compared
from portal.registry.importing.diff import compare_rows
from portal.registry.importing.forms import Decision
from portal.registry.importing.models import ImportRow, ImportTask
from portal.registry.importing.queries import waiting_rows
from portal.registry.models import Audience

_PIECE = 50


@job("registry.import_works", title=_l("Import into a profile"))
def import_works(
    progress: Progress, *, task_id: int, account_id: int, visibility: str | None, url: str
) -> dict[str, Any]:
    """Take over every waiting row that adds something and asks nothing; the others wait."""
    task = db.session.get_one(ImportTask, task_id)
    actor = db.session.get_one(Account, account_id)
    numbers = waiting_rows(task_id)
    added = 0
    for start in range(0, len(numbers), _PIECE):
        rows = [db.session.get_one(ImportRow, number) for number in numbers[start : start + _PIECE]]
        outcome = actions.accept(
            task.person,
            _plain(rows, task),
            actor=actor,
            visibility=Audience(visibility) if visibility else None,
        )
        added += outcome.added
        progress(min(start + _PIECE, len(numbers)), len(numbers))
    return {"added": added, "url": url}


def _plain(rows: list[ImportRow], task: ImportTask) -> list[Decision]:
    return [
        Decision(one.row, "" if not isinstance(one, Compared) or one.me is None else str(one.me))
        for one in compare_rows(rows, task.person)
        if one.is_plain
    ]


@every(seconds=24 * 3600, name="registry.forget_imports")
def forget_imports() -> None:
    """Remove lists whose time is over; what was accepted from them stands on its own."""
    query = select(ImportTask).where(ImportTask.expires_at < clock.now()).limit(200)
    for task in db.session.scalars(query):
        db.session.delete(task)
