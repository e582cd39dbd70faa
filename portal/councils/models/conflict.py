"""Findings of conflicts of interest, and what was decided about each."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model
from portal.councils.models.council import CouncilMember
from portal.councils.models.meeting import AgendaItem
from portal.councils.rules.conflicts import ConflictKind


class FindingSource(StrEnum):
    """Who brought it up."""

    REGISTRY = "registry"
    MEMBER = "member"
    NOMINEE = "nominee"
    NOMINATOR = "nominator"
    SECRETARY = "secretary"


class FindingStatus(StrEnum):
    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class ConflictFinding(Model):
    """One reason why a member should not judge an item.

    One row an evidence: a dismissed one is found again and stays dismissed, while new evidence is
    a new row. Anything not dismissed keeps the item from the member's eyes.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    kind: Mapped[ConflictKind]
    evidence: Mapped[str]
    """The record it rests on, such as work:12; the declarant's account for a declaration."""
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[FindingSource]
    status: Mapped[FindingStatus] = mapped_column(default=FindingStatus.SUSPECTED)
    reason: Mapped[str] = mapped_column(default="")
    found_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    member: Mapped[CouncilMember] = relationship()
    item: Mapped[AgendaItem] = relationship(back_populates="findings")
    decided_by: Mapped[Any] = relationship("Account")

    __table_args__ = (
        UniqueConstraint("member_id", "item_id", "kind", "evidence"),
        CheckConstraint("status <> 'dismissed' OR reason <> ''", "dismissed_with_reason"),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.item.scope_unit_id

    @property
    def stands(self) -> bool:
        """Whether the member is kept away from the item."""
        return self.status is not FindingStatus.DISMISSED
