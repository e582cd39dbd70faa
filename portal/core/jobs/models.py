"""The table is the truth about work; the queue only wakes a worker."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.db import Json, Model


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Model):
    """One piece of work: what, with which payload, for whom, and how far it is."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    payload: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, index=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    error: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(default="vi")
    tries: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    seen_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    @property
    def is_finished(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)

    @property
    def percent(self) -> int | None:
        """How far it is, 0 to 100; None while the whole is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None


class PeriodicRun(Model):
    """When a periodic task last began, so that it runs once however many workers there are."""

    name: Mapped[str] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime]
