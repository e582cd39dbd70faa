"""Calling a meeting, noting who came, opening and closing it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flask_babel import gettext as _

from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.models import (
    AgendaItem,
    Attendance,
    Council,
    Meeting,
    MeetingState,
    Presence,
    SessionState,
)
from portal.councils.rules.threshold import Quorum, quorum


def call_meeting(
    council: Council,
    *,
    title: str,
    held_at: datetime,
    place: str,
    items: Iterable[AgendaItem] = (),
) -> Meeting:
    """Call a meeting and put items on its agenda."""
    meeting = Meeting(
        council=council,
        title=title,
        held_at=held_at,
        place=place,
        quorum_num=council.quorum_num,
        quorum_den=council.quorum_den,
    )
    db.session.add(meeting)
    for item in items:
        item.meeting = meeting
    db.session.flush()
    audit.record("meeting.call", meeting, after={"title": title})
    return meeting


def quorum_of(meeting: Meeting) -> Quorum:
    """The quorum as attendance stands; a sent ballot does not fill a chair."""
    voting = meeting.council.voting(meeting.day)
    presence = meeting.presence()
    present = sum(presence.get(member.id) is Presence.PRESENT for member in voting)
    return quorum(meeting.quorum_num, meeting.quorum_den, total=len(voting), present=present)


def record_attendance(meeting: Meeting, given: Mapping[int, tuple[Presence, str]]) -> None:
    """Note who is there; nothing changes once a ballot has been opened."""
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken(_("The meeting is closed."))
    if any(
        session.state in (SessionState.OPEN, SessionState.CLOSED) for session in meeting.sessions
    ):
        raise RuleBroken(_("A ballot has been opened: its roll is frozen, and attendance with it."))
    known = {row.member_id: row for row in meeting.attendance}
    for member in meeting.council.serving(meeting.day):
        presence, reason = given.get(member.id, (Presence.ABSENT, ""))
        row = known.get(member.id)
        if row is None:
            row = Attendance(meeting=meeting, member_id=member.id, presence=presence)
            db.session.add(row)
        row.presence, row.reason = presence, reason
    audit.record("meeting.attendance", meeting, after={"present": quorum_of(meeting).present})


def open_meeting(meeting: Meeting) -> None:
    """Open the meeting; without a quorum it is not one."""
    if meeting.state is not MeetingState.PLANNED:
        raise RuleBroken(_("The meeting is already open."))
    state = quorum_of(meeting)
    if not state.reached:
        raise RuleBroken(state.sentence)
    meeting.state, meeting.opened_at = MeetingState.OPEN, clock.now()
    audit.record("meeting.open", meeting)


def note_discussion(meeting: Meeting, text: str) -> None:
    """Write down the course of the discussion for the minutes."""
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken(_("The meeting is closed."))
    meeting.discussion = text
    audit.record("meeting.note", meeting, after={"discussion": text})


def close_meeting(meeting: Meeting) -> None:
    """Close the meeting: every ballot is closed or void, and the quorum still holds."""
    if meeting.state is not MeetingState.OPEN:
        raise RuleBroken(_("Only an open meeting can be closed."))
    if any(
        session.state in (SessionState.DRAFT, SessionState.OPEN) for session in meeting.sessions
    ):
        raise RuleBroken(_("A ballot of this meeting is not closed yet."))
    state = quorum_of(meeting)
    if not state.reached:
        raise RuleBroken(state.sentence)
    meeting.state, meeting.closed_at = MeetingState.CLOSED, clock.now()
    audit.record("meeting.close", meeting)
