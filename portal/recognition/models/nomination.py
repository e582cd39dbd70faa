"""A nomination with its papers, consent, endorsements, checks and history."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model, Versioned
from portal.councils.models import AgendaItem
from portal.recognition.models.programme import AwardTitle
from portal.recognition.models.review import ScoreSheet
from portal.recognition.models.round import Round
from portal.recognition.rules.states import GONE, UNFINISHED, State
from portal.registry.models import Person
from portal.units.models import Unit


class NominationSource(StrEnum):
    SELF = "self"
    PEER = "peer"
    ORGANISATION = "organisation"


class PaperKind(StrEnum):
    ACHIEVEMENT_REPORT = "achievement_report"
    SUBMISSION_LETTER = "submission_letter"
    SUMMARY_LINE = "summary_line"
    MINUTES = "minutes"
    OTHER = "other"


class Nomination(Versioned, Tracked, Model):
    """One person proposed for one title of a round."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("award_title.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    source: Mapped[NominationSource]
    nominator_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    state: Mapped[State] = mapped_column(default=State.DRAFT, index=True)
    summary: Mapped[str] = mapped_column(default="")
    achievements: Mapped[str] = mapped_column(default="")
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), unique=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    held_from: Mapped[State | None]
    return_by: Mapped[date | None]
    returns: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    """Why it stands where it stands, as its nominator and nominee read it."""
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    submitted_at: Mapped[datetime | None]

    round: Mapped[Round] = relationship()
    title: Mapped[AwardTitle] = relationship()
    person: Mapped[Person] = relationship()
    nominator: Mapped[Any] = relationship("Account", foreign_keys=[nominator_id])
    organisation: Mapped[Unit | None] = relationship()
    agenda_item: Mapped[AgendaItem | None] = relationship()
    decision: Mapped[Any] = relationship("Decision")
    consent: Mapped["NomineeConsent | None"] = relationship(back_populates="nomination")
    papers: Mapped[list["NominationPaper"]] = relationship(
        back_populates="nomination", order_by="NominationPaper.id"
    )
    versions: Mapped[list["NominationVersion"]] = relationship(order_by="NominationVersion.number")
    endorsements: Mapped[list["Endorsement"]] = relationship(
        back_populates="nomination", order_by="Endorsement.id"
    )
    checks: Mapped[list["EligibilityCheck"]] = relationship(
        back_populates="nomination", order_by="EligibilityCheck.id"
    )
    moves: Mapped[list["NominationMove"]] = relationship(order_by="NominationMove.id")
    sheets: Mapped[list[ScoreSheet]] = relationship(
        back_populates="nomination", order_by="ScoreSheet.id"
    )

    __table_args__ = (
        CheckConstraint(
            "(decision_id IS NOT NULL) = (state IN ('awarded', 'published', 'corrected', 'revoked'))",
            "decision_if_awarded",
        ),
        CheckConstraint("(state = 'on_hold') = (held_from IS NOT NULL)", "held_from_if_on_hold"),
        CheckConstraint("state <> 'returned' OR return_by IS NOT NULL", "deadline_if_returned"),
        CheckConstraint(
            "source <> 'organisation' OR organisation_id IS NOT NULL", "organisation_if_by_one"
        ),
        Index("ix_nomination_round_state", "round_id", "state"),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.round.scope_unit_id

    @property
    def is_live(self) -> bool:
        return self.state not in GONE

    @property
    def is_editable(self) -> bool:
        """Whether its nominator may still change text and papers."""
        return self.state in UNFINISHED or self.state is State.RETURNED

    @property
    def kept_papers(self) -> list["NominationPaper"]:
        return [paper for paper in self.papers if paper.removed_at is None]

    def changes(self) -> Iterable[tuple[str, object]]:
        return self.round.changes()


class ConsentWay(StrEnum):
    ONLINE = "online"
    ON_PAPER = "on_paper"


class NomineeConsent(Model):
    """The nominee's answer, and to which text it was given."""

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), unique=True)
    agreed: Mapped[bool]
    text_version: Mapped[str]
    way: Mapped[ConsentWay] = mapped_column(default=ConsentWay.ONLINE)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    nomination: Mapped[Nomination] = relationship(back_populates="consent")

    __table_args__ = (
        CheckConstraint("way <> 'on_paper' OR file_id IS NOT NULL", "file_if_on_paper"),
    )


class NominationPaper(Model):
    """A file of a nomination. Once handed in it is never replaced, only added to."""

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    kind: Mapped[PaperKind]
    title: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]

    nomination: Mapped[Nomination] = relationship(back_populates="papers")
    file: Mapped[Any] = relationship("StoredFile")


class NominationVersion(Model):
    """What was handed in, word for word and file for file."""

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    __table_args__ = (UniqueConstraint("nomination_id", "number"),)


class EndorsementKind(StrEnum):
    CONFIRMATION = "confirmation"
    REFERENCE = "reference"
    CONFIDENCE_VOTE = "confidence_vote"
    OPINION = "opinion"


class Endorsement(Model):
    """What somebody else says for a nomination."""

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    kind: Mapped[EndorsementKind]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    """The person or body as it signs."""
    text: Mapped[str] = mapped_column(default="")
    total: Mapped[int | None]
    present: Mapped[int | None]
    yes: Mapped[int | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    nomination: Mapped[Nomination] = relationship(back_populates="endorsements")
    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        CheckConstraint("yes IS NULL OR (yes <= present AND present <= total)", "votes_add_up"),
    )


class CheckOutcome(StrEnum):
    ACCEPTED = "accepted"
    RETURNED = "returned"
    NOT_ELIGIBLE = "not_eligible"


class EligibilityCheck(Model):
    """One screening; "not eligible" takes a second screener before it holds."""

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    outcome: Mapped[CheckOutcome]
    reason: Mapped[str] = mapped_column(default="")
    rule: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    nomination: Mapped[Nomination] = relationship(back_populates="checks")

    __table_args__ = (
        CheckConstraint("outcome = 'accepted' OR reason <> ''", "refused_with_reason"),
        CheckConstraint("second_by_id <> by_id", "two_screeners"),
    )


class NominationMove(Model):
    """One step of a nomination's life; its nominator and nominee read it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    name: Mapped[str]
    to: Mapped[State]
    reason: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
