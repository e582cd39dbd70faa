"""An account: one human being who signs in."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.accounts.models import reach
from portal.accounts.roles import GUARDED_ROLES, OFFICER_ROLES, ROLES
from portal.core import clock
from portal.core.db import Model
from portal.core.text import fold
from portal.units.powers import Power

if TYPE_CHECKING:
    from portal.accounts.models.grant import Grant


class Account(UserMixin, Model):
    """Who signs in. Without a password it waits for its holder to choose one by a mailed link."""

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    folded: Mapped[str] = mapped_column(default="", index=True)
    password_hash: Mapped[str | None]
    password_changed_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    """When its holder closed it for good; a closed account is suspended, too."""
    language: Mapped[str] = mapped_column(default="vi")
    theme: Mapped[str] = mapped_column(default="auto")
    totp_secret: Mapped[str | None]
    totp_last_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    second_factor_is_required = False
    """Set on every request from the configuration; commands and jobs ask for none."""

    grants: Mapped[list["Grant"]] = relationship(
        back_populates="account", foreign_keys="Grant.account_id", order_by="Grant.id"
    )

    __table_args__ = (
        CheckConstraint("email = lower(email)", "email_is_lower_case"),
        CheckConstraint("closed_at IS NULL OR suspended_at IS NOT NULL", "closed_is_suspended"),
    )

    @validates("full_name")
    def _fold_name(self, _key: str, full_name: str) -> str:
        self.folded = fold(full_name)
        return full_name

    @property
    def is_active(self) -> bool:
        """Confirmed and not suspended: whatever is asked of an account asks this first."""
        return self.confirmed_at is not None and self.suspended_at is None

    @property
    def is_officer(self) -> bool:
        """Whether a grant of today lets it change what concerns others."""
        today = clock.today()
        return self.is_active and any(
            grant.role in OFFICER_ROLES and grant.is_active(today) for grant in self.grants
        )

    @property
    def has_second_factor(self) -> bool:
        return self.totp_secret is not None

    @property
    def owes_second_factor(self) -> bool:
        """Whether a grant of today is of a guarded role and the second factor is missing.

        Until it is there, no grant of the account gives any power.
        """
        if not self.second_factor_is_required or self.has_second_factor:
            return False
        today = clock.today()
        return any(grant.role in GUARDED_ROLES and grant.is_active(today) for grant in self.grants)

    def can(self, power: Power, unit_id: int | None, on: date | None = None) -> bool:
        """Whether a grant of that day gives `power` over the unit (None: over nothing)."""
        return self.acts_from(power, unit_id, on) is not None

    def acts_from(self, power: Power, unit_id: int | None, on: date | None = None) -> int | None:
        """The unit whose grant gives `power` over the unit: in whose name the account acts there."""
        if unit_id is None or not self.is_active or self.owes_second_factor:
            return None
        return reach.source(self.grants, power, unit_id, on or clock.today())

    def can_anywhere(self, power: Power, on: date | None = None) -> bool:
        """Whether a grant of that day gives `power` over some unit."""
        day = on or clock.today()
        if not self.is_active or self.owes_second_factor:
            return False
        return any(
            power in ROLES[grant.role].powers and grant.is_active(day) for grant in self.grants
        )


class RecoveryCode(Model):
    """One of the codes that stand in for a lost phone; kept as a hash, used once."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]
