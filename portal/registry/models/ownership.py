"""Whose record it is: somebody says that a profile without an account is theirs."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model
from portal.registry.models.person import Person


class ProfileClaimState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ProfileClaim(Model):
    """This profile is me, says an account; an officer who looks after the record decides."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    state: Mapped[ProfileClaimState] = mapped_column(default=ProfileClaimState.WAITING, index=True)
    message: Mapped[str] = mapped_column(default="")
    """How the officer may know that it is true."""
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
    account: Mapped[Any] = relationship("Account", foreign_keys=[account_id])
    decided_by: Mapped[Any] = relationship("Account", foreign_keys=[decided_by_id])

    @property
    def scope_unit_id(self) -> int | None:
        return self.person.home_unit_id
