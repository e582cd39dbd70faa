"""What the rounds share: the programme, the rules, the council, and days in the past."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.files import store_bytes
from portal.councils.actions.seats import create_council, seat_member
from portal.councils.models import (
    Council,
    MemberRole,
)
from portal.demo.province import Province
from portal.demo.scans import blank_scan
from portal.demo.words.deeds import achievements_of, summary_of
from portal.recognition.actions import (
    nominations,
    phases,
    programmes,
    reviewing,
    rounds,
)
from portal.recognition.models import (
    AwardKind,
    AwardTitle,
    Nomination,
    NominationSource,
    Programme,
    Round,
    RuleSet,
)
from portal.recognition.rules.phases import PhaseKind
from portal.registry.models import Person
from portal.units.models import Unit

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
class Words:
    """What the rounds of a programme are called and what they say of themselves."""

    round: str
    council: str
    summary: str
    how_to: str


_WORDS = Words(
    round="Đợt tôn vinh trí thức tiêu biểu năm {year}",
    council="Hội đồng xét tôn vinh trí thức tỉnh Sơn Mẫu năm {year}",
    summary="Tôn vinh trí thức đang sống, làm việc trong tỉnh hoặc đóng góp cho tỉnh (đợt xét mẫu).",
    how_to="Tự đề cử, được đồng nghiệp giới thiệu hoặc được hội, cơ quan đề cử. Hồ sơ gồm phần"
    " tóm tắt, thành tích và minh chứng nếu có; người được đề cử phải đồng ý.",
)


@dataclass(frozen=True)
class Stage:
    """The people and the programme that rounds share."""

    words: Words
    programme: Programme
    rules: RuleSet
    titles: tuple[AwardTitle, AwardTitle]
    members: Sequence[Person]
    secretary: Account
    approver: Account
    nominator: Account
    organisation: Unit


@contextmanager
def on(day: date) -> Iterator[None]:
    """Let it be nine in the morning of a day in Vietnam."""
    with clock.frozen(datetime.combine(day, time(9), clock.VIETNAM)):
        yield


def day_in(round: Round, kind: PhaseKind) -> date:
    """The day after a phase of the round begins."""
    return next(one.starts_on for one in round.phases if one.kind is kind) + timedelta(days=1)


def set_stage(
    province: Province,
    offices: Mapping[Role, Account],
    association: Unit,
    members: Sequence[Person],
) -> Stage:
    """Found the programme with its titles, its basis and its rules."""
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
    rules = _rules(programme)
    return Stage(
        words=_WORDS,
        programme=programme,
        rules=rules,
        titles=titles,
        members=members,
        secretary=offices[Role.HONOURS_SECRETARY],
        approver=offices[Role.HONOURS_APPROVER],
        nominator=offices[Role.ASSOCIATION_SECRETARY],
        organisation=association,
    )


def _rules(programme: Programme) -> RuleSet:
    basis = programmes.add_legal_basis(
        number="45/2025/QĐ-UBND-SM",
        title="Quy chế xét tôn vinh trí thức tiêu biểu của tỉnh Sơn Mẫu (văn bản mẫu)",
        issued_on=date(2025, 8, 20),
        effective_from=date(2025, 9, 1),
        is_sample=True,
    )
    return programmes.add_rule_set(
        programme,
        name="Quy chế năm 2025",
        legal_basis_id=basis.id,
        threshold_num=4,
        threshold_den=5,
        least_sheets=3,
    )


def _council(stage: Stage, year: int) -> Council:
    today = clock.today()
    council = create_council(
        name=stage.words.council.format(year=year),
        unit=stage.programme.unit,
        starts_on=today,
    )
    held = [MemberRole.CHAIR, MemberRole.DEPUTY, MemberRole.SECRETARY]
    for index, person in enumerate(stage.members):
        role = held[index] if index < len(held) else MemberRole.MEMBER
        seat_member(council, person, role=role, starts_on=today)
    return council


def draw_up(stage: Stage, *, year: int, opens_on: date, notice: str) -> Round:
    """Draw a round up, have it approved and announced, and start it on its day."""
    with on(opens_on - timedelta(days=10)):
        round = rounds.create_round(
            stage.programme,
            name=stage.words.round.format(year=year),
            year=year,
            rule_set=stage.rules,
            titles=[(stage.titles[0], 5), (stage.titles[1], 3)],
            opens_on=opens_on,
            summary=stage.words.summary,
            how_to=stage.words.how_to,
            by=stage.secretary,
        )
        for name, weight, text in _CRITERIA:
            rounds.add_criterion(round, name=name, weight=weight, highest=10, text=text)
        rounds.submit_round(round, by=stage.secretary)
        rounds.approve_round(round, by=stage.approver)
        rounds.announce_round(round, number=notice, issued_on=clock.today(), by=stage.secretary)
    with on(opens_on):
        rounds.start_round(round, by=stage.secretary)
        reviewing.appoint_council(round, _council(stage, year))
    return round


def seated(round: Round) -> Council:
    """The council of the round."""
    return db.session.get_one(Council, round.council_id)


def advance(stage: Stage, round: Round) -> None:
    """Close the active phase on the first day on which it may be closed."""
    phase = round.active_phase
    if phase is not None:
        with on(phase.ends_on + timedelta(days=1)):
            phases.advance(round, by=stage.secretary)


def nominate_for(stage: Stage, round: Round, person: Person, title: AwardTitle) -> Nomination:
    """Let the association nominate a person, who is then asked to agree."""
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


def hand_in(stage: Stage, nomination: Nomination) -> None:
    """Enter the consent signed on paper and hand the nomination in."""
    scan = store_bytes(blank_scan(), name="dong-y-mau.png", media_type="image/png")
    nominations.record_paper_consent(nomination, scan, by=stage.nominator)
    nominations.hand_in(nomination, by=stage.nominator)
