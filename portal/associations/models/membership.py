"""Membership: one row a period, appended and never overwritten; the number outlives the rows."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.associations.models.association import Association, Belonging, MembershipType
from portal.core.changes import Tracked
from portal.core.db import Model, Versioned
from portal.registry.models import Person
from portal.units.models import Document, Unit

_OPEN_MAIN = text("ends_on IS NULL AND belonging <> 'secondary'")


class Standing(StrEnum):
    """What a membership is on a day; computed from its rows, stored nowhere."""

    UPCOMING = "upcoming"
    CANDIDATE = "candidate"
    ACTIVE = "active"
    IN_GRACE = "in_grace"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why a period of membership ended."""

    RESIGNATION = "resignation"
    TRANSFER = "transfer"
    CHANGE_OF_TYPE = "change_of_type"
    EXPULSION = "expulsion"
    NON_PAYMENT = "non_payment"
    DEATH = "death"
    MERGER = "merger"
    ADMITTED_BY_MISTAKE = "admitted_by_mistake"
    SECOND_RECORD = "second_record"
    """Two records of the person were merged, and both were members."""


class MemberNumber(Model):
    """The number an association gave a person; it survives transfers, leaving and coming back."""

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("association.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[str]

    __table_args__ = (
        UniqueConstraint("association_id", "number"),
        UniqueConstraint("association_id", "person_id"),
    )


class Membership(Tracked, Versioned, Model):
    """One period in which a person belongs to an association, perhaps in one of its branches."""

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("association.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number_id: Mapped[int] = mapped_column(ForeignKey("member_number.id"), index=True)
    type_id: Mapped[int] = mapped_column(ForeignKey("membership_type.id"), index=True)
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    belonging: Mapped[Belonging]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    end_reason: Mapped[EndReason | None]
    valid_until: Mapped[date | None]
    grace_until: Mapped[date | None]
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    end_document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    is_public: Mapped[bool] = mapped_column(default=True)

    association: Mapped[Association] = relationship()
    person: Mapped[Person] = relationship()
    number_row: Mapped[MemberNumber] = relationship(lazy="joined", innerjoin=True)
    type: Mapped[MembershipType] = relationship(lazy="joined", innerjoin=True)
    branch: Mapped[Unit | None] = relationship()
    previous: Mapped["Membership | None"] = relationship(remote_side=[id])
    document: Mapped[Document | None] = relationship(foreign_keys=[document_id])
    end_document: Mapped[Document | None] = relationship(foreign_keys=[end_document_id])
    disciplines: Mapped[list["Discipline"]] = relationship(
        back_populates="membership", lazy="selectin", order_by="Discipline.starts_on"
    )

    __table_args__ = (
        Index("ix_membership_association_id_ends_on", "association_id", "ends_on"),
        Index(
            "uq_membership_one_open_main",
            "association_id",
            "person_id",
            unique=True,
            sqlite_where=_OPEN_MAIN,
            postgresql_where=_OPEN_MAIN,
        ),
        CheckConstraint("ends_on is null or ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("(ends_on is null) = (end_reason is null)", name="an_end_has_a_reason"),
        CheckConstraint(
            "(valid_until is null) = (grace_until is null)", name="a_term_has_its_grace"
        ),
        CheckConstraint("grace_until >= valid_until", name="grace_after_term"),
    )

    @property
    def number(self) -> str:
        """The member number, the same in every period."""
        return self.number_row.number

    @property
    def scope_unit_ids(self) -> tuple[int, ...]:
        """The association and the branch: an officer of either may look after the member."""
        own = self.association.unit_id
        return (own, self.branch_id) if self.branch_id else (own,)

    def changes(self) -> Iterable[tuple[str, object]]:
        yield "person", self.person_id
        yield "association", self.association_id


class Discipline(Tracked, Model):
    """A dated suspension of a member's rights; it ends by itself. Never shown to the public."""

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))

    membership: Mapped[Membership] = relationship(back_populates="disciplines")
    document: Mapped[Document | None] = relationship()

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    def changes(self) -> Iterable[tuple[str, object]]:
        yield "person", self.membership.person_id
        yield "association", self.membership.association_id
