"""Paper ballots: a frozen roll, two counts, sums that agree, minutes that tell the truth."""

from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.councils.actions.ballots import (
    close_ballot,
    enter_count,
    hash_of,
    open_ballot,
    prepare_ballot,
    void_ballot,
)
from portal.councils.actions.conflicts import declare_conflict, put_before
from portal.councils.actions.meetings import (
    call_meeting,
    close_meeting,
    open_meeting,
    quorum_of,
    record_attendance,
)
from portal.councils.actions.seats import end_seat, seat_member
from portal.councils.invariants import check_rolls, check_tallies
from portal.councils.minutes import issue_minutes
from portal.councils.models import (
    Council,
    FindingSource,
    Meeting,
    MeetingState,
    MemberRole,
    PersonPart,
    Presence,
    RollState,
    SessionState,
)
from portal.councils.outlook import outlook_of
from portal.councils.rules.ballots import Counts
from portal.councils.rules.conflicts import ConflictKind
from portal.councils.rules.threshold import Unreachable
from tests.factories.accounts import make_account
from tests.factories.councils import LONG_AGO, make_council, make_full_council, make_member
from tests.factories.registry import make_person

NOON = datetime(2026, 6, 1, 12, tzinfo=clock.VIETNAM)


def make_meeting(size: int = 9, items: int = 1, *, absent: int = 0, **council_columns) -> Meeting:
    """An open meeting with everybody there but the last `absent`, who sent a ballot or are away."""
    council = make_full_council(size)
    for name, value in ({"threshold_num": 9, "threshold_den": 10} | council_columns).items():
        setattr(council, name, value)
    matters = [
        put_before(council, title=f"Việc {n}", people=[(make_person(), PersonPart.NOMINEE)])
        for n in range(items)
    ]
    meeting = call_meeting(council, title="Phiên họp", held_at=NOON, place="Tỉnh", items=matters)
    members = council.voting(meeting.day)
    given = {member.id: (Presence.PRESENT, "") for member in members}
    given |= {member.id: (Presence.ABSENT, "Ốm") for member in members[size - absent :]}
    record_attendance(meeting, given)
    db.session.refresh(meeting)
    open_meeting(meeting)
    return meeting


def recuse(council: Council, item) -> None:
    member = council.voting(NOON.date())[-1]
    declare_conflict(
        member,
        item,
        kind=ConflictKind.FAMILY,
        note="Họ hàng",
        source=FindingSource.MEMBER,
        by=make_account(),
    )
    db.session.refresh(item)


def figures(yes: int, no: int = 0) -> Counts:
    total = yes + no
    return Counts(issued=total, returned=total, valid=total, blank=0, invalid=0, yes=yes, no=no)


def test_b4_a_line_that_cannot_pass_is_blocked_or_opened_with_open_eyes() -> None:
    meeting = make_meeting(9)
    recuse(meeting.council, meeting.items[0])
    session = prepare_ballot(meeting, meeting.items)
    outlook = outlook_of(session.lines[0])
    assert (outlook.verdict.need, outlook.verdict.attainable) == (9, 8)
    chair = make_account()
    with pytest.raises(RuleBroken) as broken:
        open_ballot(session, warned=False, by=chair)
    assert broken.value.field == "warned"
    session.on_unreachable = Unreachable.BLOCK
    with pytest.raises(RuleBroken):
        open_ballot(session, warned=True, by=chair)
    session.on_unreachable = Unreachable.WARN
    open_ballot(session, warned=True, by=chair)
    assert session.state is SessionState.OPEN
    assert [entry.state for entry in session.lines[0].roll].count(RollState.RECUSED) == 1


def test_a_suspected_conflict_keeps_the_ballot_closed() -> None:
    meeting = make_meeting(5)
    declare_conflict(
        meeting.council.voting(NOON.date())[0],
        meeting.items[0],
        kind=ConflictKind.OTHER,
        note="?",
        source=FindingSource.NOMINEE,
        by=make_account(),
    )
    session = prepare_ballot(meeting, meeting.items)
    with pytest.raises(RuleBroken):
        open_ballot(session, warned=True, by=make_account())


def test_the_tally_stands_when_two_people_count_the_same() -> None:
    meeting = make_meeting(15, absent=1)
    session = prepare_ballot(meeting, meeting.items)
    open_ballot(session, warned=False, by=make_account())
    (line,) = session.lines
    first, second, third = (make_account() for _ in range(3))
    with pytest.raises(RuleBroken) as broken:
        enter_count(line, figures(15), by=first)
    assert broken.value.field == "issued"
    enter_count(line, figures(13, 1), by=first)
    with pytest.raises(RuleBroken):
        close_ballot(session)
    enter_count(line, figures(14), by=second)
    assert line.tally is None
    with pytest.raises(RuleBroken):
        enter_count(line, figures(14), by=third)
    enter_count(line, figures(14), by=first)
    assert line.tally is not None
    assert line.tally.passed
    assert line.tally.verdict.need == 14
    with pytest.raises(RuleBroken):
        enter_count(line, figures(13, 1), by=first)
    close_ballot(session)
    assert check_tallies() == []
    assert check_rolls() == []


def test_the_roll_does_not_change_once_the_ballot_is_open() -> None:
    meeting = make_meeting(5)
    session = prepare_ballot(meeting, meeting.items)
    open_ballot(session, warned=True, by=make_account())
    assert session.roll_hash == hash_of(session)
    with pytest.raises(RuleBroken):
        record_attendance(meeting, {})
    session.lines[0].roll[0].state = RollState.ABSENT
    db.session.flush()
    assert check_rolls() != []


def test_the_database_refuses_figures_that_do_not_add_up() -> None:
    meeting = make_meeting(5)
    session = prepare_ballot(meeting, meeting.items)
    open_ballot(session, warned=True, by=make_account())
    row = enter_count(session.lines[0], figures(5), by=make_account())
    row.yes = 4
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.flush()


def test_a_meeting_without_quorum_does_not_open() -> None:
    council = make_full_council(9)
    meeting = call_meeting(council, title="Họp", held_at=NOON, place="Tỉnh")
    members = council.voting(meeting.day)
    given = {member.id: (Presence.PRESENT, "") for member in members[:5]}
    given |= {member.id: (Presence.SENT_BALLOT, "") for member in members[5:]}
    record_attendance(meeting, given)
    db.session.refresh(meeting)
    assert not quorum_of(meeting).reached  # a sent ballot fills no chair
    with pytest.raises(RuleBroken):
        open_meeting(meeting)


def test_a_meeting_closes_after_its_ballots() -> None:
    meeting = make_meeting(5)
    session = prepare_ballot(meeting, meeting.items)
    with pytest.raises(RuleBroken):
        prepare_ballot(meeting, meeting.items)
    with pytest.raises(RuleBroken):
        close_meeting(meeting)
    with pytest.raises(RuleBroken):
        void_ballot(session, reason="")
    void_ballot(session, reason="In nhầm phiếu")
    close_meeting(meeting)
    assert meeting.state is MeetingState.CLOSED


def test_minutes_are_refused_while_figures_fail_and_issued_once() -> None:
    meeting = make_meeting(5)
    session = prepare_ballot(meeting, meeting.items)
    officer = make_account()
    open_ballot(session, warned=True, by=officer)
    with pytest.raises(RuleBroken):
        issue_minutes(meeting, session=session, number="1", by=officer)
    for counter in (make_account(), make_account()):
        enter_count(session.lines[0], figures(4, 1), by=counter)
    close_ballot(session)
    with pytest.raises(RuleBroken):
        issue_minutes(meeting, session=None, number="1", by=officer)
    close_meeting(meeting)
    session.lines[0].counts[0].yes, session.lines[0].counts[0].no = 5, 0
    with pytest.raises(RuleBroken):
        issue_minutes(meeting, session=session, number="1", by=officer)
    session.lines[0].counts[0].yes, session.lines[0].counts[0].no = 4, 1
    minutes = issue_minutes(meeting, session=session, number="01/BB", by=officer)
    assert minutes.docx.name.endswith(".docx")
    assert minutes.pdf.media_type == "application/pdf"
    db.session.refresh(meeting)
    with pytest.raises(RuleBroken):
        issue_minutes(meeting, session=session, number="01/BB", by=officer)


def test_a_seat_is_one_chair_one_person_and_has_an_end() -> None:
    council = make_council()
    chair = make_member(council, role=MemberRole.CHAIR)
    with pytest.raises(RuleBroken):
        make_member(council, role=MemberRole.CHAIR)
    with pytest.raises(RuleBroken):
        seat_member(council, chair.person, role=MemberRole.MEMBER, starts_on=LONG_AGO)
    end_seat(chair, on=clock.today(), reason="Nghỉ hưu")
    assert chair.ends_on == clock.today()
    with pytest.raises(RuleBroken):
        end_seat(chair, on=clock.today(), reason="Nghỉ hưu")
