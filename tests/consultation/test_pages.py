"""Every page of consultations is sound HTML in both languages, with much said and with nothing."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from portal.consultation.actions import answering, recording
from portal.consultation.actions.moderating import moderate
from portal.consultation.actions.speaking import Words
from portal.consultation.models import (
    Channel,
    Consultation,
    Disposition,
    ModerationVerb,
    Opinion,
    Stance,
    SubmitterKind,
)
from portal.consultation.search import consultation_documents
from portal.core import clock
from portal.core.db import db
from tests.factories.accounts import make_account, sign_in
from tests.factories.consultation import (
    PLAN,
    make_open,
    make_opinion,
    make_rule,
    publish_text,
    unit_at,
)
from tests.factories.registry import make_person
from tests.factories.units import make_unit
from tests.lint import problems


@pytest.fixture
def busy() -> Consultation:
    """A consultation in which everything has happened once."""
    rule = make_rule(bodies=["Sở Tài chính", "Sở Nội vụ"], silence_counts=True)
    one = make_open(rule=rule, questions=["Có nên tăng chỉ tiêu?"])
    first = make_opinion(one, "I/2/p1", proposed_text="75 người")
    make_opinion(one, "I/1/b2")
    hidden = make_opinion(one, reason="Xấu")
    writer, signer = make_account(), make_account()
    moderate(hidden, ModerationVerb.HIDE, reason="Xúc phạm", by_id=None)
    response = answering.answer(
        one, [first], disposition=Disposition.PARTLY, reason="Đã sửa", by_id=writer.id
    )
    answering.sign(response, by_id=signer.id)
    answering.answer(
        one, [hidden], disposition=Disposition.NOTED, reason="Ghi nhận", by_id=writer.id
    )
    recording.record_submission(
        one, [Words(Stance.AGAINST, "Bỏ đi", provision=unit_at(one, "II/1"))],
        sender_name="Sở Tài chính", sender_kind=SubmitterKind.AGENCY, channel=Channel.PAPER,
        received_at=clock.now() - timedelta(hours=1), was_asked=True,
    )  # fmt: skip
    publish_text(one, PLAN.replace("60 người", "75 người"))
    db.session.commit()
    return one


def _addresses(one: Consultation) -> list[str]:
    base = f"/consultations/{one.slug}"
    unit, opinion = unit_at(one, "I/2/p1"), db.session.scalars(db.select(Opinion)).first()
    paths = (
        "", "/versions/1", "/compare/1/2", "/opinions", f"/opinions?unit={unit.id}", "/opinions?unit=0",
        "/responses", f"/opinions/new?unit={unit.id}", "/opinions/new", "/desk", "/edit", "/drafts/new",
        "/drafts/2", "/drafts/2/mapping", f"/drafts/2/units/{unit.id}", "/documents/new", "/opening",
        "/extension", "/return", "/answers", "/answers?tab=written", "/answers?tab=signed",
        f"/answers/new?opinion={opinion.id}", "/answers/new", "/letters/new", "/experts", "/experts?q=xyz",
    )  # fmt: skip
    return [
        *(base + path for path in paths),
        "/consultations", "/consultations/manage", "/consultations/new", "/consultations/moderation",
        "/consultations/moderation?state=hidden", "/opinions", opinion.url, f"{opinion.url}/hide",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_sound_html(client: FlaskClient, busy: Consultation, language: str) -> None:
    staff = make_account(Role.DRAFTING_OFFICER, busy.unit)
    for role in (Role.DRAFTING_APPROVER, Role.MODERATOR):
        accounts.grant(staff, role, busy.unit)
    sign_in(client, staff)
    client.set_cookie("lang", language)
    found = {}
    for address in _addresses(busy):
        response = client.get(address)
        assert response.status_code == 200, address
        if wrong := problems(response.text):
            found[address] = wrong
    assert found == {}


def test_the_public_pages_carry_no_token(client: FlaskClient, busy: Consultation) -> None:
    base = f"/consultations/{busy.slug}"
    for path in ("", "/versions/1", "/compare/1/2", "/opinions", "/responses"):
        response = client.get(base + path)
        assert response.status_code == 200, path
        assert "csrf" not in response.text, path
        assert "Set-Cookie" not in response.headers, path


def test_an_accepted_opinion_under_ones_name_shows_on_the_profile(client: FlaskClient) -> None:
    account = make_account()
    person = make_person(full_name="Lò Thị Hương", is_public=True, account_id=account.id)
    db.session.commit()
    one = make_open()
    named = make_opinion(one, "I/1/b1", account=account)
    silent = make_opinion(one, "I/1/b2", account=account, name_is_public=False)
    for opinion in (named, silent):
        response = answering.answer(
            one, [opinion], disposition=Disposition.ACCEPTED, reason="Đúng", by_id=None
        )
        answering.sign(response, by_id=account.id)
    db.session.commit()
    page = client.get(f"/people/{person.id}-{person.slug}").text
    assert named.url in page
    assert silent.url not in page


def test_the_search_knows_the_draft_and_not_what_is_in_preparation(busy: Consultation) -> None:
    (document,) = consultation_documents([str(busy.id)])
    assert "75 người" in document.body
    busy.state = "draft"  # type: ignore[assignment]
    db.session.flush()
    assert list(consultation_documents([str(busy.id)])) == []


def _statements(client: FlaskClient, address: str) -> int:
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    db.session.expire_all()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return sum(one.startswith(("SELECT", "WITH")) for one in seen)


def test_lists_ask_the_database_as_often_for_one_as_for_many(client: FlaskClient) -> None:
    unit = make_unit()
    one = make_open(unit=unit)
    opinion = make_opinion(one)
    staff = make_account(Role.DRAFTING_OFFICER, unit)
    accounts.grant(staff, Role.MODERATOR, unit)
    addresses = [
        "/consultations",
        f"/consultations/{one.slug}/opinions",
        f"/consultations/{one.slug}/answers",
        "/consultations/moderation?state=public",
        "/consultations/manage",
        f"/consultations/{one.slug}/responses",
    ]
    sign_in(client, staff)
    answer = answering.answer(one, [opinion], disposition=Disposition.NOTED, reason="x", by_id=None)
    answering.sign(answer, by_id=staff.id)
    make_opinion(one, "I/1/b1")
    db.session.commit()
    few = {address: _statements(client, address) for address in addresses}
    for number in range(8):
        make_open(unit=make_unit())
        more = make_opinion(one, ("I/1/b1", "I/2/p1", "")[number % 3])
        if number % 2:
            answer = answering.answer(
                one, [more], disposition=Disposition.NOTED, reason="x", by_id=None
            )
            answering.sign(answer, by_id=staff.id)
    db.session.commit()
    assert {address: _statements(client, address) for address in addresses} == few
