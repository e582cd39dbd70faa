"""What was handed in to be imported, row by row, and what became of each."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model
from portal.registry.formats import ParsedItem, ParsedWork
from portal.registry.models import ItemKind, Person, Work


class ImportSubject(StrEnum):
    """What an import is about: one person's record, or the staff of a unit."""

    RECORD = "record"
    STAFF = "staff"


class TaskState(StrEnum):
    STAGED = "staged"
    """Read, and inert until somebody activates it."""
    RUNNING = "running"
    FINISHED = "finished"
    UNDONE = "undone"


class ImportTask(Model):
    """One pasted text or file, for one profile or one unit; inert until its rows are accepted.

    The same content handed in again by the same account is the same task.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "started_by_id", "sha256"),
        UniqueConstraint("unit_id", "started_by_id", "sha256"),
        CheckConstraint("(person_id IS NULL) <> (unit_id IS NULL)", "one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[ImportSubject] = mapped_column(default=ImportSubject.RECORD)
    state: Mapped[TaskState] = mapped_column(default=TaskState.STAGED)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    started_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    sha256: Mapped[str]
    format: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    """The file's name; empty for a pasted text."""
    errors: Mapped[list[str]] = mapped_column(default=list)
    left_out: Mapped[int] = mapped_column(default=0)
    """Lines that are shown and not taken over: see `record`."""
    record: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Of one person's record: whose it says it is, whether that is in doubt, what is only shown."""
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """How a table's headers were read: our column by the place of theirs."""
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    """The job that reads, runs or undoes it now, whose page shows how far it is."""
    data_date: Mapped[date | None]
    """The day the table tells of: codes of places are read as of it."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    activated_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    expires_at: Mapped[datetime] = mapped_column(index=True)

    person: Mapped[Any] = relationship("Person")
    unit: Mapped[Any] = relationship("Unit")
    rows: Mapped[list["ImportRow"]] = relationship(
        back_populates="task", order_by="ImportRow.number", cascade="all, delete-orphan"
    )

    @property
    def scope_unit_id(self) -> int | None:
        return self.person.home_unit_id if self.person else self.unit_id


class RowState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """Not wanted: the same suggestion never comes back."""
    FAILED = "failed"
    UNDONE = "undone"


class RowAction(StrEnum):
    """What the ACTION column of a table may say; an empty cell lets the comparison decide."""

    AUTO = "auto"
    ADD = "add"
    CHANGE = "change"
    SKIP = "skip"


class RowStanding(StrEnum):
    """How a row of a staff list stands to the registry, as it was read and compared last."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    UNSURE = "unsure"
    """It may be one of several people: somebody has to say which."""
    WRONG = "wrong"
    SKIPPED = "skipped"


class ImportRow(Model):
    """One work, item or person as it was read, and what was decided on it."""

    __table_args__ = (
        UniqueConstraint("task_id", "number"),
        Index("ix_import_row_task_id_state", "task_id", "state"),
        Index("ix_import_row_task_id_standing", "task_id", "standing", "number"),
        Index("ix_import_row_key", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("import_task.id"), index=True)
    number: Mapped[int]
    kind: Mapped[ItemKind | None]
    """The kind of item the row tells of; None: a work, or a person of a staff list."""
    key: Mapped[str] = mapped_column(default="")
    """What makes it the same row in another file: a work number, an identifier, an e-mail."""
    action: Mapped[RowAction] = mapped_column(default=RowAction.AUTO)
    standing: Mapped[RowStanding | None]
    """Of a staff list's row; what tells of works is compared each time it is shown."""
    parsed: Mapped[dict[str, Any]]
    state: Mapped[RowState] = mapped_column(default=RowState.WAITING)
    error: Mapped[str] = mapped_column(default="")
    work_id: Mapped[int | None] = mapped_column(ForeignKey("work.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """The person of a staff list it was matched to, or made."""
    item_id: Mapped[int | None]
    undo: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What it made and what stood before, so that it can be taken back."""
    processed_at: Mapped[datetime | None]

    task: Mapped[ImportTask] = relationship(back_populates="rows")
    work: Mapped[Work | None] = relationship()
    person: Mapped[Person | None] = relationship()

    @property
    def is_basics(self) -> bool:
        """Whether it tells of the person as such: headline, birth, contact."""
        return self.kind is None and "basics" in self.parsed

    @property
    def parsed_work(self) -> ParsedWork:
        return ParsedWork.from_json(self.parsed)

    @property
    def parsed_item(self) -> ParsedItem:
        return ParsedItem.from_json(self.parsed)


class Refusal(Model):
    """A suggestion that somebody refused for a record: it never comes back."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    """The suggestion's fingerprint: its kind with an identifier, or with its folded words."""
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
