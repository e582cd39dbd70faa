"""Counted paper ballots: a frozen roll, a line an item, two counts, one tally."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core import clock
from portal.core.db import Model
from portal.councils.models.council import CouncilMember
from portal.councils.models.meeting import AgendaItem, Meeting
from portal.councils.rules.ballots import Counts
from portal.councils.rules.threshold import Assembly, Base, Share, Unreachable, Verdict, judge


class BallotMode(StrEnum):
    PAPER = "paper"


class SessionState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    VOID = "void"


class RollState(StrEnum):
    """What the roll says of one member for one line."""

    VOTES = "votes"
    RECUSED = "recused"
    ABSENT = "absent"


class BallotSession(Model):
    """One ballot of one meeting; from its opening on neither rule nor roll changes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    mode: Mapped[BallotMode] = mapped_column(default=BallotMode.PAPER)
    state: Mapped[SessionState] = mapped_column(default=SessionState.DRAFT)
    num: Mapped[int]
    den: Mapped[int]
    base: Mapped[Base] = mapped_column(default=Base.TOTAL)
    on_unreachable: Mapped[Unreachable] = mapped_column(default=Unreachable.WARN)
    members_total: Mapped[int | None]
    members_present: Mapped[int | None]
    roll_hash: Mapped[str | None]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("ballot_session.id"))

    meeting: Mapped[Meeting] = relationship(back_populates="sessions")
    lines: Mapped[list["BallotLine"]] = relationship(
        back_populates="session", order_by="BallotLine.position, BallotLine.id"
    )

    __table_args__ = (
        CheckConstraint("num > 0 AND num <= den", "threshold_is_a_share"),
        CheckConstraint("state = 'draft' OR roll_hash IS NOT NULL OR state = 'void'", "frozen"),
        CheckConstraint("state <> 'closed' OR closed_at IS NOT NULL", "closed_if_closed"),
        CheckConstraint("state <> 'void' OR void_reason <> ''", "void_with_reason"),
    )

    @property
    def scope_unit_id(self) -> int:
        return self.meeting.scope_unit_id

    @property
    def share(self) -> Share:
        return Share(self.num, self.den, self.base)


class BallotLine(Model):
    """The ballot on one item: its own box and its own slip for every member."""

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("ballot_session.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    session: Mapped[BallotSession] = relationship(back_populates="lines")
    item: Mapped[AgendaItem] = relationship()
    roll: Mapped[list["RollEntry"]] = relationship(back_populates="line", order_by="RollEntry.id")
    counts: Mapped[list["LineCount"]] = relationship(
        back_populates="line", order_by="LineCount.round"
    )
    tally: Mapped["Tally | None"] = relationship(back_populates="line")

    __table_args__ = (UniqueConstraint("session_id", "item_id"),)

    @property
    def scope_unit_id(self) -> int:
        return self.session.scope_unit_id

    def assembly(self, *, issued: int | None = None, valid: int | None = None) -> Assembly:
        """Who could vote on this line, from the frozen roll."""
        states = [entry.state for entry in self.roll]
        votes, recused = states.count(RollState.VOTES), states.count(RollState.RECUSED)
        total, present = self.session.members_total or 0, self.session.members_present or 0
        return Assembly(
            total,
            present,
            recused,
            recused_present=max(0, present - votes),
            issued=issued,
            valid=valid,
        )

    @property
    def electorate(self) -> int:
        """How many members may receive a slip for this line."""
        return sum(entry.state is RollState.VOTES for entry in self.roll)


class RollEntry(Model):
    """The state of one member for one line, frozen at the opening; never how he voted."""

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("ballot_line.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("council_member.id"))
    state: Mapped[RollState]

    line: Mapped[BallotLine] = relationship(back_populates="roll")
    member: Mapped[CouncilMember] = relationship()

    __table_args__ = (UniqueConstraint("line_id", "member_id"),)


class CountColumns:
    """The figures of a box; the database refuses those that do not add up."""

    issued: Mapped[int]
    returned: Mapped[int]
    valid: Mapped[int]
    blank: Mapped[int]
    invalid: Mapped[int]
    yes: Mapped[int]
    no: Mapped[int]
    abstain: Mapped[int] = mapped_column(default=0)

    @property
    def figures(self) -> Counts:
        return Counts(
            self.issued,
            self.returned,
            self.valid,
            self.blank,
            self.invalid,
            self.yes,
            self.no,
            self.abstain,
        )


def _sums() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("returned <= issued", "returned_of_issued"),
        CheckConstraint("valid + blank + invalid = returned", "ballots_add_up"),
        CheckConstraint("yes + no + abstain = valid", "votes_add_up"),
        CheckConstraint(
            "blank >= 0 AND invalid >= 0 AND yes >= 0 AND no >= 0 AND abstain >= 0", "not_negative"
        ),
    )


class LineCount(CountColumns, Model):
    """One of the two counts of a line, each by another person."""

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("ballot_line.id"), index=True)
    round: Mapped[int]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime] = mapped_column(default=clock.now)

    line: Mapped[BallotLine] = relationship(back_populates="counts")

    __table_args__ = (
        UniqueConstraint("line_id", "round"),
        UniqueConstraint("line_id", "entered_by_id"),
        CheckConstraint("round IN (1, 2)", "two_counts"),
        *_sums(),
    )


class Tally(CountColumns, Model):
    """The agreed figures of a line and what they mean under the session's rule."""

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("ballot_line.id"), unique=True)
    need: Mapped[int]
    base_size: Mapped[int]
    passed: Mapped[bool]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    line: Mapped[BallotLine] = relationship(back_populates="tally")

    __table_args__ = (
        CheckConstraint("need > 0", "need_something"),
        CheckConstraint("(passed AND yes >= need) OR (NOT passed AND yes < need)", "verdict_holds"),
        *_sums(),
    )

    @property
    def verdict(self) -> Verdict:
        return judge(
            self.line.session.share,
            self.line.assembly(issued=self.issued, valid=self.valid),
            self.yes,
        )
