"""An association: facts about a unit that admits members itself, and the types it admits."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.changes import Tracked
from portal.core.db import Model, Versioned
from portal.units.models import Unit


class Belonging(StrEnum):
    """How a period of membership ties a person to the association."""

    HOME = "home"
    SECONDARY = "secondary"
    HONORARY = "honorary"
    CANDIDATE = "candidate"


class Association(Tracked, Versioned, Model):
    """Facts about one unit of kind association or branch; its branches are units below it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    about: Mapped[str] = mapped_column(default="")
    how_to_join: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    founded_on: Mapped[date | None]
    number_prefix: Mapped[str]
    next_number: Mapped[int] = mapped_column(default=1)
    accepts_applications: Mapped[bool] = mapped_column(default=True)
    secretary_may_approve: Mapped[bool] = mapped_column(default=True)
    card_years: Mapped[int] = mapped_column(default=5)

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    types: Mapped[list["MembershipType"]] = relationship(
        back_populates="association", order_by="MembershipType.position, MembershipType.id"
    )

    __table_args__ = (
        CheckConstraint("card_years between 1 and 20", name="card_years_within_reason"),
        CheckConstraint("next_number >= 1", name="numbers_from_one"),
    )

    @property
    def scope_unit_id(self) -> int:
        """The unit in whose scope the rights over this association are held."""
        return self.unit_id

    @property
    def scope_unit_ids(self) -> tuple[int, ...]:
        """The same, as every thing of this feature states its scope."""
        return (self.unit_id,)

    def changes(self) -> Iterable[tuple[str, object]]:
        yield "association", self.id


class MembershipType(Tracked, Model):
    """A type of member that an association has, with the term and the grace its charter gives."""

    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int] = mapped_column(ForeignKey("association.id"), index=True)
    name: Mapped[str]
    belonging: Mapped[Belonging] = mapped_column(default=Belonging.HOME)
    term_months: Mapped[int | None]
    grace_days: Mapped[int] = mapped_column(default=0)
    by_application: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)

    association: Mapped[Association] = relationship(back_populates="types")

    __table_args__ = (
        UniqueConstraint("association_id", "name"),
        CheckConstraint("grace_days >= 0", name="grace_not_negative"),
        CheckConstraint("term_months is null or term_months > 0", name="term_positive"),
        CheckConstraint("belonging <> 'secondary'", name="no_type_is_secondary"),
    )

    def changes(self) -> Iterable[tuple[str, object]]:
        yield "association", self.association_id
