"""Where an account is signed in, and who tried to."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models.account import Account
from portal.core import clock
from portal.core.db import Model

LIFETIME = timedelta(days=14)
FRESH = timedelta(minutes=15)
CODE_WAIT = timedelta(minutes=10)


class AccountSession(Model):
    """A signed-in browser: the cookie holds a random token, this row only its hash."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    proved_at: Mapped[datetime] = mapped_column(default=clock.now)
    """When the password was last proved in this browser; sensitive acts ask for a fresh proof."""
    ended_at: Mapped[datetime | None]
    awaits_code: Mapped[bool] = mapped_column(default=False)
    """The password was right, the second factor is still to come: nobody is signed in yet."""
    address: Mapped[str] = mapped_column(default="")
    """The network the browser came from, cut to /24 (IPv4) or /48 (IPv6)."""
    browser: Mapped[str] = mapped_column(default="")

    account: Mapped[Account] = relationship()

    def is_open(self, at: datetime) -> bool:
        life = CODE_WAIT if self.awaits_code else LIFETIME
        return self.ended_at is None and at < self.created_at + life

    def is_fresh(self, at: datetime) -> bool:
        """Whether the password was proved a short while ago."""
        return at < self.proved_at + FRESH


class SignInAttempt(Model):
    """A failed try, counted per account and per network; both are kept as keyed hashes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_key: Mapped[str]
    address_key: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index("ix_sign_in_attempt_account", "account_key", "at"),
        Index("ix_sign_in_attempt_address", "address_key", "at"),
    )
