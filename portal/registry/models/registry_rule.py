"""The registry's periods and bounds as dated rows with their legal basis."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model


class RuleKey(StrEnum):
    VERIFICATION_DAYS = "verification_days"
    """Days for a decision on an item that was handed in."""
    REMINDER_DAYS = "reminder_days"
    """Days before that deadline on which the one who decides is reminded."""
    STALE_MONTHS = "stale_months"
    """Months after which a record that nobody confirmed counts as stale."""
    EXPIRING_DAYS = "expiring_days"
    """Days before its end on which a certificate counts as expiring."""
    SMALLEST_CELL = "smallest_cell"
    """The smallest number of people that public statistics show."""
    FEATURED_WORKS = "featured_works"
    """How many works a person may put first."""
    CLAIM_CODE_DAYS = "claim_code_days"
    """Days for which the code on a receipt is good."""
    IMPORT_DAYS = "import_days"
    """Days for which an import waits for its decisions."""


class RegistryRule(Model):
    """The value of one rule from a day on, until the next row of that rule begins."""

    __table_args__ = (
        UniqueConstraint("key", "starts_on"),
        CheckConstraint("value >= 0", "not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[RuleKey]
    value: Mapped[int]
    starts_on: Mapped[date]
    legal_basis: Mapped[str] = mapped_column(default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
