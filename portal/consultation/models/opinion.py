"""What people say on a draft: opinions, letters that hold several, reactions, moderation."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.consultation.models.consultation import AskedBody, Consultation, Question
from portal.consultation.models.draft import Provision
from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model


class Stance(StrEnum):
    AGREE = "agree"
    PARTLY = "partly"
    AGAINST = "against"
    COMMENT = "comment"


class SubmitterKind(StrEnum):
    CITIZEN = "citizen"
    EXPERT = "expert"
    ASSOCIATION = "association"
    AGENCY = "agency"
    ENTERPRISE = "enterprise"


COLLECTIVE = frozenset({SubmitterKind.ASSOCIATION, SubmitterKind.AGENCY, SubmitterKind.ENTERPRISE})


class OpinionState(StrEnum):
    UNCONFIRMED = "unconfirmed"
    """A guest's, until the link in the mail is used: nobody but its author sees it."""
    WAITING = "waiting"
    PUBLIC = "public"
    HIDDEN = "hidden"


COUNTED_STATES = frozenset({OpinionState.WAITING, OpinionState.PUBLIC, OpinionState.HIDDEN})
"""States of opinions that the drafting unit must answer: hiding is about showing, not about counting."""


class Channel(StrEnum):
    WEB = "web"
    PAPER = "paper"
    EMAIL = "email"
    MEETING = "meeting"


class Submission(Model):
    """A letter, mail or minutes that staff typed in; its parts are opinions."""

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    channel: Mapped[Channel] = mapped_column(default=Channel.PAPER)
    sender_kind: Mapped[SubmitterKind] = mapped_column(default=SubmitterKind.AGENCY)
    sender_name: Mapped[str]
    reference: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    received_at: Mapped[datetime]
    agrees: Mapped[bool] = mapped_column(default=False)
    """The letter says "thống nhất với dự thảo" and nothing else."""
    asked_body_id: Mapped[int | None] = mapped_column(ForeignKey("asked_body.id"), index=True)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    consultation: Mapped[Consultation] = relationship()
    asked_body: Mapped[AskedBody | None] = relationship(back_populates="submissions")
    entered_by: Mapped[Any] = relationship("Account")
    opinions: Mapped[list["Opinion"]] = relationship(
        back_populates="submission", order_by="Opinion.id"
    )

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id

    @property
    def is_late(self) -> bool:
        closes_at = self.consultation.closes_at
        return closes_at is not None and self.received_at >= closes_at


class Opinion(Tracked, Model):
    """One person's or body's opinion on one unit, on one question, or on the whole draft."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    provision_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    clause_text: Mapped[str] = mapped_column(default="")
    """The words of the unit as the author saw them."""
    stance: Mapped[Stance] = mapped_column(default=Stance.COMMENT)
    proposed_text: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    sameness: Mapped[str] = mapped_column(default="", index=True)
    """Hash of the folded words, by which staff find copies of one text."""
    submitter_kind: Mapped[SubmitterKind] = mapped_column(default=SubmitterKind.CITIZEN)
    submitter_name: Mapped[str]
    name_is_public: Mapped[bool] = mapped_column(default=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest_email: Mapped[str] = mapped_column(default="")
    token_digest: Mapped[str | None] = mapped_column(unique=True)
    confirmed_at: Mapped[datetime | None]
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("expert_invitation.id"), index=True
    )
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("issue_group.id"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("official_response.id"), index=True)
    state: Mapped[OpinionState] = mapped_column(default=OpinionState.UNCONFIRMED)
    is_late: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    consultation: Mapped[Consultation] = relationship()
    provision: Mapped[Provision | None] = relationship()
    question: Mapped[Question | None] = relationship()
    account: Mapped[Any] = relationship("Account")
    person: Mapped[Any] = relationship("Person")
    invitation: Mapped[Any] = relationship("ExpertInvitation")
    submission: Mapped[Submission | None] = relationship(back_populates="opinions")
    group: Mapped[Any] = relationship("IssueGroup", back_populates="opinions")
    response: Mapped[Any] = relationship("OfficialResponse", back_populates="opinions")
    moderation: Mapped[list["ModerationAction"]] = relationship(
        back_populates="opinion", order_by="ModerationAction.id"
    )

    __table_args__ = (Index("ix_opinion_consultation_state", "consultation_id", "state"),)

    @property
    def scope_unit_id(self) -> int:
        return self.consultation.unit_id

    @property
    def url(self) -> str:
        return f"/opinions/{self.code}"

    @property
    def is_public(self) -> bool:
        return self.state is OpinionState.PUBLIC and self.consultation.is_public

    @property
    def public_name(self) -> str:
        """The author's name where it may be published, else empty."""
        return self.submitter_name if self.name_is_public else ""

    @property
    def is_counted(self) -> bool:
        return self.state in COUNTED_STATES

    @property
    def last_moderation(self) -> "ModerationAction | None":
        return self.moderation[-1] if self.moderation else None

    @property
    def public_response(self) -> Any:
        """The signed answer, or None while it is being written."""
        signed = self.response is not None and self.response.is_signed
        return self.response if signed else None

    def changes(self) -> Iterable[tuple[str, object]]:
        if self.state is OpinionState.UNCONFIRMED:
            return []
        stale: list[tuple[str, object]] = [("consultation", self.consultation_id)]
        return [*stale, ("person", self.person_id)] if self.person_id else stale


class ReactionValue(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"


class Reaction(Tracked, Model):
    """A signed-in reader's agreement or disagreement with an opinion; one each, may be changed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    value: Mapped[ReactionValue]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    opinion: Mapped[Opinion] = relationship()

    __table_args__ = (UniqueConstraint("opinion_id", "account_id"),)

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("consultation", self.opinion.consultation_id)] if self.opinion else []


class ModerationVerb(StrEnum):
    ALLOW = "allow"
    HIDE = "hide"
    RESTORE = "restore"


class ModerationAction(Tracked, Model):
    """What a moderator did to an opinion, and why; the tombstone shows it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"), index=True)
    verb: Mapped[ModerationVerb]
    reason: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    opinion: Mapped[Opinion] = relationship(back_populates="moderation")
    by: Mapped[Any] = relationship("Account")

    __table_args__ = (CheckConstraint("verb <> 'hide' OR reason <> ''", "hiding_needs_a_reason"),)

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("consultation", self.opinion.consultation_id)] if self.opinion else []


class GuestAttempt(Model):
    """An opinion sent without signing in, counted by network; the address is a keyed hash."""

    id: Mapped[int] = mapped_column(primary_key=True)
    address_key: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index("ix_guest_attempt_address", "address_key", "at"),)
