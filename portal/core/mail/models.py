"""The outbox."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.db import Model


class MailState(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class OutboxMessage(Model):
    """One message to one person. Its Message-ID never changes, so that a second delivery is seen as one."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[MailState] = mapped_column(default=MailState.QUEUED, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    next_try_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
