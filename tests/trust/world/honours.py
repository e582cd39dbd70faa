"""A round under review with its council and ballot, one in preparation, one that is over."""

from datetime import date, timedelta

from portal.core import clock, verify
from portal.core.db import db
from portal.councils.actions import ballots, conflicts, meetings
from portal.councils.models import (
    ConflictFinding,
    FindingSource,
    FindingStatus,
    LineCount,
    MemberRole,
    Minutes,
    MinutesKind,
    PersonPart,
    Presence,
)
from portal.councils.rules.conflicts import ConflictKind
from portal.recognition.models import (
    Certificate,
    CheckOutcome,
    Decision,
    EligibilityCheck,
    Endorsement,
    EndorsementKind,
    Honour,
    Nomination,
    NominationPaper,
    Objection,
    ObjectionKind,
    ObjectionState,
    PaperKind,
    PublicPosting,
    Round,
    Score,
    ScoreSheet,
    SheetState,
)
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import State
from tests.factories.councils import make_council, make_member
from tests.factories.recognition import (
    make_nomination,
    make_programme,
    make_round,
    make_running_round,
)
from tests.factories.registry import make_person
from tests.factories.units import make_document
from tests.trust.world.base import World, paper

SEATS = {
    "presider": MemberRole.CHAIR,
    "keeper": MemberRole.SECRETARY,
    "councillor": MemberRole.MEMBER,
    "recused": MemberRole.MEMBER,
    "counter": MemberRole.COUNTER,
}

SCORES = {"councillor": 731_946_207, "keeper": 947_208_311}
"""Scores that are no other number of the world, nor any row's key: a draft's and a filed sheet's."""


def add_honours(world: World) -> None:
    programme = make_programme(world.thing("here"))
    world.keep("programme", programme, programme.slug)
    draft = make_round(programme)
    world.keep("draft_round", draft, draft.slug)
    running = make_running_round(programme, phase=PhaseKind.REVIEW)
    world.keep("round", running, running.slug)
    _nominations(world, running)
    _council(world, running)
    _ballot(world)
    _past(world, make_running_round(programme, phase=PhaseKind.PUBLIC_COMMENT))


def _nominations(world: World, round: Round) -> None:
    nominator = world.account("nominator")
    nomination = make_nomination(
        round,
        person=world.thing("person"),
        nominator=nominator,
        state=State.UNDER_REVIEW,
        submitted_at=clock.now(),
    )
    world.keep("nomination", nomination)
    draft = make_nomination(round, person=make_person(), nominator=world.account("neighbour"))
    world.keep("draft_nomination", draft)
    for name, one in (("paper", nomination), ("draft_paper", draft)):
        row = NominationPaper(
            nomination=one, kind=PaperKind.ACHIEVEMENT_REPORT, title="Báo cáo", file=paper()
        )
        db.session.add(row)
        world.keep(name, row)
    endorsement = Endorsement(nomination=nomination, kind=EndorsementKind.REFERENCE, name="Trần A")
    check = EligibilityCheck(
        nomination=nomination,
        outcome=CheckOutcome.ACCEPTED,
        by_id=world.accounts["honours"],
    )
    db.session.add_all([endorsement, check])
    round.criteria[0].highest = 1000
    world.keep("endorsement", endorsement)
    world.keep("check", check)


def _council(world: World, round: Round) -> None:
    council = world.keep("council", make_council(world.thing("here")))
    for actor, role in SEATS.items():
        person = make_person(full_name=f"Uỷ viên {actor}", account=world.account(actor))
        world.keep(f"{actor}_person", person)
        world.keep(f"{actor}_seat", make_member(council, person, role=role))
    round.council = council
    nomination = world.thing("nomination")
    item = conflicts.put_before(
        council, title="Xét tặng", people=[(nomination.person, PersonPart.NOMINEE)]
    )
    nomination.agenda_item = world.keep("agenda_item", item)
    finding = ConflictFinding(
        member=world.thing("recused_seat"),
        item=item,
        kind=ConflictKind.FAMILY,
        evidence="declaration",
        source=FindingSource.MEMBER,
        status=FindingStatus.CONFIRMED,
    )
    db.session.add(finding)
    world.keep("finding", finding)
    for actor, state in (("councillor", SheetState.DRAFT), ("keeper", SheetState.FILED)):
        filed_at = clock.now() if state is SheetState.FILED else None
        sheet = ScoreSheet(
            nomination=nomination,
            member=world.thing(f"{actor}_seat"),
            state=state,
            saved_at=clock.now(),
            filed_at=filed_at,
            scores=[Score(criterion_id=one.id, value=SCORES[actor]) for one in round.criteria[:1]],
        )
        db.session.add(sheet)
        world.keep(f"{actor}_sheet", sheet)


def _ballot(world: World) -> None:
    council, item = world.thing("council"), world.thing("agenda_item")
    meeting = meetings.call_meeting(
        council, title="Phiên họp", held_at=clock.now(), place="Phòng 2", items=[item]
    )
    world.keep("meeting", meeting)
    present = {member.id: (Presence.PRESENT, "") for member in council.voting(meeting.day)}
    meetings.record_attendance(meeting, present)
    meetings.open_meeting(meeting)
    session = world.keep("ballot", ballots.prepare_ballot(meeting, [item]))
    ballots.open_ballot(session, warned=True, by=world.account("presider"))
    line = world.keep("line", session.lines[0])
    first = LineCount(
        line=line,
        round=1,
        entered_by_id=world.accounts["keeper"],
        issued=3,
        returned=3,
        valid=3,
        blank=0,
        invalid=0,
        yes=2,
        no=1,
    )
    db.session.add(first)
    world.keep("count", first)
    minutes = Minutes(meeting=meeting, kind=MinutesKind.MEETING, docx=paper(), pdf=paper())
    db.session.add(minutes)
    world.keep("minutes", minutes)


def _past(world: World, round: Round) -> None:
    world.keep("past_round", round, round.slug)
    document = make_document()
    decision = Decision(round=round, document=document, signer="Người ký", capacity="Chủ tịch")
    db.session.add(decision)
    world.keep("decision", decision)
    honour = _honour(world, round, decision)
    posted = make_nomination(round, state=State.POSTED, submitted_at=clock.now())
    world.keep("posted_nomination", posted)
    posting = PublicPosting(
        round=round,
        starts_on=clock.today() - timedelta(days=2),
        days=10,
        ends_on=clock.today() + timedelta(days=12),
    )
    db.session.add(posting)
    objection = Objection(
        posting=posting,
        nomination=honour.nomination,
        kind=ObjectionKind.COMMENT,
        sender_name="Người Dân",
        sender_email="dan@example.vn",
        text="Xin xem lại.",
        state=ObjectionState.DISMISSED,
        answer="Đã xem.",
        answered_at=clock.now(),
        answered_by=world.account("honours"),
    )
    db.session.add(objection)
    world.keep("comment", objection)


def _honour(world: World, round: Round, decision: Decision) -> Honour:
    person, nominator = world.thing("person"), world.account("nominator")
    nomination: Nomination = make_nomination(
        round,
        person=person,
        nominator=nominator,
        state=State.PUBLISHED,
        decision_id=decision.id,
        submitted_at=clock.now(),
    )
    world.keep("past_nomination", nomination)
    honour = Honour(
        round=round,
        title=nomination.title,
        person=person,
        nomination=nomination,
        decision=decision,
        full_name=person.full_name,
        sort_given=person.sort_given,
        citation="Có công",
        register_number="0001/2026",
        year=2026,
        awarded_on=date(2026, 3, 2),
    )
    db.session.add(honour)
    world.keep("honour", honour)
    file = paper("chung-nhan.pdf")
    db.session.flush()
    certificate = Certificate(
        honour=honour,
        serial="HT-2026-1",
        code=verify.issue("certificate", honour.id).code,
        file=file,
        sha256=file.sha256,
        template="certificate",
    )
    db.session.add(certificate)
    world.keep("certificate", certificate)
    world.keys["code"] = certificate.code
    return honour
