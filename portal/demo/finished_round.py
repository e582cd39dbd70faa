"""The round that is over, played by the real actions on the days on which they would have happened."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.councils.actions.ballots import close_ballot, enter_count, open_ballot, prepare_ballot
from portal.councils.actions.conflicts import decide_conflict
from portal.councils.actions.meetings import (
    call_meeting,
    close_meeting,
    note_discussion,
    open_meeting,
    record_attendance,
)
from portal.councils.minutes import issue_minutes
from portal.councils.models import (
    AgendaItem,
    BallotLine,
    FindingStatus,
    Meeting,
    Presence,
)
from portal.councils.rules.ballots import Counts
from portal.demo.stage import (
    Stage,
    advance,
    day_in,
    draw_up,
    hand_in,
    nominate_for,
    on,
    seated,
)
from portal.recognition.actions import (
    deciding,
    honours,
    posting,
    reviewing,
    rounds,
    screening,
)
from portal.recognition.actions.steps import transition
from portal.recognition.models import (
    Nomination,
    ObjectionKind,
    Round,
)
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import State
from portal.registry.models import Person

_REASONS = {
    True: "Đang cùng làm việc ở một đơn vị (quyết định mẫu).",
    False: "Quan hệ công tác đã qua, không ảnh hưởng (quyết định mẫu).",
}
"""Why a finding stands or is dismissed."""


def play_finished(
    stage: Stage, elders: Sequence[Person], young: Sequence[Person], rng: Random
) -> None:
    """Play it from the notice to the certificates."""
    round = draw_up(stage, year=2025, opens_on=date(2025, 10, 6), notice="118/TB-SM")
    with on(date(2025, 10, 20)):
        for title, people in zip(stage.titles, (elders, young), strict=True):
            for person in people:
                hand_in(stage, nominate_for(stage, round, person, title))
    own = list(db.session.scalars(select(Nomination).filter_by(round_id=round.id)))
    advance(stage, round)
    with on(day_in(round, PhaseKind.SCREENING)):
        for nomination in own:
            screening.accept(nomination, by=stage.secretary)
    advance(stage, round)
    with on(day_in(round, PhaseKind.REVIEW)):
        _review(stage, round, own, rng)
    advance(stage, round)
    with on(day_in(round, PhaseKind.MEETING)):
        _meet(stage, round, own)
    advance(stage, round)
    with on(day_in(round, PhaseKind.PUBLIC_COMMENT)):
        posting.post_results(round, starts_on=clock.today(), by=stage.secretary)
        _comment(stage, own)
    with on(day_in(round, PhaseKind.PROPOSAL)):
        for nomination in own:
            if nomination.state is State.CONTESTED:
                transition(nomination, "clear", actor=stage.secretary)
    advance(stage, round)
    _conclude(stage, round)


def _review(stage: Stage, round: Round, own: Sequence[Nomination], rng: Random) -> None:
    for nomination in own:
        recused: set[int] = set()
        item = nomination.agenda_item
        for finding in item.findings if item else ():
            if finding.status is FindingStatus.SUSPECTED:
                stands = not recused
                decide_conflict(finding, stands=stands, reason=_REASONS[stands], by=stage.secretary)
            if finding.stands:
                recused.add(finding.member_id)
        for member in seated(round).voting(clock.today()):
            if member.id not in recused:
                reviewing.file_sheet(
                    nomination,
                    member,
                    scores={one.id: rng.randint(6, 10) for one in nomination.round.criteria},
                    comment="",
                )


def _meet(stage: Stage, round: Round, own: Sequence[Nomination]) -> None:
    voted = [one.agenda_item for one in own if one.state is State.ON_BALLOT]
    items = [item for item in voted if item is not None]
    meeting = call_meeting(
        seated(round),
        title="Phiên họp xét, bỏ phiếu đợt năm 2025",
        held_at=clock.now(),
        place="Hội trường Uỷ ban nhân dân tỉnh Sơn Mẫu (địa điểm mẫu)",
        items=items,
    )
    present = {member.id: (Presence.PRESENT, "") for member in seated(round).serving(meeting.day)}
    record_attendance(meeting, present)
    open_meeting(meeting)
    note_discussion(
        meeting, "Hội đồng nghe thư ký trình bày hồ sơ, trao đổi từng trường hợp rồi bỏ phiếu kín."
    )
    _vote(stage, meeting, items)
    close_meeting(meeting)


def _vote(stage: Stage, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    session = prepare_ballot(meeting, items)
    open_ballot(session, warned=True, by=stage.secretary)
    last = session.lines[-1]
    for line in session.lines:
        counts = _counts(line, against=3 if line is last else 0)
        for teller in (stage.secretary, stage.approver):
            enter_count(line, counts, by=teller)
    close_ballot(session)
    issue_minutes(meeting, session=session, number="01/BB-HĐ", by=stage.secretary)


def _counts(line: BallotLine, *, against: int) -> Counts:
    voters = line.electorate
    no = min(voters, against)
    return Counts(
        issued=voters, returned=voters, valid=voters, blank=0, invalid=0, yes=voters - no, no=no
    )


def _comment(stage: Stage, own: Sequence[Nomination]) -> None:
    posted = next(one for one in own if one.state is State.POSTED)
    objection = posting.object_to(
        posted,
        kind=next(iter(ObjectionKind)),
        text="Đề nghị công bố rõ hơn công trình đã áp dụng ở xã nào (ý kiến mẫu).",
        sender_name="Một người dân xã Mường Thử",
        sender_email="nguoi-dan@somau.example",
    )
    posting.answer_objection(
        objection,
        upheld=False,
        answer="Công trình đã áp dụng tại các xã nêu trong hồ sơ; bản tóm tắt đã được bổ sung (trả lời mẫu).",
        by=stage.secretary,
    )


def _conclude(stage: Stage, round: Round) -> None:
    with on(day_in(round, PhaseKind.PROPOSAL)):
        deciding.send_letter(round, number="15/TTr-HĐ", issued_on=clock.today(), by=stage.secretary)
    advance(stage, round)
    with on(day_in(round, PhaseKind.DECISION)):
        proposed = select(Nomination.id).filter_by(round_id=round.id, state=State.PROPOSED)
        deciding.enter_decision(
            round,
            number="208/QĐ-UBND-SM",
            issued_on=clock.today(),
            issuer="Uỷ ban nhân dân tỉnh Sơn Mẫu (mẫu)",
            signer="Nguyễn Văn Mẫu",
            capacity="Chủ tịch",
            awarded=set(db.session.scalars(proposed)),
            by=stage.secretary,
        )
    advance(stage, round)
    with on(day_in(round, PhaseKind.HONOUR)):
        honours.publish_honours(round, by=stage.approver)
    advance(stage, round)
    last = round.phases[-1].ends_on + timedelta(days=2)
    with on(last):
        rounds.turn_round(round, "conclude", reason="", by=stage.approver)
