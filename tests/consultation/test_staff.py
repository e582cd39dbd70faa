"""The drafting unit's whole way, as officer, approver, moderator, with the wrong ones refused."""

import json
import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from flask.testing import FlaskClient
from lxml import html
from python_calamine import CalamineWorkbook

from portal.accounts.roles import Role
from portal.consultation.models import (
    Consultation,
    ConsultationState,
    ExpertInvitation,
    InvitationState,
    Opinion,
    OpinionState,
)
from portal.core import clock
from portal.core.db import db
from portal.core.invariants import broken
from portal.core.mail import OutboxMessage
from portal.core.text import unify_tone
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.consultation import (
    PLAN,
    make_consultation,
    make_open,
    make_opinion,
    make_rule,
    publish_text,
    unit_at,
)
from tests.factories.units import make_unit


@pytest.fixture(autouse=True)
def _browsers(client: FlaskClient) -> None:
    """Every client of this page forgets the one before."""


@pytest.fixture
def unit() -> Any:
    return make_unit()


def _as(app: Any, role: Role | None, unit: Any) -> FlaskClient:
    return sign_in(app.test_client(), make_account(role, unit))


def _post(client: FlaskClient, url: str, page: str | None = None, **data: Any) -> Any:
    shown = client.get(page or url)
    return client.post(url, data={"csrf_token": csrf_of(shown), **_hidden(shown, url), **data})


def _hidden(page: Any, url: str) -> dict[str, str]:
    """What a browser sends unseen with the form of the page that goes to `url`."""
    for form in html.fromstring(page.text).forms:
        if (form.action or page.request.path) == url:
            fields = form.xpath(".//input[@type='hidden']")
            return {field.get("name"): field.get("value", "") for field in fields}
    return {}


def test_from_the_draft_to_the_published_answers(app: Any, unit: Any) -> None:
    rule = make_rule()
    db.session.commit()
    officer = _as(app, Role.DRAFTING_OFFICER, unit)
    approver = _as(app, Role.DRAFTING_APPROVER, unit)
    answer = _post(
        officer,
        "/consultations/new",
        title="Kế hoạch trí thức",
        unit=unit.name,
        rule=rule.id,
        summary="Tỉnh sẽ làm gì.",
        questions="Có nên tăng chỉ tiêu?\n",
    )
    slug = re.search(r"/consultations/([\w-]+)/desk", answer.location)[1]  # type: ignore[index]
    base = f"/consultations/{slug}"
    answer = _post(officer, f"{base}/drafts/new", text=PLAN)
    assert answer.location.endswith(f"{base}/drafts/1")
    assert "Xây dựng đội ngũ trí thức" in officer.get(answer.location).text
    _post(officer, f"{base}/drafts/1/publish", f"{base}/drafts/1")
    consultation = db.session.query(Consultation).filter_by(slug=slug).one()
    assert len(consultation.current.provisions) == 9
    _post(officer, f"{base}/moves", f"{base}/edit", move="approve")
    assert consultation.state is ConsultationState.DRAFT
    _post(approver, f"{base}/moves", f"{base}/desk", move="approve")
    assert consultation.state is ConsultationState.APPROVED
    soon = clock.today() + timedelta(days=3)
    late = clock.today() + timedelta(days=12)
    refused = _post(approver, f"{base}/opening", closes_on=f"{soon:%d/%m/%Y}", closes_time="17:00")
    assert refused.status_code == 422
    _post(approver, f"{base}/opening", closes_on=f"{late:%d/%m/%Y}", closes_time="17h00")
    assert consultation.state is ConsultationState.OPEN
    assert (
        clock.local(consultation.closes_at).strftime("%H:%M %d/%m/%Y") == f"17:00 {late:%d/%m/%Y}"
    )
    first = make_opinion(consultation, "I/2/p1", reason="60 là ít.")
    second = make_opinion(consultation, reason="60 là ít.")
    late += timedelta(days=5)
    _post(
        approver,
        f"{base}/extension",
        closes_on=f"{late:%d/%m/%Y}",
        closes_time="17:00",
        reason="Có nhiều ý kiến",
    )
    assert "Có nhiều ý kiến" in app.test_client().get(base).text
    with clock.frozen(consultation.closes_at):
        officer = _as(app, Role.DRAFTING_OFFICER, unit)
        approver = _as(app, Role.DRAFTING_APPROVER, unit)
        _post(approver, f"{base}/moves", f"{base}/desk", move="close")
        _post(officer, f"{base}/moves", f"{base}/edit", move="consolidate")
        page = officer.get(f"{base}/answers").text
        assert re.search(r"1 (ý kiến khác|others)", page)
        url = f"{base}/answers/new?opinion={first.id}&opinion={second.id}"
        assert _post(officer, url, disposition="partly", reason="", changed=0).status_code == 422
        _post(officer, url, disposition="partly", reason="Nâng lên 75.", changed=0)
        assert "Nâng lên 75." not in app.test_client().get(f"{base}/responses").text
        assert _post(officer, f"{base}/answers/sign", f"{base}/edit").status_code == 404
        _post(approver, f"{base}/answers/sign", f"{base}/answers?tab=written")
        assert "Nâng lên 75." in app.test_client().get(f"{base}/responses").text
        assert "Nâng lên 75." in app.test_client().get(first.url).text
        _post(approver, f"{base}/moves", f"{base}/desk", move="respond")
    assert consultation.state is ConsultationState.RESPONDED
    mails = db.session.query(OutboxMessage).filter_by(kind="consultation/answered").count()
    assert mails == 2
    assert {name: lines for name, lines in broken().items() if lines} == {}


def test_who_wrote_an_answer_does_not_sign_it(app: Any, unit: Any) -> None:
    consultation = make_open(unit=unit)
    opinion = make_opinion(consultation)
    both = make_account(Role.DRAFTING_OFFICER, unit)
    from portal.accounts import actions  # noqa: PLC0415

    actions.grant(both, Role.DRAFTING_APPROVER, unit)
    client = sign_in(app.test_client(), both)
    base = f"/consultations/{consultation.slug}"
    _post(
        client,
        f"{base}/answers/new?opinion={opinion.id}",
        disposition="noted",
        reason="Ghi nhận",
        changed=0,
    )
    _post(client, f"{base}/answers/sign", f"{base}/answers?tab=written")
    db.session.refresh(opinion)
    assert not opinion.response.is_signed


ROUTES = [
    ("GET", "desk", {"officer", "approver", "moderator"}),
    ("GET", "edit", {"officer"}),
    ("GET", "drafts/new", {"officer"}),
    ("GET", "drafts/1", {"officer", "approver", "moderator"}),
    ("GET", "opening", {"approver"}),
    ("GET", "extension", {"approver"}),
    ("GET", "return", {"approver"}),
    ("GET", "answers", {"officer", "approver", "moderator"}),
    ("GET", "answers/new", {"officer"}),
    ("GET", "letters/new", {"officer"}),
    ("GET", "experts", {"officer"}),
    ("GET", "documents/new", {"officer"}),
    ("GET", "synthesis.docx", {"officer", "approver", "moderator"}),
    ("GET", "synthesis.json", {"officer", "approver", "moderator"}),
]


@pytest.mark.parametrize(("method", "path", "allowed"), ROUTES)
def test_each_page_of_the_desk_opens_for_its_roles_only(
    app: Any, unit: Any, method: str, path: str, allowed: set[str]
) -> None:
    consultation = make_open(unit=unit)
    people = {
        "officer": _as(app, Role.DRAFTING_OFFICER, unit),
        "approver": _as(app, Role.DRAFTING_APPROVER, unit),
        "moderator": _as(app, Role.MODERATOR, unit),
        "stranger": _as(app, Role.DRAFTING_OFFICER, make_unit()),
        "citizen": _as(app, None, None),
        "nobody": app.test_client(),
    }
    for name, client in people.items():
        status = client.open(
            f"/consultations/{consultation.slug}/{path}", method=method
        ).status_code
        assert status == (200 if name in allowed else 404), name


def test_a_hidden_opinion_leaves_a_tombstone_and_is_still_counted(app: Any, unit: Any) -> None:
    consultation = make_open(unit=unit)
    opinion = make_opinion(consultation, reason="Lời lẽ xúc phạm.")
    moderator = _as(app, Role.MODERATOR, unit)
    assert _post(moderator, f"{opinion.url}/hide", reason="").status_code == 422
    _post(moderator, f"{opinion.url}/hide", reason="Xúc phạm người khác")
    page = app.test_client().get(f"/consultations/{consultation.slug}/opinions").text
    assert "Lời lẽ xúc phạm." not in page
    assert "Xúc phạm người khác" in page
    table = json.loads(_as(app, Role.DRAFTING_OFFICER, unit).get(
        f"/consultations/{consultation.slug}/synthesis.json").text)  # fmt: skip
    assert table["received"] == 1
    page = moderator.get("/consultations/moderation?state=hidden")
    moderator.post(f"{opinion.url}/allow", data={"csrf_token": csrf_of(page)})
    db.session.refresh(opinion)
    assert opinion.state is OpinionState.PUBLIC
    assert db.session.query(OutboxMessage).filter_by(kind="consultation/hidden").count() == 1


def test_the_tree_is_mended_without_a_script(app: Any, unit: Any) -> None:
    consultation = make_consultation(unit=unit)
    officer = _as(app, Role.DRAFTING_OFFICER, unit)
    base = f"/consultations/{consultation.slug}/drafts"
    _post(officer, f"{base}/new", text=PLAN)
    version = consultation.working

    def keys() -> list[str]:
        db.session.refresh(version)
        return [one.key for one in version.provisions]

    def at(key: str) -> Any:
        return next(one for one in version.provisions if one.key == key)

    before = keys()
    bullet = at("I/1/b2")
    _post(officer, f"{base}/1/units/{bullet.id}", kind="bullet", text="Một.\n- Hai.", do="split")
    assert "I/1/b3" in keys()
    assert at("I/1/b3").text == "Hai."
    _post(officer, f"{base}/1/units/{at('I/1/b3').id}", kind="bullet", text="Hai.", do="merge")
    assert keys() == before
    assert at("I/1/b2").text == "Một. Hai."
    _post(officer, f"{base}/1/units/{at('I/2').id}", kind="item", title="x", do="unmark")
    assert "I/2" not in keys()
    assert "2. Mục tiêu cụ thể" in [one.text for one in version.provisions]
    _post(
        officer,
        f"{base}/1/units/{at('II/1').id}",
        kind="item",
        number="7.",
        text="Mới",
        do="change",
    )
    assert at("II/7").text == "Mới"
    _post(
        officer, f"{base}/1/units/{at('II/7').id}", kind="item", number="7", text="Mới", do="drop"
    )
    assert "II/7" not in keys()
    assert version.left_over == ["7. Mới"]


def test_a_published_version_does_not_change(app: Any, unit: Any) -> None:
    consultation = make_open(unit=unit)
    provision = unit_at(consultation, "I/1/b1")
    officer = _as(app, Role.DRAFTING_OFFICER, unit)
    url = f"/consultations/{consultation.slug}/drafts/1/units/{provision.id}"
    assert _post(officer, url, kind="bullet", text="Khác", do="change").status_code == 422
    provision.text = "Khác"
    with pytest.raises(RuntimeError):
        db.session.flush()
    db.session.rollback()


def test_opinions_follow_their_unit_into_the_next_version(app: Any, unit: Any) -> None:
    consultation = make_open(unit=unit)
    kept = make_opinion(consultation, "I/2/p1", reason="Ý kiến một.")
    gone = make_opinion(consultation, "I/1/b2", reason="Ý kiến hai.")
    changed = PLAN.replace("60 người", "75 người").replace(
        "- Chú trọng trí thức trẻ, nữ và người dân tộc thiểu số.\n", ""
    )
    changed = changed.replace(
        "I. MỤC TIÊU\n", "I. MỤC TIÊU\n1. Quan điểm\n- Trí thức là nguyên khí.\n"
    )
    changed = changed.replace("1. Mục tiêu chung", "2. Mục tiêu chung").replace(
        "2. Mục tiêu cụ thể", "3. Mục tiêu cụ thể"
    )
    publish_text(consultation, changed)
    page = app.test_client().get(f"/consultations/{consultation.slug}").text
    at = page.index('id="I/3/p1"')
    assert page.index("Ý kiến một.") > at
    assert "75" in app.test_client().get(kept.url).text
    assert re.search(r"<del>60</del>", app.test_client().get(kept.url).text)
    compare = app.test_client().get(f"/consultations/{consultation.slug}/compare/1/2").text
    assert "<ins>75</ins>" in compare
    assert re.search(
        r"(dropped from version|đã bị bỏ ở bản) 2", app.test_client().get(gone.url).text
    )


def test_doubtful_pairs_are_put_before_a_person(app: Any, unit: Any) -> None:
    consultation = make_open(unit=unit)
    officer = _as(app, Role.DRAFTING_OFFICER, unit)
    base = f"/consultations/{consultation.slug}/drafts"
    text = PLAN.replace(
        "Đến năm 2030 có ít nhất 60 người có trình độ thạc sĩ",
        "Phấn đấu hết năm 2030 toàn tỉnh đạt 75 công chức có học vị thạc sĩ",
    )
    _post(officer, f"{base}/new", text=text)
    answer = _post(officer, f"{base}/2/publish", f"{base}/2")
    assert answer.location.endswith("/drafts/2/mapping")
    page = officer.get(answer.location)
    pair = re.search(r'name="pair" value="(\d+)"', page.text)
    data = {"csrf_token": csrf_of(page), "pair": pair and pair[1], "same": "yes"}
    officer.post(answer.location, data=data)
    _post(officer, f"{base}/2/publish", answer.location)
    assert consultation.current.number == 2


def test_a_letter_is_entered_by_staff_for_its_sender(app: Any, unit: Any) -> None:
    rule = make_rule(bodies=["Sở Tài chính", "Sở Tư pháp", "Sở Nội vụ"], silence_counts=True)
    consultation = make_open(unit=unit, rule=rule)
    officer = _as(app, Role.DRAFTING_OFFICER, unit)
    base = f"/consultations/{consultation.slug}"
    clause = unit_at(consultation, "II/1")
    letter = {
        "sender_kind": "agency",
        "channel": "paper",
        "received_on": f"{clock.today():%d/%m/%Y}",
    }
    parts = {f"parts-{n}-{name}": value for n in range(3) for name, value in
             {"unit": 0, "stance": "comment", "reason": "", "proposed_text": ""}.items()}  # fmt: skip
    first = {**parts, "parts-0-unit": clause.id, "parts-0-reason": "Bổ sung kinh phí."}
    _post(officer, f"{base}/letters/new", sender_name="Sở Tài chính", reference="12/STC-NS",
          dated_on="02/11/2026", was_asked="y", **letter, **first)  # fmt: skip
    _post(
        officer,
        f"{base}/letters/new",
        sender_name="Sở Tư pháp",
        agrees="y",
        was_asked="y",
        **letter,
        **parts,
    )
    both = _post(
        officer, f"{base}/letters/new", sender_name="Sở Y tế", agrees="y", **letter, **first
    )
    assert both.status_code == 422
    table = json.loads(officer.get(f"{base}/synthesis.json").text)
    assert (table["asked"], table["received"]) == (3, 1)
    assert (table["agreeing"], table["silent"]) == (["Sở Tư pháp"], ["Sở Nội vụ"])
    assert table["rows"][0]["submitter"] == "Sở Tài chính (12/STC-NS, 02/11/2026)"
    opinion = db.session.query(Opinion).one()
    assert opinion.account_id is None
    assert opinion.submission.entered_by_id is not None


def test_the_report_comes_in_the_official_form_with_sums_that_agree(app: Any, unit: Any) -> None:
    consultation = make_open(unit=unit)
    make_opinion(consultation, "II/1", reason="=1+1 là công thức")
    make_opinion(consultation, reason="Ý kiến chung.")
    officer = _as(app, Role.DRAFTING_OFFICER, unit)
    base = f"/consultations/{consultation.slug}"
    paper = Document(BytesIO(officer.get(f"{base}/synthesis.docx").data))
    texts = "\n".join(one.text for one in paper.paragraphs)
    assert "tổng số 2 ý kiến nhận được" in texts
    table = next(t for t in paper.tables if len(t.columns) == 4)
    assert table.rows[0].cells[0].text == "NHÓM VẤN ĐỀ/ĐIỀU/KHOẢN"
    assert [row.cells[0].text for row in table.rows[1:]] == ["Toàn bộ dự thảo", "II.1"]
    assert "CỘNG HÒA XÃ HỘI" in unify_tone(paper.tables[0].rows[0].cells[1].text.lower()).upper()
    book = CalamineWorkbook.from_filelike(BytesIO(officer.get(f"{base}/synthesis.xlsx").data))
    rows = book.get_sheet_by_name("Tổng hợp").to_python()
    assert any("=1+1 là công thức" in str(cell) for row in rows for cell in row)


def test_an_expert_of_the_registry_is_invited_and_answers_by_the_link(app: Any, unit: Any) -> None:
    from tests.factories.registry import make_person  # noqa: PLC0415

    consultation = make_open(unit=unit)
    person = make_person(
        full_name="Cà Văn Minh", headline="Chuyên gia lâm nghiệp", is_public=True,
        contact_email="minh@example.vn",
    )  # fmt: skip
    db.session.commit()
    officer = _as(app, Role.DRAFTING_OFFICER, unit)
    url = f"/consultations/{consultation.slug}/experts?q=lâm+nghiệp"
    assert "Cà Văn Minh" in officer.get(url).text
    assert _post(officer, url, topic="Mục tiêu").status_code == 422
    _post(officer, url, topic="Mục tiêu", people=[person.id])
    invitation = db.session.query(ExpertInvitation).one()
    mail = db.session.query(OutboxMessage).filter_by(kind="consultation/invited").one()
    link = re.search(r"/invitations/\S+", mail.text)
    assert link
    guest = app.test_client()
    _post(guest, link[0], reply="accept")
    assert db.session.get(ExpertInvitation, invitation.id).state is InvitationState.ACCEPTED
    speak = re.search(
        r'href="(/consultations/[^"]+opinions/new\?unit[^"]+)"', guest.get(link[0]).text
    )
    assert speak
    url = speak[1].replace("&amp;", "&")
    answer = _post(guest, url, stance="partly", reason="Cần định nghĩa.", name_is_public="y")
    page = guest.get(answer.location).text
    assert "Cà Văn Minh" in page
    assert db.session.get(ExpertInvitation, invitation.id).state is InvitationState.DONE
    assert guest.get("/invitations/khong-co").status_code == 404


def test_two_officers_editing_lose_nothing(app: Any, unit: Any) -> None:
    consultation = make_consultation(unit=unit)
    one, other = (_as(app, Role.DRAFTING_OFFICER, unit) for _n in range(2))
    url = f"/consultations/{consultation.slug}/edit"
    given = {"unit": unit.name, "rule": consultation.rule_id, "title": "Kế hoạch"}
    pages = [client.get(url) for client in (one, other)]
    version = re.search(r'name="version" value="(\d+)"', pages[0].text)[1]  # type: ignore[index]
    one.post(
        url,
        data={"csrf_token": csrf_of(pages[0]), "version": version, "summary": "Bản của A", **given},
    )
    second = other.post(
        url,
        data={"csrf_token": csrf_of(pages[1]), "version": version, "summary": "Bản của B", **given},
    )
    assert second.status_code == 422
    assert "Bản của A" in second.text
    assert "Bản của B" in second.text


def test_a_text_without_structure_says_so_and_keeps_its_paragraphs(app: Any, unit: Any) -> None:
    consultation = make_consultation(unit=unit)
    officer = _as(app, Role.DRAFTING_OFFICER, unit)
    base = f"/consultations/{consultation.slug}/drafts"
    _post(officer, f"{base}/new", text="Chỉ là văn xuôi.\n\nKhông có mục nào.")
    page = officer.get(f"{base}/1").text
    assert "Chỉ là văn xuôi." in page
    assert consultation.working.warnings
    assert _post(officer, f"{base}/new", text=" ").status_code == 422


def test_dates_of_the_past_are_refused(app: Any, unit: Any) -> None:
    consultation = make_consultation(unit=unit)
    publish_text(consultation)
    consultation.state = ConsultationState.APPROVED
    db.session.commit()
    approver = _as(app, Role.DRAFTING_APPROVER, unit)
    url = f"/consultations/{consultation.slug}/opening"
    past = date(2020, 1, 1)
    assert (
        _post(approver, url, closes_on=f"{past:%d/%m/%Y}", closes_time="17:00").status_code == 422
    )
    assert _post(approver, url, closes_on="31/02/2027", closes_time="25:00").status_code == 422
