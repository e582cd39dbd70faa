"""The public posting of results, and what people say to it."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model
from portal.recognition.models.nomination import Nomination
from portal.recognition.models.round import Round
from portal.recognition.rules.days import Period


class PublicPosting(Tracked, Model):
    """A posting of so many working days; the day it ends is kept as it was announced."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True)
    starts_on: Mapped[date]
    days: Mapped[int]
    counts_first: Mapped[bool] = mapped_column(default=False)
    ends_on: Mapped[date]
    posted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    round: Mapped[Round] = relationship(back_populates="posting")

    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", "ends_after_start"),
        CheckConstraint("days > 0", "days"),
    )

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.days, self.counts_first)

    def is_open(self, day: date) -> bool:
        """Whether the public may still send comments."""
        return self.starts_on <= day <= self.ends_on

    def changes(self) -> Iterable[tuple[str, object]]:
        return self.round.changes()


class ObjectionKind(StrEnum):
    COMMENT = "comment"
    PETITION = "petition"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


class ObjectionState(StrEnum):
    OPEN = "open"
    DISMISSED = "dismissed"
    UPHELD = "upheld"


class Objection(Model):
    """A comment of the public on a posted nomination; who sent it is never shown outside."""

    id: Mapped[int] = mapped_column(primary_key=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("public_posting.id"), index=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    kind: Mapped[ObjectionKind]
    sender_name: Mapped[str]
    sender_email: Mapped[str]
    text: Mapped[str]
    state: Mapped[ObjectionState] = mapped_column(default=ObjectionState.OPEN)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    posting: Mapped[PublicPosting] = relationship()
    nomination: Mapped[Nomination] = relationship()
    answered_by: Mapped[Any] = relationship("Account")

    __table_args__ = (
        CheckConstraint("(state = 'open') = (answered_at IS NULL)", "answered_if_closed"),
        CheckConstraint("state = 'open' OR answer <> ''", "closed_with_answer"),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.posting.round.scope_unit_id
