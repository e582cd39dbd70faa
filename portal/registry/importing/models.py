"""What was handed in to be imported, row by row, and what became of each."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model
from portal.registry.formats import ParsedWork
from portal.registry.models import Person, Work


class ImportTask(Model):
    """One pasted text or file, for one profile; inert until its rows are accepted.

    The same content handed in again by the same account is the same task.
    """

    __table_args__ = (UniqueConstraint("person_id", "started_by_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    sha256: Mapped[str]
    format: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    """The file's name; empty for a pasted text."""
    errors: Mapped[list[str]] = mapped_column(default=list)
    left_out: Mapped[int] = mapped_column(default=0)
    """Lines of a career in an ORCID record, which are not works."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    person: Mapped[Person] = relationship()
    rows: Mapped[list["ImportRow"]] = relationship(
        back_populates="task", order_by="ImportRow.number", cascade="all, delete-orphan"
    )

    @property
    def scope_unit_id(self) -> int | None:
        return self.person.home_unit_id


class RowState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"


class ImportRow(Model):
    """One work as it was read, and what was decided on it."""

    __table_args__ = (UniqueConstraint("task_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("import_task.id"), index=True)
    number: Mapped[int]
    parsed: Mapped[dict[str, Any]]
    state: Mapped[RowState] = mapped_column(default=RowState.WAITING)
    error: Mapped[str] = mapped_column(default="")
    work_id: Mapped[int | None] = mapped_column(ForeignKey("work.id"))
    processed_at: Mapped[datetime | None]

    task: Mapped[ImportTask] = relationship(back_populates="rows")
    work: Mapped[Work | None] = relationship()

    @property
    def parsed_work(self) -> ParsedWork:
        return ParsedWork.from_json(self.parsed)
