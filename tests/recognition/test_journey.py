"""One whole round through its pages: from the programme to the revoked certificate."""

from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.core.invariants import broken
from portal.councils.models import BallotSession, Council, Meeting, MemberRole
from portal.recognition.models import Honour, Nomination, Programme, Round
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import RoundState, State
from tests.factories.accounts import make_account
from tests.factories.registry import make_person
from tests.factories.units import make_unit
from tests.recognition.browser import Reader

START = datetime(2026, 9, 7, 9, 0, tzinfo=clock.VIETNAM)


def png() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    out.seek(0)
    return out


def day(value) -> str:
    return value.strftime("%d/%m/%Y")


def refreshed(model, **by):
    db.session.expire_all()
    return db.session.scalars(db.select(model).filter_by(**by)).first()


def person_with_account(name: str, **given):
    account = make_account(full_name=name)
    return make_person(full_name=name, account=account, **given), account


def test_a_whole_round_from_the_programme_to_the_revocation(app) -> None:
    with clock.frozen(START):
        unit = make_unit(name="Uỷ ban nhân dân tỉnh Thử Nghiệm")
        secretary = Reader(app, make_account(Role.HONOURS_SECRETARY, unit))
        second = Reader(app, make_account(Role.HONOURS_SECRETARY, unit))
        approver = Reader(app, make_account(Role.HONOURS_APPROVER, unit))
        public = Reader(app)
        nominator = Reader(app, make_account(full_name="Đỗ Thị Đề Cử"))
        nominee, nominee_account = person_with_account("Nguyễn Thị Ánh Tuyết")
        _other, other_account = person_with_account("Lê Văn Tự Cử")
        members = [person_with_account(f"Hoàng Văn Uỷ Viên {n}") for n in range(1, 6)]
        db.session.commit()
        round = set_up(secretary, approver, unit)
        slug = round.slug
        assert round.name in public.open("/rounds")
        assert "Vòng" not in public.open(f"/rounds/{slug}")
        hand_in(app, nominator, Reader(app, nominee_account), nominee, slug)
        nominate_oneself(app, Reader(app, other_account), slug)
    form_and_screen(secretary, second, slug, members)
    with clock.frozen(START + timedelta(days=45)):
        score(app, slug, members, nominee)
    with clock.frozen(START + timedelta(days=60)):
        vote(app, secretary, slug, members)
    with clock.frozen(START + timedelta(days=63)):
        post_and_comment(secretary, public, slug)
    with clock.frozen(START + timedelta(days=90)):
        decide(secretary, approver, slug)
    with clock.frozen(START + timedelta(days=95)):
        honour(app, public, approver, nominee_account, slug)
    with clock.frozen(START + timedelta(days=120)):
        revoke(public, approver)
    found = {
        name: lines
        for name, lines in broken().items()
        if "recognition" in name or "council" in name
    }
    assert not any(found.values()), found


def set_up(secretary: Reader, approver: Reader, unit) -> Round:
    secretary.send(
        "/recognition/programmes",
        {
            "unit": unit.id,
            "name": "Trí thức tiêu biểu tỉnh",
            "description": "Hai năm một lần",
            "title": "Trí thức tiêu biểu",
            "kind": "title",
        },
    )
    programme = refreshed(Programme, name="Trí thức tiêu biểu tỉnh")
    rules = {
        "name": "Quy chế xét tặng",
        "threshold": "2/3",
        "base": "total",
        "quorum": "2/3",
        "on_unreachable": "warn",
        "conflict_years": 3,
        "least_sheets": 2,
        "least_endorsements": 0,
        "most_returns": 2,
        "return_days": 5,
        "posting_days": 10,
        "required_papers": "achievement_report",
    }
    page = f"/recognition/programmes/{programme.slug}/rules"
    bad = secretary.send(page, rules | {"threshold": "chín phần mười"}, status=422)
    assert "9/10" in bad.text
    secretary.send(page, rules)
    programme = refreshed(Programme, id=programme.id)
    secretary.send(
        f"/recognition/programmes/{programme.slug}/rounds",
        {
            "name": "Trí thức tiêu biểu năm 2026",
            "year": 2026,
            "rule_set": programme.rule_sets[0].id,
            "titles": programme.titles[0].id,
            "opens_on": day(START.date()),
            "summary": "Tôn vinh người có công.",
        },
    )
    slug = "tri-thuc-tieu-bieu-nam-2026"
    desk = f"/rounds/{slug}/desk"
    secretary.send(f"/rounds/{slug}/criteria", {"name": "Thành tích", "weight": 60, "highest": 10})
    secretary.send(f"/rounds/{slug}/submit", of=desk)
    assert refreshed(Round, slug=slug).state is RoundState.DRAFT  # weights sum to 60
    secretary.send(f"/rounds/{slug}/criteria", {"name": "Ảnh hưởng", "weight": 40, "highest": 10})
    Reader(secretary.client.application).open(f"/rounds/{slug}", 404)
    secretary.send(f"/rounds/{slug}/submit", of=desk)
    secretary.send(f"/rounds/{slug}/approve", of=desk, status=404)
    approver.send(f"/rounds/{slug}/approve", of=desk)
    approver.send(
        f"/rounds/{slug}/announce", {"number": "12/TB-UBND", "issued_on": day(START.date())}
    )
    secretary.send(f"/rounds/{slug}/start", of=desk)
    round = refreshed(Round, slug=slug)
    assert round.state is RoundState.RUNNING
    assert round.is_in(PhaseKind.SUBMISSION)
    return round


def hand_in(app, nominator: Reader, nominee: Reader, person, slug: str) -> None:
    page = f"/rounds/{slug}/nominate"
    missing = nominator.send(
        page,
        {"source": "peer", "title": refreshed(Round, slug=slug).titles[0].title_id},
        status=422,
    )
    assert "Error" in missing.text or "Lỗi" in missing.text
    nominator.send(
        page,
        {
            "source": "peer",
            "person": f"#{person.id}",
            "title": refreshed(Round, slug=slug).titles[0].title_id,
            "summary": "Người mở đường cho nghiên cứu dược liệu.",
            "achievements": "Hai mươi công trình.\nBa giải pháp.",
        },
    )
    nomination = refreshed(Nomination, person_id=person.id)
    here = f"/nominations/{nomination.id}"
    nominee.open(here, 404)
    nominator.send(f"{here}/send", of=here)
    assert refreshed(Nomination, id=nomination.id).state is State.AWAITING_CONSENT
    nominee.open(f"{here}/consent")
    nominee.send(f"{here}/consent/agree", of=f"{here}/consent")
    nominator.send(f"{here}/hand-in", of=here)  # papers are missing
    assert refreshed(Nomination, id=nomination.id).state is State.PREPARING
    wrong = {
        "kind": "achievement_report",
        "title": "Báo cáo",
        "file": (BytesIO(b"not a pdf"), "a.pdf"),
    }
    nominator.send(f"{here}/papers", wrong, status=422)
    fine = {
        "kind": "achievement_report",
        "title": "Báo cáo thành tích",
        "file": (png(), "bao-cao.png"),
    }
    nominator.send(f"{here}/papers", fine)
    nominator.send(
        f"{here}/endorsements", {"kind": "reference", "name": "GS. Trần A", "text": "Xứng đáng."}
    )
    nominator.send(f"{here}/hand-in", of=here)
    nomination = refreshed(Nomination, id=nomination.id)
    assert nomination.state is State.SUBMITTED
    assert [version.number for version in nomination.versions] == [1]
    Reader(app).open(here, 302)


def nominate_oneself(app, reader: Reader, slug: str) -> None:
    title = refreshed(Round, slug=slug).titles[0].title_id
    reader.send(
        f"/rounds/{slug}/nominate",
        {
            "source": "self",
            "title": title,
            "summary": "Tự đề cử",
            "achievements": "Một công trình.",
        },
    )
    nomination = refreshed(Nomination, summary="Tự đề cử")
    here = f"/nominations/{nomination.id}"
    reader.send(f"{here}/send", of=here)
    reader.send(
        f"{here}/papers",
        {"kind": "achievement_report", "title": "Báo cáo", "file": (png(), "b.png")},
    )
    reader.send(f"{here}/hand-in", of=here)
    assert refreshed(Nomination, id=nomination.id).state is State.SUBMITTED


def form_and_screen(secretary: Reader, second: Reader, slug: str, members) -> None:
    desk = f"/rounds/{slug}/desk"
    with clock.frozen(START + timedelta(days=31)):
        secretary.send(f"/rounds/{slug}/advance", of=desk)
        assert refreshed(Round, slug=slug).is_in(PhaseKind.SCREENING)
        first, last = sorted(
            db.session.scalars(db.select(Nomination)), key=lambda one: one.summary == "Tự đề cử"
        )
        secretary.send(
            f"/nominations/{first.id}/screen/accept", of=f"/nominations/{first.id}/screen"
        )
        screen = f"/nominations/{last.id}/screen"
        bad = {"reason": "Thiếu xác nhận", "return_by": day(clock.today())}
        secretary.send(f"{screen}/return", bad, of=screen, status=422)
        good = bad | {"return_by": day(clock.today() + timedelta(days=5))}
        secretary.send(f"{screen}/return", good, of=screen)
        db.session.expire_all()
        assert last.state is State.RETURNED
        assert last.returns == 1
        author = Reader(secretary.client.application, last.nominator)
        author.send(f"/nominations/{last.id}/hand-in", of=f"/nominations/{last.id}")
        secretary.send(
            f"{screen}/not-eligible", {"reason": "Chưa đủ 3 năm", "rule": "Điều 5"}, of=screen
        )
        secretary.send(f"{screen}/second", {"agree": "yes"}, of=screen)
        db.session.expire_all()
        assert last.state is State.SUBMITTED  # the same officer may not confirm
        second.send(f"{screen}/second", {"agree": "no", "reason": "Đủ điều kiện"}, of=screen)
        second.send(f"{screen}/accept", of=screen)
        db.session.expire_all()
        assert last.state is State.ACCEPTED
        secretary.send(
            f"/rounds/{slug}/council",
            {"name": "Hội đồng xét tặng", "number": "5/QĐ-UBND", "issued_on": day(clock.today())},
        )
        council = refreshed(Council, name="Hội đồng xét tặng")
        roles = ["chair", "secretary", "member", "member", "member"]
        for (person, _account), role in zip(members, roles, strict=True):
            secretary.send(
                f"/councils/{council.id}/members",
                {"person": f"#{person.id}", "role": role, "starts_on": day(clock.today())},
            )
        secretary.send(f"/rounds/{slug}/advance", of=desk)
        assert refreshed(Round, slug=slug).is_in(PhaseKind.REVIEW)


def score(app, slug: str, members, nominee) -> None:
    nominations = list(db.session.scalars(db.select(Nomination).order_by(Nomination.id)))
    chair, minutes, third = (Reader(app, account) for _person, account in members[:3])
    criteria = refreshed(Round, slug=slug).criteria
    names = [f"score_{criterion.id}" for criterion in criteria]
    page = f"/nominations/{nominations[0].id}/score"
    assert "Nguyễn Thị Ánh Tuyết" in chair.open(f"/rounds/{slug}/review")
    chair.send(page, {names[0]: "11", names[1]: "9", "wish": "file"}, status=422)
    chair.send(page, {names[0]: "9", "wish": "save"})
    minutes.send(page, {names[0]: "8", names[1]: "–", "wish": "file"})
    assert members[1][0].full_name not in chair.open(page)
    chair.send(page, {names[0]: "9", names[1]: "10", "wish": "file"})
    assert members[1][0].full_name in chair.open(page)
    other = f"/nominations/{nominations[1].id}/score"
    for reader in (chair, minutes):
        reader.send(other, {names[0]: "5", names[1]: "5", "wish": "file"})
    third.send(other, {"wish": "abstain"}, status=422)
    third.send(other, {"wish": "abstain", "comment": "Không đúng chuyên môn"})
    council = refreshed(Council, name="Hội đồng xét tặng")
    third.send(
        f"/councils/{council.id}/declare",
        {"item": nominations[1].agenda_item_id, "kind": "family", "note": "Anh em họ"},
    )
    third.open(f"/nominations/{nominations[1].id}", 404)
    assert "Lê Văn Tự Cử" not in third.open(f"/rounds/{slug}/review")
    assert "Lê Văn Tự Cử" not in third.open(f"/councils/{council.id}")


def vote(app, secretary: Reader, slug: str, members) -> None:
    desk = f"/rounds/{slug}/desk"
    secretary.send(f"/rounds/{slug}/advance", of=desk)
    round = refreshed(Round, slug=slug)
    assert round.is_in(PhaseKind.MEETING)
    council = round.council
    chair, keeper = Reader(app, members[0][1]), Reader(app, members[1][1])
    keeper.send(
        f"/councils/{council.id}/meetings",
        {
            "title": "Phiên họp xét tặng",
            "day": day(clock.today()),
            "hour": "8:30",
            "place": "Phòng họp số 2, Thử Nghiệm",
            "items": [item.id for item in council.items],
        },
    )
    meeting = refreshed(Meeting, title="Phiên họp xét tặng")
    room = f"/meetings/{meeting.id}"
    keeper.send(f"{room}/open", of=room)
    assert refreshed(Meeting, id=meeting.id).opened_at is None  # nobody is noted as present
    keeper.send(
        f"{room}/attendance",
        {f"presence_{member.id}": "present" for member in council.members}
        | {f"reason_{member.id}": "" for member in council.members},
        of=room,
    )
    keeper.send(f"{room}/open", of=room)
    keeper.send(f"{room}/ballots", {"items": [item.id for item in council.items]})
    session = refreshed(BallotSession, meeting_id=meeting.id)
    ballot = f"/ballots/{session.id}"
    assert "4/5" in keeper.open(ballot)
    chair.send(f"{ballot}/open", of=ballot)
    count(app, secretary, keeper, chair, session.id)
    chair.send(f"{ballot}/close", of=ballot)
    states = {one.summary: one.state for one in db.session.scalars(db.select(Nomination))}
    assert states["Tự đề cử"] is State.NOT_PASSED
    assert sorted(states.values())[-1] is State.PASSED
    keeper.send(f"{room}/discussion", {"discussion": "Thảo luận sôi nổi."}, of=room)
    keeper.send(f"{room}/close", of=room)
    secretary.send(f"{ballot}/minutes", {"number": "01/BB-HĐ"}, of=room)
    secretary.send(f"{room}/minutes", {"number": "02/BB-HĐ"}, of=room)
    minutes = refreshed(Meeting, id=meeting.id).minutes
    assert len(minutes) == 2
    for row in minutes:
        assert keeper.fetch(f"/minutes/{row.id}.pdf").data.startswith(b"%PDF")
        assert keeper.fetch(f"/minutes/{row.id}.docx").data.startswith(b"PK")
    assert "4" in keeper.open(f"{ballot}/bases")
    secretary.send(f"/rounds/{slug}/advance", of=desk)
    assert refreshed(Round, slug=slug).is_in(PhaseKind.PUBLIC_COMMENT)


def count(app, secretary: Reader, keeper: Reader, chair: Reader, session_id: int) -> None:
    session = refreshed(BallotSession, id=session_id)
    figures = [
        {
            "issued": 5,
            "returned": 5,
            "valid": 5,
            "blank": 0,
            "invalid": 0,
            "yes": 5,
            "no": 0,
            "abstain": 0,
        },
        {
            "issued": 4,
            "returned": 4,
            "valid": 3,
            "blank": 1,
            "invalid": 0,
            "yes": 2,
            "no": 1,
            "abstain": 0,
        },
    ]
    for line, right in zip(session.lines, figures, strict=True):
        page = f"/ballots/lines/{line.id}/count"
        chair.open(page, 404)
        keeper.send(page, right | {"yes": 9}, status=422)
        keeper.send(page, right)
        keeper.send(f"/ballots/{session_id}/close", of=f"/ballots/{session_id}")
        wrong = right | {"yes": right["yes"] - 1, "no": right["no"] + 1}
        secretary.send(page, wrong)
        assert "differ" in secretary.open(page) or "không khớp" in secretary.open(page)
        secretary.send(page, right)
        db.session.expire_all()
        assert line.tally is not None


def post_and_comment(secretary: Reader, public: Reader, slug: str) -> None:
    desk = f"/rounds/{slug}/desk"
    public.open(f"/rounds/{slug}/posting", 404)
    secretary.send(f"/rounds/{slug}/post", {"starts_on": day(clock.today())})
    listed = public.open(f"/rounds/{slug}/posting")
    assert "Nguyễn Thị Ánh Tuyết" in listed
    assert "Lê Văn Tự Cử" not in listed
    nomination = db.session.scalars(db.select(Nomination).filter_by(state=State.POSTED)).one()
    page = f"/rounds/{slug}/comment"
    comment = {
        "nomination": nomination.id,
        "kind": "comment",
        "text": "Xin xác minh công trình số 3.",
        "sender_name": "Người Dân",
        "sender_email": "khong-phai-thu",
    }
    kept = public.send(page, comment, status=422)
    assert "Xin xác minh công trình số 3." in kept.text
    public.send(page, comment | {"sender_email": "dan@example.vn"})
    secretary.send(f"/rounds/{slug}/advance", of=desk)
    assert refreshed(Round, slug=slug).is_in(PhaseKind.PUBLIC_COMMENT)
    assert "Người Dân" not in public.open(f"/rounds/{slug}/posting")
    listed = secretary.open(f"/rounds/{slug}/comments")
    assert "Người Dân" in listed
    number = listed.split("/comments/")[1].split("/")[0]
    secretary.send(f"/comments/{number}/answer", {"answer": "Đã xác minh, đúng."})


def decide(secretary: Reader, approver: Reader, slug: str) -> None:
    desk = f"/rounds/{slug}/desk"
    nomination = db.session.scalars(db.select(Nomination).filter_by(state=State.CONTESTED)).one()
    secretary.send(
        f"/nominations/{nomination.id}/steer", {"step": "clear"}, of=f"/nominations/{nomination.id}"
    )
    secretary.send(f"/rounds/{slug}/advance", of=desk)
    assert refreshed(Round, slug=slug).is_in(PhaseKind.PROPOSAL)
    secretary.send(f"/rounds/{slug}/letter", {"number": "9/TTr", "issued_on": day(clock.today())})
    secretary.send(f"/rounds/{slug}/advance", of=desk)
    signed = {
        "number": "123/QĐ-UBND",
        "issued_on": day(clock.today()),
        "issuer": "Uỷ ban nhân dân tỉnh Thử Nghiệm",
        "signer": "Trần Văn Ký",
        "capacity": "Chủ tịch",
    }
    secretary.send(f"/rounds/{slug}/decision", signed | {"issued_on": "31/02/2026"}, status=422)
    secretary.send(f"/rounds/{slug}/decision", signed | {"awarded": nomination.id})
    assert refreshed(Nomination, id=nomination.id).decision_id
    secretary.send(f"/rounds/{slug}/advance", of=desk)
    assert refreshed(Round, slug=slug).is_in(PhaseKind.HONOUR)


def honour(app, public: Reader, approver: Reader, nominee_account, slug: str) -> None:
    desk = f"/rounds/{slug}/desk"
    approver.send(f"/rounds/{slug}/publish", of=desk)
    row = refreshed(Honour, full_name="Nguyễn Thị Ánh Tuyết")
    assert row.certificate.serial.startswith("HT-2026-")
    assert "Nguyễn Thị Ánh Tuyết" in public.open("/honours?year=2026")
    pdf = Reader(app, nominee_account).fetch(f"/honours/{row.id}/certificate.pdf")
    assert pdf.data.startswith(b"%PDF")
    public.open(f"/honours/{row.id}/certificate.pdf", 404)
    assert "Nguyễn Thị Ánh Tuyết" in public.open(f"/verify/{row.certificate.code}")
    assert "123/QĐ-UBND" in public.open(row.person.url)
    secretary = Reader(app, make_account(Role.HONOURS_SECRETARY, row.round.programme.unit))
    secretary.send(f"/rounds/{slug}/advance", of=desk)
    approver.send(f"/rounds/{slug}/course?turn=conclude", of=desk)
    assert refreshed(Round, slug=slug).state is RoundState.CONCLUDED
    assert "<svg" in public.open(f"/rounds/{slug}")
    assert secretary.fetch(f"/rounds/{slug}/results.xlsx").data.startswith(b"PK")
    assert "Nguyễn Thị Ánh Tuyết" in secretary.open(f"/rounds/{slug}/results.csv")


def revoke(public: Reader, approver: Reader) -> None:
    row = refreshed(Honour, full_name="Nguyễn Thị Ánh Tuyết")
    code, number = row.certificate.code, row.id
    given = {
        "number": "9/QĐ-UBND",
        "issued_on": day(clock.today()),
        "issuer": "Uỷ ban nhân dân tỉnh Thử Nghiệm",
        "signer": "Trần Văn Ký",
        "capacity": "Chủ tịch",
        "ground": "fraud",
    }
    approver.send(f"/honours/{number}/revoke", given, status=422)
    approver.send(f"/honours/{number}/revoke", given | {"reason": "Khai man công trình"})
    page = public.open(f"/verify/{code}")
    assert "9/QĐ-UBND" in page
    assert "Nguyễn Thị Ánh Tuyết" not in public.open("/honours?year=2026")
    assert "9/QĐ-UBND" in public.open(f"/honours/{number}")
    assert MemberRole.CHAIR.leads
