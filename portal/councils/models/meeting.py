"""Meetings: who came, what was on the agenda, what the minutes say."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model
from portal.councils.models.council import Council, CouncilMember
from portal.registry.models import Person

if TYPE_CHECKING:
    from portal.councils.models.ballot import BallotSession
    from portal.councils.models.conflict import ConflictFinding


class MeetingState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Presence(StrEnum):
    """How a member took part; who sent a ballot counts as able to vote."""

    PRESENT = "present"
    SENT_BALLOT = "sent_ballot"
    ABSENT = "absent"


class PersonPart(StrEnum):
    """What a person has to do with an item of the agenda."""

    NOMINEE = "nominee"
    NOMINATOR = "nominator"
    ENDORSER = "endorser"


class Meeting(Model):
    """One sitting of a council."""

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    title: Mapped[str]
    held_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    quorum_num: Mapped[int] = mapped_column(default=2)
    quorum_den: Mapped[int] = mapped_column(default=3)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    discussion: Mapped[str] = mapped_column(default="")

    council: Mapped[Council] = relationship(back_populates="meetings")
    attendance: Mapped[list["Attendance"]] = relationship(back_populates="meeting")
    items: Mapped[list["AgendaItem"]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position, AgendaItem.id"
    )
    sessions: Mapped[list["BallotSession"]] = relationship(
        back_populates="meeting", order_by="BallotSession.id"
    )
    minutes: Mapped[list["Minutes"]] = relationship(back_populates="meeting", order_by="Minutes.id")

    __table_args__ = (
        CheckConstraint("quorum_num > 0 AND quorum_num <= quorum_den", "quorum_is_a_share"),
        CheckConstraint("(state = 'planned') = (opened_at IS NULL)", "opened_if_open"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", "closed_if_closed"),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.council.scope_unit_id

    @property
    def day(self) -> date:
        return clock.local(self.held_at).date()

    def presence(self) -> dict[int, Presence]:
        """Member's id → how he took part."""
        return {row.member_id: row.presence for row in self.attendance}


class Attendance(Model):
    """How one member took part in one meeting."""

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"))
    presence: Mapped[Presence]
    reason: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship(back_populates="attendance")
    member: Mapped[CouncilMember] = relationship()

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)


class AgendaItem(Model):
    """Something to discuss and perhaps vote on; what it is about points down to it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    title: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)

    council: Mapped[Council] = relationship(back_populates="items")
    meeting: Mapped[Meeting | None] = relationship(back_populates="items")
    people: Mapped[list["AgendaItemPerson"]] = relationship(
        back_populates="item", cascade="all, delete-orphan"
    )
    findings: Mapped[list["ConflictFinding"]] = relationship(
        back_populates="item", order_by="ConflictFinding.id"
    )

    @property
    def scope_unit_id(self) -> int:
        return self.council.scope_unit_id


class AgendaItemPerson(Model):
    """A person whom an item concerns, and how."""

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    part: Mapped[PersonPart] = mapped_column(primary_key=True)

    item: Mapped[AgendaItem] = relationship(back_populates="people")
    person: Mapped[Person] = relationship()


class MinutesKind(StrEnum):
    MEETING = "meeting"
    COUNTING = "counting"


class Minutes(Model):
    """Issued minutes: the two files never change; a mistake is put right by a later paper."""

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("ballot_session.id"))
    kind: Mapped[MinutesKind]
    number: Mapped[str] = mapped_column(default="")
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    docx_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    pdf_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))

    meeting: Mapped[Meeting] = relationship(back_populates="minutes")
    docx: Mapped[Any] = relationship("StoredFile", foreign_keys=[docx_id])
    pdf: Mapped[Any] = relationship("StoredFile", foreign_keys=[pdf_id])

    __table_args__ = (
        UniqueConstraint("meeting_id", "session_id", "kind"),
        CheckConstraint("(kind = 'counting') = (session_id IS NOT NULL)", "session_if_counting"),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.meeting.scope_unit_id
