"""Two rounds of recognition: one played from its notice to its certificates, one taking nominations.

The finished round is played by the real actions on the days on which they would have happened.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import ColumnElement, case, func, select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.files import store_bytes
from portal.councils.actions.ballots import close_ballot, enter_count, open_ballot, prepare_ballot
from portal.councils.actions.conflicts import decide_conflict
from portal.councils.actions.meetings import (
    call_meeting,
    close_meeting,
    note_discussion,
    open_meeting,
    record_attendance,
)
from portal.councils.actions.seats import create_council, seat_member
from portal.councils.minutes import issue_minutes
from portal.councils.models import (
    AgendaItem,
    BallotLine,
    Council,
    FindingStatus,
    Meeting,
    MemberRole,
    Presence,
)
from portal.councils.rules.ballots import Counts
from portal.demo.province import Province
from portal.demo.scans import blank_scan
from portal.demo.words.deeds import achievements_of, summary_of
from portal.recognition.actions import (
    deciding,
    honours,
    nominations,
    phases,
    posting,
    programmes,
    reviewing,
    rounds,
    screening,
)
from portal.recognition.actions.steps import transition
from portal.recognition.models import (
    AwardKind,
    AwardTitle,
    Nomination,
    NominationSource,
    ObjectionKind,
    Programme,
    Round,
    RuleSet,
)
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import State
from portal.registry.models import Degree, DegreeLevel, Person
from portal.units.models import Unit

SEATS, FEWEST_SEATS, ELDERS, YOUNG = 9, 5, 4, 2
_HIGHEST = (DegreeLevel.DOCTOR, DegreeLevel.DOCTOR_OF_SCIENCE, DegreeLevel.SPECIALIST_2)
_HIGH = (DegreeLevel.MASTER, DegreeLevel.SPECIALIST_1)
_CRITERIA = (
    (
        "Đóng góp khoa học, chuyên môn",
        40,
        "Công trình, sáng kiến đã áp dụng và hiệu quả của chúng.",
    ),
    ("Đóng góp cho tỉnh và vùng đồng bào dân tộc", 30, "Lợi ích mang lại cho Nhân dân trong tỉnh."),
    ("Đào tạo, dìu dắt thế hệ sau", 15, "Học trò, lớp tập huấn, giáo trình."),
    ("Đạo đức nghề nghiệp, uy tín", 15, "Nhận xét của đồng nghiệp và nơi cư trú."),
)


@dataclass(frozen=True)
class Stage:
    """The people and the programme both rounds share."""

    programme: Programme
    rules: RuleSet
    titles: tuple[AwardTitle, AwardTitle]
    members: Sequence[Person]
    secretary: Account
    approver: Account
    nominator: Account
    organisation: Unit


def play_rounds(
    province: Province,
    offices: Mapping[Role, Account],
    association: Unit,
    residents: Mapping[str, Person],
    rng: Random,
) -> None:
    """Play both rounds; a province too small to seat a council has none."""
    taken = {person.id for person in residents.values()}
    young = [one for one in _public_people(Person.birth_year >= 1989) if one.id not in taken][
        :YOUNG
    ]
    taken |= {person.id for person in young}
    elders = [one for one in _public_people(Person.birth_year < 1982) if one.id not in taken]
    if len(elders) < FEWEST_SEATS + ELDERS or len(young) < YOUNG:
        return
    nominees, rest = [*elders[:ELDERS], *young], elders[ELDERS:]
    members = [residents["councillor"], *rest][:SEATS]
    with _on(date(2025, 9, 15)):
        stage = _stage(province, offices, association, members)
    _finished(stage, nominees, rng)
    _running(stage, [*rest[SEATS:], *elders[:ELDERS]], residents)


@contextmanager
def _on(day: date) -> Iterator[None]:
    """Let it be nine in the morning of a day in Vietnam."""
    with clock.frozen(datetime.combine(day, time(9), clock.VIETNAM)):
        yield


def _public_people(*first: ColumnElement[bool]) -> Sequence[Person]:
    """Public people: those who fit `first`, then those of the highest degrees."""
    height = case((Degree.level.in_(_HIGHEST), 2), (Degree.level.in_(_HIGH), 1), else_=0)
    query = (
        select(Person)
        .join(Degree, Degree.person_id == Person.id)
        .where(Person.is_public.is_(True))
        .group_by(Person.id)
        .order_by(*(one.desc() for one in first), func.max(height).desc(), Person.id)
        .limit(60)
    )
    return db.session.scalars(query).all()


def _stage(
    province: Province,
    offices: Mapping[Role, Account],
    association: Unit,
    members: Sequence[Person],
) -> Stage:
    programme = programmes.create_programme(
        name="Tôn vinh trí thức tiêu biểu tỉnh Sơn Mẫu",
        description="Chương trình mẫu: hằng năm tỉnh tôn vinh những trí thức có đóng góp nổi bật cho"
        " khoa học, giáo dục, y tế, văn hoá và đời sống của đồng bào các dân tộc.",
        unit=province.unit,
    )
    titles = (
        programmes.add_title(programme, name="Trí thức tiêu biểu", kind=AwardKind.TITLE),
        programmes.add_title(programme, name="Trí thức trẻ triển vọng", kind=AwardKind.TITLE),
    )
    basis = programmes.add_legal_basis(
        number="45/2025/QĐ-UBND-SM",
        title="Quy chế xét tôn vinh trí thức tiêu biểu của tỉnh Sơn Mẫu (văn bản mẫu)",
        issued_on=date(2025, 8, 20),
        effective_from=date(2025, 9, 1),
        is_sample=True,
    )
    rules = programmes.add_rule_set(
        programme,
        name="Quy chế năm 2025",
        legal_basis_id=basis.id,
        threshold_num=4,
        threshold_den=5,
        least_sheets=3,
    )
    return Stage(
        programme=programme,
        rules=rules,
        titles=titles,
        members=members,
        secretary=offices[Role.HONOURS_SECRETARY],
        approver=offices[Role.HONOURS_APPROVER],
        nominator=offices[Role.ASSOCIATION_SECRETARY],
        organisation=association,
    )


def _council(stage: Stage, year: int) -> Council:
    today = clock.today()
    council = create_council(
        name=f"Hội đồng xét tôn vinh trí thức tỉnh Sơn Mẫu năm {year}",
        unit=stage.programme.unit,
        starts_on=today,
    )
    held = [MemberRole.CHAIR, MemberRole.DEPUTY, MemberRole.SECRETARY]
    for index, person in enumerate(stage.members):
        role = held[index] if index < len(held) else MemberRole.MEMBER
        seat_member(council, person, role=role, starts_on=today)
    return council


def _draw_up(stage: Stage, *, year: int, opens_on: date, notice: str) -> Round:
    with _on(opens_on - timedelta(days=10)):
        round = rounds.create_round(
            stage.programme,
            name=f"Đợt tôn vinh trí thức tiêu biểu năm {year}",
            year=year,
            rule_set=stage.rules,
            titles=[(stage.titles[0], 5), (stage.titles[1], 3)],
            opens_on=opens_on,
            summary="Tôn vinh trí thức đang sống, làm việc trong tỉnh hoặc đóng góp cho tỉnh (đợt xét mẫu).",
            how_to="Tự đề cử, được đồng nghiệp giới thiệu hoặc được hội, cơ quan đề cử. Hồ sơ gồm phần"
            " tóm tắt, thành tích và minh chứng nếu có; người được đề cử phải đồng ý.",
            by=stage.secretary,
        )
        for name, weight, text in _CRITERIA:
            rounds.add_criterion(round, name=name, weight=weight, highest=10, text=text)
        rounds.submit_round(round, by=stage.secretary)
        rounds.approve_round(round, by=stage.approver)
        rounds.announce_round(round, number=notice, issued_on=clock.today(), by=stage.secretary)
    with _on(opens_on):
        rounds.start_round(round, by=stage.secretary)
        reviewing.appoint_council(round, _council(stage, year))
    return round


def _nominate(stage: Stage, round: Round, person: Person, title: AwardTitle) -> Nomination:
    nomination = nominations.nominate(
        round,
        person,
        title=title,
        source=NominationSource.ORGANISATION,
        by=stage.nominator,
        organisation=stage.organisation,
        summary=summary_of(person),
        achievements=achievements_of(person),
    )
    nominations.send_for_consent(nomination, by=stage.nominator)
    return nomination


def _hand_in(stage: Stage, nomination: Nomination) -> None:
    scan = store_bytes(blank_scan(), name="dong-y-mau.png", media_type="image/png")
    nominations.record_paper_consent(nomination, scan, by=stage.nominator)
    nominations.hand_in(nomination, by=stage.nominator)


def _finished(stage: Stage, people: Sequence[Person], rng: Random) -> None:
    round = _draw_up(stage, year=2025, opens_on=date(2025, 10, 6), notice="118/TB-SM")
    with _on(date(2025, 10, 20)):
        for index, person in enumerate(people):
            nomination = _nominate(stage, round, person, stage.titles[index >= ELDERS])
            _hand_in(stage, nomination)
    own = list(db.session.scalars(select(Nomination).filter_by(round_id=round.id)))
    _advance(stage, round)
    with _on(_in(round, PhaseKind.SCREENING)):
        for nomination in own:
            screening.accept(nomination, by=stage.secretary)
    _advance(stage, round)
    with _on(_in(round, PhaseKind.REVIEW)):
        _review(stage, round, own, rng)
    _advance(stage, round)
    with _on(_in(round, PhaseKind.MEETING)):
        _meet(stage, round, own)
    _advance(stage, round)
    with _on(_in(round, PhaseKind.PUBLIC_COMMENT)):
        posting.post_results(round, starts_on=clock.today(), by=stage.secretary)
        _comment(stage, own)
    with _on(_in(round, PhaseKind.PROPOSAL)):
        for nomination in own:
            if nomination.state is State.CONTESTED:
                transition(nomination, "clear", actor=stage.secretary)
    _advance(stage, round)
    _conclude(stage, round)


def _advance(stage: Stage, round: Round) -> None:
    phase = round.active_phase
    if phase is not None:
        with _on(phase.ends_on + timedelta(days=1)):
            phases.advance(round, by=stage.secretary)


def _in(round: Round, kind: PhaseKind) -> date:
    return next(one.starts_on for one in round.phases if one.kind is kind) + timedelta(days=1)


def _seated(round: Round) -> Council:
    return db.session.get_one(Council, round.council_id)


def _review(stage: Stage, round: Round, own: Sequence[Nomination], rng: Random) -> None:
    for nomination in own:
        recused: set[int] = set()
        item = nomination.agenda_item
        for finding in item.findings if item else ():
            if finding.status is FindingStatus.SUSPECTED:
                decide_conflict(
                    finding,
                    stands=len(recused) == 0,
                    reason="Quan hệ công tác đã qua, không ảnh hưởng (quyết định mẫu).",
                    by=stage.secretary,
                )
            if finding.stands:
                recused.add(finding.member_id)
        for member in _seated(round).voting(clock.today()):
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
        _seated(round),
        title="Phiên họp xét, bỏ phiếu đợt năm 2025",
        held_at=clock.now(),
        place="Hội trường Uỷ ban nhân dân tỉnh Sơn Mẫu (địa điểm mẫu)",
        items=items,
    )
    present = {member.id: (Presence.PRESENT, "") for member in _seated(round).serving(meeting.day)}
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
    with _on(_in(round, PhaseKind.PROPOSAL)):
        deciding.send_letter(round, number="15/TTr-HĐ", issued_on=clock.today(), by=stage.secretary)
    _advance(stage, round)
    with _on(_in(round, PhaseKind.DECISION)):
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
    _advance(stage, round)
    with _on(_in(round, PhaseKind.HONOUR)):
        honours.publish_honours(round, by=stage.approver)
    _advance(stage, round)
    last = round.phases[-1].ends_on + timedelta(days=2)
    with _on(last):
        rounds.turn_round(round, "conclude", reason="", by=stage.approver)


def _running(stage: Stage, people: Sequence[Person], residents: Mapping[str, Person]) -> None:
    opens_on = clock.today() - timedelta(days=12)
    round = _draw_up(stage, year=clock.today().year, opens_on=opens_on, notice="131/TB-SM")
    with _on(opens_on + timedelta(days=4)):
        for person in people[:2]:
            _hand_in(stage, _nominate(stage, round, person, stage.titles[0]))
        _nominate(stage, round, residents["nominee"], stage.titles[0])
