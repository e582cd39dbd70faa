"""Two records that may be one person, and how two became one, so that it can be undone."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model
from portal.registry.models.person import Person


class CandidateState(StrEnum):
    OPEN = "open"
    MERGED = "merged"
    DISTINCT = "distinct"
    """Decided: not the same person; the pair is never proposed again."""


class CandidateOrigin(StrEnum):
    SCAN = "scan"
    PROPOSAL = "proposal"
    """A person or officer said so."""


class DuplicateCandidate(Model):
    """A pair of records with the reasons to think them one; each pair stands once."""

    __table_args__ = (
        UniqueConstraint("low_id", "high_id"),
        CheckConstraint("low_id < high_id", "in_order"),
        Index("ix_duplicate_candidate_state_score", "state", "score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    low_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    high_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    score: Mapped[int] = mapped_column(default=0)
    """0 to 100."""
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    """[{reason, points}], the heaviest first."""
    state: Mapped[CandidateState] = mapped_column(default=CandidateState.OPEN)
    origin: Mapped[CandidateOrigin] = mapped_column(default=CandidateOrigin.SCAN)
    note: Mapped[str] = mapped_column(default="")
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    found_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decision_note: Mapped[str] = mapped_column(default="")

    low: Mapped[Person] = relationship(foreign_keys=[low_id])
    high: Mapped[Person] = relationship(foreign_keys=[high_id])
    proposed_by: Mapped[Any] = relationship("Account", foreign_keys=[proposed_by_id])
    decided_by: Mapped[Any] = relationship("Account", foreign_keys=[decided_by_id])


class Merge(Model):
    """One record taken into another: all that is needed to take them apart again."""

    id: Mapped[int] = mapped_column(primary_key=True)
    winner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    loser_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    actor_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(default="")
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What both records' own fields said, and whose each moved row was."""
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    winner: Mapped[Person] = relationship(foreign_keys=[winner_id])
    loser: Mapped[Person] = relationship(foreign_keys=[loser_id])
    actor: Mapped[Any] = relationship("Account", foreign_keys=[actor_id])
