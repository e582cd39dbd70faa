"""A consultation, the rule of its kind of document, and what became of its deadline."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model, Versioned


class ConsultationState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    OPEN = "open"
    EXTENDED = "extended"
    CLOSED = "closed"
    CONSOLIDATING = "consolidating"
    RESPONDED = "responded"
    ARCHIVED = "archived"


PUBLIC_STATES = frozenset(ConsultationState) - {ConsultationState.DRAFT, ConsultationState.APPROVED}
ACCEPTING_STATES = frozenset({ConsultationState.OPEN, ConsultationState.EXTENDED})


class DayKind(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"


class DocumentRule(Model):
    """What the law asks of a consultation on one kind of document, from a day on."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    minimum_days: Mapped[int]
    day_kind: Mapped[DayKind] = mapped_column(default=DayKind.CALENDAR)
    bodies: Mapped[list[str]] = mapped_column(default=list)
    """Names of the bodies that must be asked."""
    silence_counts: Mapped[bool] = mapped_column(default=False)
    """Whether a body that was asked and did not answer counts as agreeing."""
    legal_basis: Mapped[str]
    is_sample: Mapped[bool] = mapped_column(default=False)
    """A period that nobody has yet compared with the text of the law."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    __table_args__ = (
        UniqueConstraint("name", "starts_on"),
        CheckConstraint("minimum_days >= 0", "days_not_negative"),
    )


class Consultation(Versioned, Tracked, Model):
    """One draft put before the public by one unit, from its preparation to the answers."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    """What it is about and whom it touches, in plain words."""
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("document_rule.id"))
    state: Mapped[ConsultationState] = mapped_column(default=ConsultationState.DRAFT, index=True)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    urgent_reason: Mapped[str] = mapped_column(default="")
    checks_before: Mapped[bool] = mapped_column(default=False)
    """Whether opinions wait for a moderator before the public sees them."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    responded_at: Mapped[datetime | None]

    unit: Mapped[Any] = relationship("Unit")
    rule: Mapped[DocumentRule] = relationship()
    created_by: Mapped[Any] = relationship("Account", foreign_keys=[created_by_id])
    approved_by: Mapped[Any] = relationship("Account", foreign_keys=[approved_by_id])
    versions: Mapped[list[Any]] = relationship(
        "DraftVersion", back_populates="consultation", order_by="DraftVersion.number"
    )
    documents: Mapped[list[Any]] = relationship(
        "DossierDocument", back_populates="consultation", order_by="DossierDocument.id"
    )
    questions: Mapped[list["Question"]] = relationship(
        back_populates="consultation", order_by="Question.position"
    )
    asked_bodies: Mapped[list["AskedBody"]] = relationship(
        back_populates="consultation", order_by="AskedBody.id"
    )
    deadline_changes: Mapped[list["DeadlineChange"]] = relationship(
        back_populates="consultation", order_by="DeadlineChange.id"
    )

    __table_args__ = (CheckConstraint("closes_at > opens_at", "closes_after_opening"),)

    @property
    def scope_unit_id(self) -> int:
        return self.unit_id

    @property
    def url(self) -> str:
        return f"/consultations/{self.slug}"

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    def is_accepting(self, at: datetime) -> bool:
        """Whether an opinion that arrives at `at` is in time."""
        if self.state not in ACCEPTING_STATES or self.opens_at is None or self.closes_at is None:
            return False
        return self.opens_at <= at < self.closes_at

    def is_waiting(self, at: datetime) -> bool:
        """Whether it is announced and does not yet accept opinions."""
        accepting = self.state in ACCEPTING_STATES
        return accepting and self.opens_at is not None and at < self.opens_at

    @property
    def published(self) -> list[Any]:
        """Its published versions, the oldest first."""
        return [version for version in self.versions if version.published_at is not None]

    @property
    def current(self) -> Any:
        """The newest published version, or None."""
        return self.published[-1] if self.published else None

    @property
    def working(self) -> Any:
        """The version that staff are preparing, or None."""
        return next((one for one in reversed(self.versions) if one.published_at is None), None)

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("consultation", self.id)]


class DeadlineChange(Tracked, Model):
    """One extension: the deadline before and after, why and by whom."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    before: Mapped[datetime]
    after: Mapped[datetime]
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    consultation: Mapped[Consultation] = relationship(back_populates="deadline_changes")

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("consultation", self.consultation_id)]


class Question(Tracked, Model):
    """A question the drafting unit asks the public in particular."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]

    consultation: Mapped[Consultation] = relationship(back_populates="questions")

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("consultation", self.consultation_id)]


class AskedBody(Model):
    """A body that was asked in writing; its answer is a `Submission`, else it is silent."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    name: Mapped[str]
    asked_on: Mapped[date] = mapped_column(default=clock.today)

    consultation: Mapped[Consultation] = relationship(back_populates="asked_bodies")
    submissions: Mapped[list[Any]] = relationship("Submission", back_populates="asked_body")

    __table_args__ = (UniqueConstraint("consultation_id", "name"),)
