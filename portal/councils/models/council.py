"""A council and those who sit on it."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model
from portal.councils.rules.threshold import Base, Share, Unreachable
from portal.registry.models import Person
from portal.units.models import Document, Unit

if TYPE_CHECKING:
    from portal.councils.models.meeting import AgendaItem, Meeting


class CouncilArea(StrEnum):
    """What a council is for; it says which officers look after it."""

    HONOURS = "honours"
    DRAFTS = "drafts"


class MemberRole(StrEnum):
    """A member's office. Only a support role (counter without a seat) never votes."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"
    COUNTER = "counter"

    @property
    def votes(self) -> bool:
        return self is not MemberRole.COUNTER

    @property
    def leads(self) -> bool:
        return self in (MemberRole.CHAIR, MemberRole.DEPUTY)


ROLE_ORDER = list(MemberRole)


class Council(Model):
    """A body that meets and decides, founded by a decision of a unit."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    area: Mapped[CouncilArea] = mapped_column(default=CouncilArea.HONOURS)
    scope_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    conflict_years: Mapped[int] = mapped_column(default=3)
    """For how many years a shared unit, work or project counts as a conflict of interest."""
    threshold_num: Mapped[int] = mapped_column(default=1)
    threshold_den: Mapped[int] = mapped_column(default=2)
    threshold_base: Mapped[Base] = mapped_column(default=Base.TOTAL)
    on_unreachable: Mapped[Unreachable] = mapped_column(default=Unreachable.WARN)
    quorum_num: Mapped[int] = mapped_column(default=2)
    quorum_den: Mapped[int] = mapped_column(default=3)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    unit: Mapped[Unit] = relationship()
    document: Mapped[Document | None] = relationship()
    members: Mapped[list["CouncilMember"]] = relationship(
        back_populates="council", order_by="CouncilMember.position, CouncilMember.id"
    )
    items: Mapped[list["AgendaItem"]] = relationship(
        back_populates="council", order_by="AgendaItem.position, AgendaItem.id"
    )
    meetings: Mapped[list["Meeting"]] = relationship(
        back_populates="council", order_by="Meeting.held_at, Meeting.id"
    )

    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", "ends_after_start"),
        CheckConstraint("conflict_years BETWEEN 0 AND 60", "conflict_years"),
        CheckConstraint("threshold_num > 0 AND threshold_num <= threshold_den", "threshold"),
        CheckConstraint("quorum_num > 0 AND quorum_num <= quorum_den", "quorum"),
    )

    @property
    def share(self) -> Share:
        """What an item needs to pass, unless the law of the matter says otherwise."""
        return Share(self.threshold_num, self.threshold_den, self.threshold_base)

    def serving(self, day: date) -> list["CouncilMember"]:
        """Those who sit on the council that day, in the order of their offices."""
        return sorted(
            (member for member in self.members if member.serves(day)),
            key=lambda member: (ROLE_ORDER.index(member.role), member.position, member.id),
        )

    def voting(self, day: date) -> list["CouncilMember"]:
        """The members who count as the total of a threshold that day."""
        return [member for member in self.serving(day) if member.role.votes]

    def member_of(self, account_id: int | None, day: date) -> "CouncilMember | None":
        """The seat of the account that day."""
        if account_id is None:
            return None
        return next((m for m in self.serving(day) if m.person.account_id == account_id), None)


class CouncilMember(Model):
    """A person's seat between two days (both inclusive)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[MemberRole] = mapped_column(default=MemberRole.MEMBER)
    position: Mapped[int] = mapped_column(default=0)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    council: Mapped[Council] = relationship(back_populates="members")
    person: Mapped[Person] = relationship(lazy="joined")

    __table_args__ = (
        UniqueConstraint("council_id", "person_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", "ends_after_start"),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.council.scope_unit_id

    def serves(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
