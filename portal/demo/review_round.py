"""A round before its council: nominations accepted, one conflict to decide, one score sheet filed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.councils.actions.conflicts import decide_conflict, declare_conflict
from portal.councils.backgrounds import backgrounds_of
from portal.councils.models import (
    ConflictFinding,
    Council,
    CouncilMember,
    FindingSource,
    FindingStatus,
    MemberRole,
)
from portal.councils.rules.conflicts import ConflictKind, suspicions
from portal.demo.stage import (
    Stage,
    Words,
    advance,
    day_in,
    draw_up,
    hand_in,
    nominate_for,
    on,
    seated,
)
from portal.recognition.actions import programmes, reviewing, screening
from portal.recognition.models import AwardKind, Nomination, Round
from portal.recognition.rules.phases import PhaseKind
from portal.registry.models import Person, Sector

SEATS, NOMINEES = 5, 3
OPENED_BEFORE = timedelta(days=52)
"""So many days ago it opened: today lies in the last days of its review."""
_OFFICES = 3
"""The first seats preside or keep the minutes; ordinary members follow."""
_YEARS = 3

_WORDS = Words(
    round="Đợt xét Thầy thuốc, nhà giáo trẻ tiêu biểu năm {year}",
    council="Hội đồng xét Thầy thuốc, nhà giáo trẻ tiêu biểu năm {year}",
    summary="Chọn những thầy thuốc, nhà giáo trẻ được đồng nghiệp và Nhân dân tin yêu (đợt xét mẫu).",
    how_to="Hội, trường học, cơ sở y tế giới thiệu; người được giới thiệu phải đồng ý.",
)


def play_to_review(stage: Stage, members: Sequence[Person], people: Sequence[Person]) -> None:
    """Play it from its notice into the review; all that follows is left to be done by hand."""
    stage = _own(stage, members[:SEATS])
    today = clock.today()
    round = draw_up(stage, year=today.year, opens_on=today - OPENED_BEFORE, notice="126/TB-SM")
    with on(day_in(round, PhaseKind.SUBMISSION)):
        for person in _nominees(people, stage.members):
            title = stage.titles[0 if person.sector is Sector.HEALTH else 1]
            hand_in(stage, nominate_for(stage, round, person, title))
    own = list(
        db.session.scalars(select(Nomination).filter_by(round_id=round.id).order_by(Nomination.id))
    )
    advance(stage, round)
    with on(day_in(round, PhaseKind.SCREENING)):
        for nomination in own:
            screening.accept(nomination, by=stage.secretary)
    advance(stage, round)
    with on(day_in(round, PhaseKind.REVIEW)):
        waiting = _leave_one_conflict(stage, round, own)
        _file_one(own, waiting)


def _own(stage: Stage, members: Sequence[Person]) -> Stage:
    """The programme of this round; its rules are short, so that one person can play it to its end."""
    with on(date(2025, 11, 3)):
        programme = programmes.create_programme(
            name="Thầy thuốc, nhà giáo trẻ tiêu biểu tỉnh Sơn Mẫu",
            description="Chương trình mẫu, quy chế rút gọn: hai phiếu điểm cho mỗi hồ sơ, niêm yết"
            " một ngày làm việc, để một người có thể làm thử mọi bước trong một buổi.",
            unit=stage.programme.unit,
        )
        names = ("Thầy thuốc trẻ tiêu biểu", "Nhà giáo trẻ tiêu biểu")
        medic, teacher = (
            programmes.add_title(programme, name=name, kind=AwardKind.TITLE) for name in names
        )
        basis = programmes.add_legal_basis(
            number="52/2025/QĐ-UBND-SM",
            title="Quy chế xét thầy thuốc, nhà giáo trẻ tiêu biểu của tỉnh Sơn Mẫu (văn bản mẫu)",
            issued_on=date(2025, 10, 15),
            effective_from=date(2025, 11, 1),
            is_sample=True,
        )
        rules = programmes.add_rule_set(
            programme,
            name="Quy chế rút gọn",
            legal_basis_id=basis.id,
            threshold_num=2,
            threshold_den=3,
            least_sheets=2,
            conflict_years=_YEARS,
            posting_days=1,
            posting_counts_first=True,
        )
    return replace(
        stage,
        words=_WORDS,
        programme=programme,
        rules=rules,
        titles=(medic, teacher),
        members=members,
    )


def _nominees(people: Sequence[Person], members: Sequence[Person]) -> list[Person]:
    """First one whom something binds to an ordinary member, then those whom nothing binds."""
    known = backgrounds_of({one.id for one in [*people, *members]})

    def bound(person: Person, judges: Sequence[Person]) -> bool:
        return any(
            suspicions(known[judge.id], known[person.id], on=clock.today(), years=_YEARS)
            for judge in judges
        )

    def place(person: Person) -> int:
        return 1 + bound(person, members)

    tied = [
        one
        for one in people
        if bound(one, members[_OFFICES:]) and not bound(one, members[:_OFFICES])
    ][:1]
    others = sorted((one for one in people if one not in tied), key=place)
    return [*tied, *others][:NOMINEES]


def _leave_one_conflict(stage: Stage, round: Round, own: Sequence[Nomination]) -> ConflictFinding:
    """Decide all that the registry found but one that concerns an ordinary member."""
    found = [
        finding
        for nomination in own
        for finding in (nomination.agenda_item.findings if nomination.agenda_item else ())
        if finding.status is FindingStatus.SUSPECTED
    ]
    ordinary = (one for one in found if one.member.role is MemberRole.MEMBER)
    waiting = next(ordinary, None) or _report(stage, seated(round))
    for finding in found:
        if finding is not waiting:
            decide_conflict(
                finding,
                stands=False,
                reason="Không có quan hệ cấp trên, cấp dưới và không cùng bộ phận (quyết định mẫu).",
                by=stage.secretary,
            )
    return waiting


def _report(stage: Stage, council: Council) -> ConflictFinding:
    return declare_conflict(
        council.voting(clock.today())[-1],
        council.items[0],
        kind=ConflictKind.JOINT_PROJECT,
        note="Người được giới thiệu cho biết từng cùng làm một đề tài (khai báo mẫu).",
        source=FindingSource.NOMINATOR,
        by=stage.nominator,
    )


def _file_one(own: Sequence[Nomination], waiting: ConflictFinding) -> None:
    """The deputy is done with one nomination; every other sheet is open."""
    nomination = next(one for one in own if one.agenda_item is not waiting.item)
    reviewing.file_sheet(
        nomination,
        _deputy(waiting.member),
        scores={one.id: 9 - place % 2 for place, one in enumerate(nomination.round.criteria)},
        comment="Hồ sơ đầy đủ, kết quả được đồng nghiệp ghi nhận (nhận xét mẫu).",
    )


def _deputy(member: CouncilMember) -> CouncilMember:
    serving = member.council.serving(clock.today())
    return next(one for one in serving if one.role is MemberRole.DEPUTY)
