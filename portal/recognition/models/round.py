"""Rounds: a small state, and phases that carry the detail."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.changes import Tracked
from portal.core.db import Model, Versioned
from portal.councils.models import Council
from portal.recognition.models.programme import AwardTitle, Programme, RuleSet
from portal.recognition.models.review import Criterion
from portal.recognition.rules.phases import PhaseKind, PhaseState
from portal.recognition.rules.states import PUBLIC_ROUNDS, RoundState
from portal.units.models import Document

if TYPE_CHECKING:
    from portal.recognition.models.posting import PublicPosting


class Round(Versioned, Tracked, Model):
    """One round of a programme, with the rule set that was pinned when it opened."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    summary: Mapped[str] = mapped_column(default="")
    how_to: Mapped[str] = mapped_column(default="")
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_set.id"))
    council_id: Mapped[int | None] = mapped_column(ForeignKey("council.id"), unique=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    """The letter of submission (tờ trình) that asks for the decision."""
    state: Mapped[RoundState] = mapped_column(default=RoundState.DRAFT, index=True)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    concluded_at: Mapped[datetime | None]

    programme: Mapped[Programme] = relationship()
    rule_set: Mapped[RuleSet] = relationship()
    council: Mapped[Council | None] = relationship()
    notice: Mapped[Document | None] = relationship(foreign_keys=[notice_id])
    letter: Mapped[Document | None] = relationship(foreign_keys=[letter_id])
    titles: Mapped[list["RoundTitle"]] = relationship(
        back_populates="round", order_by="RoundTitle.position", cascade="all, delete-orphan"
    )
    phases: Mapped[list["Phase"]] = relationship(
        back_populates="round", order_by="Phase.starts_on, Phase.id", cascade="all, delete-orphan"
    )
    criteria: Mapped[list[Criterion]] = relationship(
        order_by="Criterion.position, Criterion.id", cascade="all, delete-orphan"
    )
    moves: Mapped[list["RoundMove"]] = relationship(order_by="RoundMove.id")
    posting: Mapped["PublicPosting | None"] = relationship(back_populates="round")

    __table_args__ = (
        CheckConstraint("approved_by_id <> submitted_by_id", "two_people_approve"),
        CheckConstraint(
            "state IN ('draft', 'submitted', 'cancelled') OR approved_by_id IS NOT NULL",
            "approved_if_public",
        ),
        CheckConstraint(
            "(state IN ('concluded', 'archived')) = (concluded_at IS NOT NULL)", "concluded_at"
        ),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.programme.scope_unit_id

    @property
    def url(self) -> str:
        return url_for("recognition.round_page", slug=self.slug)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_ROUNDS

    @property
    def is_frozen(self) -> bool:
        """From its approval on, rules, criteria, weights and thresholds stay as they are."""
        return self.state not in (RoundState.DRAFT, RoundState.SUBMITTED)

    @property
    def active_phase(self) -> "Phase | None":
        return next((phase for phase in self.phases if phase.state is PhaseState.ACTIVE), None)

    def phase(self, kind: PhaseKind) -> "Phase | None":
        return next((phase for phase in self.phases if phase.kind is kind), None)

    def is_in(self, kind: PhaseKind) -> bool:
        """Whether the round runs and stands in that phase."""
        active = self.active_phase
        return self.state is RoundState.RUNNING and active is not None and active.kind is kind

    def takes_nominations(self, day: date) -> bool:
        """Whether a nomination may be handed in on that day."""
        active = self.active_phase
        return (
            active is not None
            and self.is_in(PhaseKind.SUBMISSION)
            and active.starts_on <= day <= active.ends_on
        )

    def changes(self) -> Iterable[tuple[str, object]]:
        return [("round", self.slug)]


class RoundTitle(Model):
    """A title conferred in a round; `quota` None means "no quota"."""

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("award_title.id"), primary_key=True)
    quota: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)

    round: Mapped[Round] = relationship(back_populates="titles")
    title: Mapped[AwardTitle] = relationship(lazy="joined")

    __table_args__ = (CheckConstraint("quota > 0", "quota"),)


class Phase(Tracked, Model):
    """A step of a round between two days (both inclusive, in Vietnam)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    kind: Mapped[PhaseKind]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[PhaseState] = mapped_column(default=PhaseState.PLANNED)
    closed_at: Mapped[datetime | None]

    round: Mapped[Round] = relationship(back_populates="phases")

    __table_args__ = (
        UniqueConstraint("round_id", "kind"),
        CheckConstraint("ends_on >= starts_on", "ends_after_start"),
        CheckConstraint("(state = 'done') = (closed_at IS NOT NULL)", "closed_if_done"),
    )

    def changes(self) -> Iterable[tuple[str, object]]:
        return self.round.changes()


class RoundMove(Model):
    """One step of a round's life: shown to those who run it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    name: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
