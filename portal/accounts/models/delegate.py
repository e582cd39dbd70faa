"""Who may act for whom on their own profile."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models.account import Account
from portal.core import clock
from portal.core.db import Model


class Delegate(Model):
    """`delegate` edits the profile of `account` in its name, until withdrawn."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    delegate_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    starts_on: Mapped[date] = mapped_column(default=clock.today)
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    delegate: Mapped[Account] = relationship(foreign_keys=[delegate_id])

    __table_args__ = (CheckConstraint("account_id <> delegate_id", "two_people"),)
