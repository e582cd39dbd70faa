"""One-use links that go by mail."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models.account import Account
from portal.core import clock
from portal.core.db import Model


class TokenPurpose(StrEnum):
    CONFIRM = "confirm"
    RESET = "reset"
    CHANGE_EMAIL = "change_email"
    WELCOME = "welcome"


class EmailToken(Model):
    """The hash of a mailed token, bound to its purpose and address; used once, and not for long."""

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[TokenPurpose]
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    account: Mapped[Account] = relationship()

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at
