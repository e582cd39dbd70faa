"""The drafting unit's side: issues that opinions share, answers, and invited experts."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.consultation.models.consultation import Consultation
from portal.consultation.models.draft import Provision
from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model


class Disposition(StrEnum):
    ACCEPTED = "accepted"
    PARTLY = "partly"
    NOT_ACCEPTED = "not_accepted"
    NOTED = "noted"
    OUT_OF_SCOPE = "out_of_scope"


class IssueGroup(Model):
    """Opinions that raise one issue, so that one answer can serve them all."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    title: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    consultation: Mapped[Consultation] = relationship()
    opinions: Mapped[list[Any]] = relationship(
        "Opinion", back_populates="group", order_by="Opinion.id"
    )

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id


class OfficialResponse(Tracked, Model):
    """The answer to one opinion or to a group; public once another person has signed it off."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    disposition: Mapped[Disposition]
    reason: Mapped[str] = mapped_column(default="")
    changed_provision_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"))
    """The unit of a later version in which the opinion left its trace."""
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    signed_at: Mapped[datetime | None]

    consultation: Mapped[Consultation] = relationship()
    changed_provision: Mapped[Provision | None] = relationship()
    written_by: Mapped[Any] = relationship("Account", foreign_keys=[written_by_id])
    signed_by: Mapped[Any] = relationship("Account", foreign_keys=[signed_by_id])
    opinions: Mapped[list[Any]] = relationship(
        "Opinion", back_populates="response", order_by="Opinion.id"
    )

    __table_args__ = (
        CheckConstraint(
            "signed_by_id IS NULL OR written_by_id IS NULL OR signed_by_id <> written_by_id",
            "another_person_signs",
        ),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    def changes(self) -> Iterable[tuple[str, object]]:
        people = [("person", one.person_id) for one in self.opinions if one.person_id]
        return [("consultation", self.consultation_id), *people]


class InvitationState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"


class ExpertInvitation(Model):
    """A person of the registry is asked for an opinion; the link in the mail is the key."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    email: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")
    token_digest: Mapped[str] = mapped_column(unique=True)
    state: Mapped[InvitationState] = mapped_column(default=InvitationState.SENT)
    declined_because: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    answered_at: Mapped[datetime | None]

    consultation: Mapped[Consultation] = relationship()
    person: Mapped[Any] = relationship("Person")

    __table_args__ = (
        Index(
            "ix_expert_invitation_once",
            "consultation_id",
            "person_id",
            unique=True,
            sqlite_where=text("state <> 'declined'"),
            postgresql_where=text("state <> 'declined'"),
        ),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id
