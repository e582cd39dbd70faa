"""Paper ballots: prepared, opened on a frozen roll, counted twice, closed."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from blinker import signal
from flask_babel import gettext as _

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.actions.meetings import quorum_of
from portal.councils.models import (
    AgendaItem,
    BallotLine,
    BallotSession,
    FindingStatus,
    LineCount,
    Meeting,
    MeetingState,
    Presence,
    RollEntry,
    RollState,
    SessionState,
    Tally,
)
from portal.councils.rules.ballots import Counts, differences, faults
from portal.councils.rules.threshold import Assembly, Unreachable, judge

ballot_closed = signal("ballot-closed")
"""Sent with the session once every line has its tally; upper features take the results from it."""


def prepare_ballot(
    meeting: Meeting,
    items: Sequence[AgendaItem],
    *,
    replaces: BallotSession | None = None,
) -> BallotSession:
    """Prepare a ballot under the council's rule: a line, a box and a slip a member for each item."""
    council = meeting.council
    if not items:
        raise RuleBroken(_("Choose at least one item to vote on."), "items")
    if any(item.meeting_id != meeting.id for item in items):
        raise RuleBroken(_("An item is not on the agenda of this meeting."), "items")
    busy = {
        line.item_id
        for session in meeting.sessions
        if session.state in (SessionState.DRAFT, SessionState.OPEN)
        for line in session.lines
    }
    if any(item.id in busy for item in items):
        raise RuleBroken(_("Another ballot on one of these items is not closed yet."), "items")
    session = BallotSession(
        meeting=meeting,
        num=council.threshold_num,
        den=council.threshold_den,
        base=council.threshold_base,
        on_unreachable=council.on_unreachable,
        replaces_id=replaces.id if replaces else None,
    )
    db.session.add(session)
    session.lines = [
        BallotLine(item=item, position=position) for position, item in enumerate(items, start=1)
    ]
    db.session.flush()
    audit.record(
        "ballot.prepare", session, after={"rule": f"{council.share} {council.threshold_base}"}
    )
    return session


def roll_of(meeting: Meeting, item: AgendaItem) -> list[tuple[int, RollState]]:
    """Each voting member's state for one item, as attendance and conflicts stand now."""
    presence = meeting.presence()
    recused = {finding.member_id for finding in item.findings if finding.stands}
    roll = []
    for member in meeting.council.voting(meeting.day):
        there = presence.get(member.id) in (Presence.PRESENT, Presence.SENT_BALLOT)
        state = RollState.VOTES if there else RollState.ABSENT
        roll.append((member.id, RollState.RECUSED if member.id in recused else state))
    return roll


def assembly_now(line: BallotLine) -> tuple[Assembly, int]:
    """Who could vote on a line if its ballot were opened now, and how many would get a slip."""
    meeting = line.session.meeting
    states = [state for _member, state in roll_of(meeting, line.item)]
    votes, recused = states.count(RollState.VOTES), states.count(RollState.RECUSED)
    present = _present(meeting)
    assembly = Assembly(len(states), present, recused, recused_present=max(0, present - votes))
    return assembly, votes


def _present(meeting: Meeting) -> int:
    presence = meeting.presence()
    return sum(
        presence.get(member.id, Presence.ABSENT) is not Presence.ABSENT
        for member in meeting.council.voting(meeting.day)
    )


def freeze(session: BallotSession) -> None:
    """Write the roll of a ballot that is being opened, and the hash that goes into the minutes."""
    meeting = session.meeting
    session.members_total = len(meeting.council.voting(meeting.day))
    session.members_present = _present(meeting)
    for line in session.lines:
        line.roll = [
            RollEntry(member_id=member_id, state=state)
            for member_id, state in roll_of(meeting, line.item)
        ]
    db.session.flush()
    session.roll_hash = hash_of(session)


def hash_of(session: BallotSession) -> str:
    """SHA-256 of roll, lines and rule in a canonical form: anybody with the data can repeat it."""
    content = {
        "session": session.id,
        "rule": [session.num, session.den, session.base.value],
        "members": [session.members_total, session.members_present],
        "lines": [
            [line.item_id, sorted([entry.member_id, entry.state.value] for entry in line.roll)]
            for line in session.lines
        ],
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def open_ballot(session: BallotSession, *, warned: bool, by: Any) -> None:
    """Freeze the roll and open the ballot.

    `warned`: whoever opens has read that some line can no longer pass; where the rule says block,
    that is not enough.
    """
    _check_openable(session)
    verdicts = [judge(session.share, assembly_now(line)[0]) for line in session.lines]
    hopeless = [verdict for verdict in verdicts if not verdict.reachable]
    if hopeless and session.on_unreachable is Unreachable.BLOCK:
        raise RuleBroken(hopeless[0].sentence)
    if hopeless and not warned:
        raise RuleBroken(hopeless[0].sentence, "warned")
    freeze(session)
    session.state, session.opened_at, session.opened_by_id = SessionState.OPEN, clock.now(), by.id
    audit.record("ballot.open", session, after={"roll": session.roll_hash})


def _check_openable(session: BallotSession) -> None:
    if session.state is not SessionState.DRAFT:
        raise RuleBroken(_("This ballot has been opened already."))
    if session.meeting.state is not MeetingState.OPEN:
        raise RuleBroken(_("Open the meeting first: a ballot belongs to an open meeting."))
    state = quorum_of(session.meeting)
    if not state.reached:
        raise RuleBroken(state.sentence)
    for line in session.lines:
        if any(finding.status is FindingStatus.SUSPECTED for finding in line.item.findings):
            raise RuleBroken(
                _("Decide the suspected conflicts on “%(item)s” first.", item=line.item.title)
            )


def enter_count(line: BallotLine, counts: Counts, *, by: Any) -> LineCount:
    """Enter one of the two counts of a line; the second is another person's.

    Each may mend his own figures until both agree; then the tally stands.
    """
    if line.session.state is not SessionState.OPEN:
        raise RuleBroken(_("Counts are entered while the ballot is open."))
    if line.tally is not None:
        raise RuleBroken(_("Both counts agree: the result of this line stands."))
    for column, sentence in faults(counts, electorate=line.electorate).items():
        raise RuleBroken(sentence, column)
    own = next((row for row in line.counts if row.entered_by_id == by.id), None)
    if own is None and len(line.counts) == 2:
        raise RuleBroken(_("Two people have already counted this line."))
    if own is None:
        taken = {row.round for row in line.counts}
        own = LineCount(line=line, round=1 if 1 not in taken else 2, entered_by_id=by.id)
        db.session.add(own)
    for name, value in counts.as_row().items():
        setattr(own, name, value)
    own.entered_at = clock.now()
    db.session.flush()
    audit.record("ballot.count", own, after=counts.as_row())
    _settle(line)
    return own


def _settle(line: BallotLine) -> None:
    db.session.refresh(line, ["counts"])
    if len(line.counts) < 2 or differences(line.counts[0].figures, line.counts[1].figures):
        return
    figures = line.counts[0].figures
    assembly = line.assembly(issued=figures.issued, valid=figures.valid)
    verdict = judge(line.session.share, assembly, figures.yes)
    line.tally = Tally(
        **figures.as_row(),
        need=verdict.need,
        base_size=verdict.base_size,
        passed=bool(verdict.passed),
    )
    db.session.flush()
    audit.record("ballot.tally", line.tally, after=figures.as_row())


def close_ballot(session: BallotSession) -> None:
    """Close a ballot whose every line has a tally, and tell those who wait for its results."""
    if session.state is not SessionState.OPEN:
        raise RuleBroken(_("Only an open ballot can be closed."))
    left = [line for line in session.lines if line.tally is None]
    if left:
        raise RuleBroken(_("“%(item)s” lacks two counts that agree.", item=left[0].item.title))
    session.state, session.closed_at = SessionState.CLOSED, clock.now()
    audit.record("ballot.close", session)
    ballot_closed.send(session)


def void_ballot(session: BallotSession, *, reason: str) -> None:
    """Declare a ballot void: it stays in the minutes with the reason; a new one may follow."""
    if session.state not in (SessionState.DRAFT, SessionState.OPEN):
        raise RuleBroken(_("A closed ballot stands; it is not declared void here."))
    if not reason.strip():
        raise RuleBroken(_("State why the ballot is void."), "reason")
    session.state, session.void_reason = SessionState.VOID, reason.strip()
    audit.record("ballot.void", session, reason=reason)
