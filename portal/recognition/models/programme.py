"""Programmes, their titles, the law they rest on, and rule sets as dated rows."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Model
from portal.councils.rules.threshold import Base, Share, Unreachable
from portal.units.models import Unit


class AwardKind(StrEnum):
    TITLE = "title"
    PRIZE = "prize"
    MEDAL = "medal"
    PROVINCE_CERTIFICATE = "province_certificate"
    UNIT_CERTIFICATE = "unit_certificate"


class Programme(Model):
    """A standing scheme of recognition, such as "Trí thức tiêu biểu"; its rounds recur."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    scope_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)

    unit: Mapped[Unit] = relationship()
    titles: Mapped[list["AwardTitle"]] = relationship(
        back_populates="programme", order_by="AwardTitle.position, AwardTitle.id"
    )
    rule_sets: Mapped[list["RuleSet"]] = relationship(
        back_populates="programme", order_by="RuleSet.id"
    )


class AwardTitle(Model):
    """What is conferred."""

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[str]
    kind: Mapped[AwardKind] = mapped_column(default=AwardKind.TITLE)
    is_posthumous: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)

    programme: Mapped[Programme] = relationship(back_populates="titles")

    __table_args__ = (UniqueConstraint("programme_id", "name"),)


class LegalBasis(Model):
    """A rule of law a round rests on, with the days between which it is in force."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    title: Mapped[str]
    issued_on: Mapped[date | None]
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("legal_basis.id"))
    is_sample: Mapped[bool] = mapped_column(default=True)
    """Entered as an example; an officer has yet to confirm it against the official text."""
    note: Mapped[str] = mapped_column(default="")

    superseded_by: Mapped["LegalBasis | None"] = relationship(remote_side=[id])

    __table_args__ = (UniqueConstraint("number", "effective_from"),)

    def is_in_force(self, day: date) -> bool:
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_to is None or day <= self.effective_to)


class RuleSet(Model):
    """One version of a programme's rules; a round pins one, a change is a new version."""

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[str]
    number: Mapped[int] = mapped_column(default=1)
    legal_basis_id: Mapped[int | None] = mapped_column(ForeignKey("legal_basis.id"))
    is_sample: Mapped[bool] = mapped_column(default=True)
    threshold_num: Mapped[int] = mapped_column(default=9)
    threshold_den: Mapped[int] = mapped_column(default=10)
    threshold_base: Mapped[Base] = mapped_column(default=Base.TOTAL)
    quorum_num: Mapped[int] = mapped_column(default=2)
    quorum_den: Mapped[int] = mapped_column(default=3)
    on_unreachable: Mapped[Unreachable] = mapped_column(default=Unreachable.WARN)
    conflict_years: Mapped[int] = mapped_column(default=3)
    least_sheets: Mapped[int] = mapped_column(default=2)
    least_endorsements: Mapped[int] = mapped_column(default=0)
    most_returns: Mapped[int] = mapped_column(default=2)
    return_days: Mapped[int] = mapped_column(default=5)
    posting_days: Mapped[int] = mapped_column(default=10)
    posting_counts_first: Mapped[bool] = mapped_column(default=False)
    reballot_allowed: Mapped[bool] = mapped_column(default=False)
    required_papers: Mapped[list[str]] = mapped_column(default=list)
    """Kinds of papers (`PaperKind`) without which a nomination cannot be handed in."""

    programme: Mapped[Programme] = relationship(back_populates="rule_sets")
    legal_basis: Mapped[LegalBasis | None] = relationship()

    __table_args__ = (
        UniqueConstraint("programme_id", "name", "number"),
        CheckConstraint("threshold_num > 0 AND threshold_num <= threshold_den", "threshold"),
        CheckConstraint("quorum_num > 0 AND quorum_num <= quorum_den", "quorum"),
        CheckConstraint("posting_days BETWEEN 1 AND 250", "posting_days"),
        CheckConstraint("conflict_years BETWEEN 0 AND 60", "conflict_years"),
    )

    @property
    def share(self) -> Share:
        return Share(self.threshold_num, self.threshold_den, self.threshold_base)

    @property
    def title(self) -> str:
        return f"{self.name} (v{self.number})"
