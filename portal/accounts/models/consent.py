"""What people agreed to, and when they took it back."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models.account import Account
from portal.core import clock
from portal.core.db import Model


class ConsentPurpose(StrEnum):
    PUBLIC_PROFILE = "public_profile"
    HONOUR_PUBLICATION = "honour_publication"
    NOMINATION = "nomination"
    ASSOCIATION_MEMBERSHIP = "association_membership"
    EXPERT_INVITATIONS = "expert_invitations"
    STATISTICS = "statistics"
    NATIONAL_SHARING = "national_sharing"
    """Passing the record to the National Information System on science and technology."""


class ConsentNotice(Model):
    """What a person is told before agreeing: one version of a purpose's text, from a day on."""

    __table_args__ = (UniqueConstraint("purpose", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[ConsentPurpose]
    number: Mapped[int]
    starts_on: Mapped[date]
    text_vi: Mapped[str]
    text_en: Mapped[str]
    legal_basis: Mapped[str] = mapped_column(default="")
    is_sample: Mapped[bool] = mapped_column(default=False)


class Consent(Model):
    """One act of consent: never changed but for the day it was withdrawn."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[ConsentPurpose]
    subject: Mapped[str] = mapped_column(default="")
    """What exactly it is about where a purpose has many, as "nomination 12"."""
    wording: Mapped[str]
    wording_hash: Mapped[str]
    notice_number: Mapped[int | None]
    """The version of the notice that was shown, where the purpose has one."""
    channel: Mapped[str] = mapped_column(default="web")
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
