"""A grant: an account holds a role at a unit between two days, by a document."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import Model
from portal.units.models import Document, Unit

if TYPE_CHECKING:
    from portal.accounts.models.account import Account


class Grant(Model):
    """All that is stored of a right. Both days are inclusive; `ended_at` cuts it short at once."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[Role]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    starts_on: Mapped[date] = mapped_column(default=clock.today)
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    granted_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    account: Mapped["Account"] = relationship(back_populates="grants", foreign_keys=[account_id])
    unit: Mapped[Unit] = relationship()
    document: Mapped[Document | None] = relationship()
    granted_by: Mapped["Account | None"] = relationship(foreign_keys=[granted_by_id])

    __table_args__ = (CheckConstraint("ends_on >= starts_on", "ends_after_start"),)

    @property
    def scope_unit_id(self) -> int:
        return self.unit_id

    def is_active(self, day: date) -> bool:
        """Whether the grant gives anything on that day: a closed unit gives nothing."""
        if self.ended_at is not None or day < self.starts_on:
            return False
        return (self.ends_on is None or day <= self.ends_on) and self.unit.is_open(day)
