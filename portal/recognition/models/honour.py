"""Decisions, honours, certificates and revocations."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model
from portal.recognition.models.nomination import Nomination
from portal.recognition.models.programme import AwardTitle
from portal.recognition.models.round import Round
from portal.registry.models import Person
from portal.units.models import Document


class DecisionKind(StrEnum):
    AWARD = "award"
    CORRECTION = "correction"
    REVOCATION = "revocation"


class Decision(Tracked, Model):
    """A signed decision; its number and day stand in the register of documents."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    kind: Mapped[DecisionKind] = mapped_column(default=DecisionKind.AWARD)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    signer: Mapped[str]
    capacity: Mapped[str]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime] = mapped_column(default=clock.now)

    round: Mapped[Round] = relationship()
    document: Mapped[Document] = relationship(lazy="joined")

    def changes(self) -> Iterable[tuple[str, object]]:
        return self.round.changes()


class HonourState(StrEnum):
    VALID = "valid"
    CORRECTED = "corrected"
    REVOKED = "revoked"


class Honour(Tracked, Model):
    """An entry of the honour roll."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("award_title.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    full_name: Mapped[str]
    """The name as it was honoured; the person may be called otherwise later."""
    sort_given: Mapped[str]
    citation: Mapped[str] = mapped_column(default="")
    register_number: Mapped[str]
    year: Mapped[int]
    awarded_on: Mapped[date]
    state: Mapped[HonourState] = mapped_column(default=HonourState.VALID)

    round: Mapped[Round] = relationship()
    title: Mapped[AwardTitle] = relationship()
    person: Mapped[Person] = relationship()
    nomination: Mapped[Nomination] = relationship()
    decision: Mapped[Decision] = relationship()
    certificate: Mapped["Certificate | None"] = relationship(back_populates="honour")
    revocation: Mapped["Revocation | None"] = relationship(back_populates="honour")

    __table_args__ = (
        UniqueConstraint("year", "register_number"),
        Index("ix_honour_year_title", "year", "title_id"),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.round.scope_unit_id

    @property
    def correction(self) -> Decision | None:
        """The decision that last put right how it is written: the one its nomination now rests on."""
        latest: Decision = self.nomination.decision
        return latest if latest.id != self.decision_id else None

    @property
    def is_revoked(self) -> bool:
        return self.state is HonourState.REVOKED

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("honours", self.id), ("person", self.person_id), *self.round.changes()]


class Certificate(Tracked, Model):
    """The printed paper: its serial, the code in its QR, and the hash of the file."""

    id: Mapped[int] = mapped_column(primary_key=True)
    honour_id: Mapped[int] = mapped_column(ForeignKey("honour.id"), unique=True)
    serial: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    sha256: Mapped[str]
    template: Mapped[str]
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)

    honour: Mapped[Honour] = relationship(back_populates="certificate")
    file: Mapped[Any] = relationship("StoredFile")

    def changes(self) -> Iterable[tuple[str, object]]:
        return self.honour.changes()


class RevocationGround(StrEnum):
    """The four grounds of the law on emulation and commendation."""

    FRAUD = "fraud"
    FORGED = "forged"
    UNLAWFUL_APPRAISAL = "unlawful_appraisal"
    STANDARDS_NOT_MET = "standards_not_met"


class Revocation(Tracked, Model):
    """An honour taken back, by which decision and why."""

    id: Mapped[int] = mapped_column(primary_key=True)
    honour_id: Mapped[int] = mapped_column(ForeignKey("honour.id"), unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    ground: Mapped[RevocationGround]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    honour: Mapped[Honour] = relationship(back_populates="revocation")
    decision: Mapped[Decision] = relationship()

    __table_args__ = (CheckConstraint("reason <> ''", "with_reason"),)

    def changes(self) -> Iterable[tuple[str, object]]:
        return self.honour.changes()
