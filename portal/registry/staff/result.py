"""The list with what became of each row and the numbers of the records; it can be handed in again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.core.documents import Sheet, write_xlsx
from portal.core.i18n import label
from portal.registry.importing.models import ImportRow, ImportTask, RowState
from portal.registry.sheets.columns import BY_KEY, OUTCOME
from portal.registry.staff.values import SENSITIVE

_PIECE = 1_000


def result_sheet(task: ImportTask) -> bytes:
    """An XLSX with the columns of the file, the record numbers and the outcome of each row.

    Sensitive columns are left out: the portal does not give back what it keeps sealed.
    """
    keys = [key for key in task.columns.get("columns", {}) if key not in SENSITIVE]
    if "person" not in keys:
        keys.insert(0, "person")
    written = task.columns.get("columns", {})
    titles = [written.get(key) or BY_KEY[key].header for key in keys]
    return write_xlsx(Sheet(task.name, [*titles, *OUTCOME], _rows(task, keys)))


def _rows(task: ImportTask, keys: list[str]) -> Iterator[list[Any]]:
    query = (
        select(
            ImportRow.parsed,
            ImportRow.person_id,
            ImportRow.state,
            ImportRow.standing,
            ImportRow.error,
        )
        .where(ImportRow.task_id == task.id)
        .order_by(ImportRow.number)
        .execution_options(yield_per=_PIECE)
    )
    for parsed, person_id, state, standing, error in db.session.execute(query):
        cells = dict(parsed["cells"])
        if state is not RowState.UNDONE and person_id:
            cells["person"] = str(person_id)
        if state is RowState.ACCEPTED:
            cells.pop("action", None)
        outcome = label(standing) if state is RowState.WAITING else label(state)
        yield [*(cells.get(key, "") for key in keys), outcome, error]


def result_name(task: ImportTask, today: date) -> str:
    """The name of the download."""
    return f"ket-qua-{task.id}-{today.isoformat()}.xlsx"
