"""What the page of a staff list shows: counts, one page of rows, and the names they point to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.core.i18n import label
from portal.core.jobs import Job
from portal.core.paging import Page, page_number
from portal.registry.importing.models import (
    ImportRow,
    ImportTask,
    RowStanding,
    RowState,
    TaskState,
)
from portal.registry.models import ResearchField
from portal.registry.staff import actions, labels, queries
from portal.registry.staff.queries import Shown
from portal.units.models import UnitVersion
from portal.units.queries import as_of

_ALWAYS = (Shown.ALL, Shown.ABSENT)


@dataclass
class ListPage:
    """One page of a list as its template reads it."""

    task: ImportTask
    shown: Shown
    counts: dict[Shown, int]
    rows: Page[Any]
    candidates: Mapping[int, Any]
    row_names: Mapping[int, str]
    names: Mapping[int, str]
    fields: Mapping[int, str]

    @property
    def tabs(self) -> list[tuple[str, str, bool, int]]:
        return [
            (label(shown), self.to(shown), shown is self.shown, self.counts[shown])
            for shown in Shown
            if self.counts[shown] or shown in _ALWAYS or shown is self.shown
        ]

    def to(self, shown: Shown) -> str:
        return url_for("registry.staff_list", id=self.task.id, show=shown.value)

    def address(self, number: int) -> str:
        shown = self.shown.value
        return url_for("registry.staff_list", id=self.task.id, show=shown, page=number)

    @property
    def asks_encoding(self) -> bool:
        columns = self.task.columns
        return bool(columns.get("is_guessed") and not columns.get("encoding_chosen"))

    @property
    def title(self) -> str:
        if self.is_unread:
            return _("This staff list could not be read")
        if self.task.state is TaskState.STAGED:
            return _("What this staff list would change")
        return _("What became of this staff list")

    @property
    def heading(self) -> str:
        """What is shown: on a phone the chosen tab may stand out of sight."""
        number = format_decimal(self.counts[self.shown])
        return f"{label(self.shown)} ({number})"

    @property
    def asks_day(self) -> bool:
        """Whether codes wait for the day of the list, which can still be said."""
        return self._lacks_day and self.task.state is TaskState.STAGED

    @property
    def asks_too_late(self) -> bool:
        """Whether codes wait though rows were taken over: the list cannot be read anew any more."""
        return self._lacks_day and self.task.state in (TaskState.RUNNING, TaskState.FINISHED)

    @property
    def _lacks_day(self) -> bool:
        return bool(self.task.columns.get("asks_day") and self.task.data_date is None)

    @property
    def counts_all(self) -> int:
        return self.counts[Shown.ALL]

    @property
    def takes_any(self) -> bool:
        """Whether a row of this page can be ticked."""
        return any(self.can_take(row) for row in self.rows.items)

    @property
    def can_undo(self) -> bool:
        taken = self.counts[Shown.DONE]
        return bool(taken) and self.task.state is not TaskState.UNDONE

    undone = Shown.UNDONE

    @property
    def stayed(self) -> int:
        """How many rows of a list that was taken back left something standing."""
        return queries.stayed_rows(self.task)

    @property
    def failure(self) -> str:
        """What the job that ended early said."""
        work = db.session.get(Job, self.task.job_id) if self.task.job_id else None
        return work.error if work is not None else ""

    @property
    def notes(self) -> list[str]:
        return notes_on(self.task)

    @property
    def is_at_work(self) -> bool:
        return actions.is_at_work(self.task)

    @property
    def is_interrupted(self) -> bool:
        return actions.is_interrupted(self.task)

    @property
    def is_unread(self) -> bool:
        """Whether reading ended before the end of the file: mostly it is no list, or a broken one."""
        return self.is_interrupted and not self.task.columns.get("is_read")

    @property
    def free(self) -> int:
        """How many rows can be taken over without a question: those left out are not among them."""
        return queries.free_rows(self.task)

    def can_take(self, row: ImportRow) -> bool:
        """Whether the row can be ticked."""
        open_ = row.state in (RowState.WAITING, RowState.REFUSED)
        return open_ and row.standing not in (
            RowStanding.WRONG,
            RowStanding.SKIPPED,
            RowStanding.SAME,
        )

    def changes(self, row: ImportRow) -> list[tuple[str, str, str]]:
        """(part, stored, of the list) in words."""
        return self._told(row.parsed.get("changes", ()))

    def kept(self, row: ImportRow) -> list[tuple[str, str, str]]:
        return self._told(row.parsed.get("kept", ()))

    def _told(self, changes: Sequence[Sequence[Any]]) -> list[tuple[str, str, str]]:
        return [
            (str(labels.PARTS[part]), *(self._value(kind, part, value) for value in pair))  # type: ignore[misc]
            for kind, part, *pair in changes
        ]

    def _value(self, kind: str, part: str, value: Any) -> str:
        if part == "field_id":
            return self.fields.get(value, "")
        return labels.shown_value(kind, part, value, self.names)


def notes_on(task: ImportTask) -> list[str]:
    """What somebody should know of how the file was read."""
    told = task.columns
    notes = []
    if unknown := told.get("unknown"):
        notes.append(_("Columns that were not read: %(names)s.", names=", ".join(unknown)))
    if others := told.get("other_sheets"):
        notes.append(_("Only the sheet “%(one)s” was read; these look like lists too: %(others)s.",
                       one=told.get("sheet", ""), others=", ".join(others)))  # fmt: skip
    if hidden := told.get("hidden"):
        rows = ", ".join(map(str, hidden))
        notes.append(_("Hidden rows of the sheet were read as well: %(rows)s.", rows=rows))
    if told.get("left_sensitive"):
        notes.append(_("Identity numbers and ethnic groups were not read: you do not hold the right"
                       " to enter them."))  # fmt: skip
    return notes


def list_page(task: ImportTask, asked: Mapping[str, str]) -> ListPage:
    """The page that was asked for; without a word all rows, of what needs somebody first."""
    shown = Shown(asked["show"]) if asked.get("show") in list(Shown) else Shown.ALL
    number = page_number(asked.get("page"))
    counts = queries.counts_of(task)
    if shown is Shown.ABSENT:
        people = queries.absent_people(task, number)
        return ListPage(task, shown, counts, people, {}, {}, {}, {})
    rows = queries.rows_shown(task, shown, number)
    return ListPage(
        task,
        shown,
        counts,
        rows,
        queries.candidates_on(rows.items),
        queries.row_names(task, rows.items),
        _names(rows.items),
        _fields(rows.items),
    )


def _values_of(rows: Sequence[ImportRow], wanted: str) -> set[int]:
    changes = (
        change
        for row in rows
        for change in (*row.parsed.get("changes", ()), *row.parsed.get("kept", ()))
    )
    return {value for _kind, part, *pair in changes if part == wanted for value in pair if value}


def _names(rows: Sequence[ImportRow]) -> dict[int, str]:
    ids = _values_of(rows, "commune_id") | _values_of(rows, "unit_id")
    if not ids:
        return {}
    query = select(UnitVersion.unit_id, UnitVersion.name).where(UnitVersion.unit_id.in_(ids))
    today = dict(db.session.execute(query.where(as_of(clock.today()))).tuples().all())
    return {**dict(db.session.execute(query).tuples().all()), **today}


def _fields(rows: Sequence[ImportRow]) -> dict[int, str]:
    ids = _values_of(rows, "field_id")
    query = select(ResearchField.id, ResearchField.name).where(ResearchField.id.in_(ids))
    return dict(db.session.execute(query).tuples().all()) if ids else {}
