"""Criteria and score sheets."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Model
from portal.councils.models import CouncilMember

if TYPE_CHECKING:
    from portal.recognition.models.nomination import Nomination


class Criterion(Model):
    """What a nomination is judged by; the weights of a round sum to 100."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    weight: Mapped[int]
    highest: Mapped[int] = mapped_column(default=10)
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        UniqueConstraint("round_id", "name"),
        CheckConstraint("weight BETWEEN 1 AND 100", "weight"),
        CheckConstraint("highest BETWEEN 1 AND 1000", "highest"),
    )


class SheetState(StrEnum):
    DRAFT = "draft"
    FILED = "filed"
    ABSTAINED = "abstained"


class ScoreSheet(Model):
    """One member's scores of one nomination; nobody else sees it before it is filed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"), index=True)
    state: Mapped[SheetState] = mapped_column(default=SheetState.DRAFT)
    comment: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime]
    filed_at: Mapped[datetime | None]

    nomination: Mapped["Nomination"] = relationship(back_populates="sheets")
    member: Mapped[CouncilMember] = relationship()
    scores: Mapped[list["Score"]] = relationship(
        back_populates="sheet", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("nomination_id", "member_id"),
        CheckConstraint("(state = 'draft') = (filed_at IS NULL)", "filed_at_if_filed"),
    )

    def values(self) -> dict[int, int | None]:
        """Criterion's id → score; None where the criterion does not apply."""
        return {score.criterion_id: score.value for score in self.scores}


class Score(Model):
    """One score; no value means "not applicable", which is neither zero nor missing."""

    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheet.id"), primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), primary_key=True)
    value: Mapped[int | None]

    sheet: Mapped[ScoreSheet] = relationship(back_populates="scores")

    __table_args__ = (CheckConstraint("value >= 0", "value"),)
