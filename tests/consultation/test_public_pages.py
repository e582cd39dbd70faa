"""What the public reads and sends, through the client with the real token."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from portal.consultation.models import Opinion, OpinionState
from portal.core import clock
from portal.core.db import db
from portal.core.mail import OutboxMessage
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.consultation import make_consultation, make_open, make_opinion, unit_at

GUEST = {
    "stance": "partly",
    "reason": "Nên ghi rõ “tương đương” gồm những văn bằng nào.",
    "proposed_text": "Đến năm 2030 có ít nhất 75 thạc sĩ.",
    "name": "Lò Văn Khách",
    "kind": "citizen",
    "email": "khach@example.vn",
}


def _send(client: FlaskClient, url: str, **given: str) -> "object":
    page = client.get(url)
    return client.post(url, data={"csrf_token": csrf_of(page), **GUEST, **given})


def test_the_list_shows_what_is_open_and_hides_what_is_in_preparation(client: FlaskClient) -> None:
    consultation, hidden = make_open(), make_consultation()
    page = client.get("/consultations").text
    assert consultation.title in page
    assert hidden.title not in page


def test_a_consultation_in_preparation_is_unknown_to_the_public(client: FlaskClient) -> None:
    assert client.get(f"/consultations/{make_consultation().slug}").status_code == 404


def test_the_draft_shows_each_unit_with_a_link_to_comment(client: FlaskClient) -> None:
    consultation = make_open()
    page = client.get(f"/consultations/{consultation.slug}").text
    assert 'id="I/2/p1"' in page
    assert page.count(f"/consultations/{consultation.slug}/opinions/new?unit=") == len(
        consultation.current.provisions
    )
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_a_guest_is_seen_only_after_the_link_of_the_mail(client: FlaskClient) -> None:
    consultation = make_open()
    unit = unit_at(consultation, "I/2/p1")
    url = f"/consultations/{consultation.slug}/opinions/new?unit={unit.id}"
    answer = _send(client, url)
    assert answer.status_code == 302
    opinion = db.session.query(Opinion).one()
    assert opinion.state is OpinionState.UNCONFIRMED
    assert GUEST["reason"] not in client.get(f"/consultations/{consultation.slug}").text
    assert opinion.code in client.get(answer.location).text
    assert GUEST["reason"] not in client.get(opinion.url).text
    link = re.search(r"/opinions/confirm/\S+", db.session.query(OutboxMessage).one().text)
    assert link
    page = client.get(link[0])
    assert db.session.get(Opinion, opinion.id).state is OpinionState.UNCONFIRMED
    assert client.post(link[0], data={"csrf_token": csrf_of(page)}).status_code == 302
    assert "Nên ghi rõ" in client.get(f"/consultations/{consultation.slug}").text
    assert GUEST["name"] not in client.get(f"/consultations/{consultation.slug}").text
    assert GUEST["email"] not in client.get(opinion.url).text
    assert client.get(link[0]).status_code == 404


def test_a_name_is_published_only_with_leave(client: FlaskClient) -> None:
    consultation = make_open()
    make_opinion(consultation, "I/2/p1", name="Cà Thị Kín", name_is_public=False)
    make_opinion(consultation, "I/2/p1", name="Cà Văn Mở", name_is_public=True)
    page = client.get(f"/consultations/{consultation.slug}/opinions").text
    assert "Cà Thị Kín" not in page
    assert "Cà Văn Mở" in page


def test_wrong_input_keeps_what_was_typed(client: FlaskClient) -> None:
    consultation = make_open()
    url = f"/consultations/{consultation.slug}/opinions/new"
    answer = _send(client, url, email="khong-phai-dia-chi", stance="")
    assert answer.status_code == 422
    assert "Đến năm 2030 có ít nhất 75 thạc sĩ." in answer.text
    assert db.session.query(Opinion).count() == 0


def test_an_empty_opinion_is_refused_unless_it_agrees(client: FlaskClient) -> None:
    url = f"/consultations/{make_open().slug}/opinions/new"
    assert _send(client, url, reason="", proposed_text="").status_code == 422
    assert _send(client, url, reason="", proposed_text="", stance="agree").status_code == 302


def test_a_deadline_that_passes_while_the_form_is_open_keeps_the_text(client: FlaskClient) -> None:
    consultation = make_open()
    url = f"/consultations/{consultation.slug}/opinions/new"
    page = client.get(url)
    with clock.frozen(consultation.closes_at + timedelta(seconds=1)):
        answer = client.post(url, data={"csrf_token": csrf_of(page), **GUEST})
    assert answer.status_code == 422
    assert GUEST["reason"] in answer.text
    assert clock.local(consultation.closes_at).strftime("%H:%M %d/%m/%Y") in answer.text
    assert db.session.query(Opinion).count() == 0


def test_a_double_submit_makes_one_opinion(client: FlaskClient) -> None:
    url = f"/consultations/{make_open().slug}/opinions/new"
    page = client.get(url)
    once = re.search(r'name="once" value="([^"]+)"', page.text)
    data = {"csrf_token": csrf_of(page), "once": once and once[1], **GUEST}
    first, second = client.post(url, data=data), client.post(url, data=data)
    assert first.location == second.location
    assert db.session.query(Opinion).count() == 1


def test_one_network_cannot_flood_without_signing_in(client: FlaskClient) -> None:
    url = f"/consultations/{make_open().slug}/opinions/new"
    answers = [_send(client, url, email=f"a{n}@example.vn").status_code for n in range(10)]
    assert answers[:8] == [302] * 8
    assert answers[8:] == [422, 422]


def test_who_is_signed_in_is_heard_at_once_and_may_react_to_others(client: FlaskClient) -> None:
    consultation = make_open()
    other = make_opinion(consultation, "I/1/b1")
    sign_in(client, make_account())
    url = f"/consultations/{consultation.slug}/opinions/new"
    page = client.get(url)
    data = {"csrf_token": csrf_of(page), "stance": "against", "reason": "Không nên làm vậy."}
    answer = client.post(url, data=data)
    assert "Không nên làm vậy." in client.get(answer.location).text
    page = client.get(other.url)
    client.post(f"{other.url}/reaction", data={"csrf_token": csrf_of(page), "value": "agree"})
    assert "1" in re.findall(r"(\d+) (?:đồng tình|agree)", client.get(other.url).text)


def test_with_checking_before_an_opinion_waits(client: FlaskClient) -> None:
    consultation = make_open(checks_before=True)
    opinion = make_opinion(consultation)
    assert opinion.state is OpinionState.WAITING
    assert opinion.reason not in client.get(opinion.url).text
    assert opinion.reason not in client.get(f"/consultations/{consultation.slug}/opinions").text


def test_an_opinion_is_found_by_its_code_however_typed(client: FlaskClient) -> None:
    opinion = make_opinion(make_open())
    found = client.get("/opinions", query_string={"code": f" {opinion.code.lower()} "})
    assert found.location == opinion.url
    assert client.get("/opinions?code=GY-XXXX").status_code == 404


@pytest.mark.parametrize(
    "query", ["unit=abc", "unit=999999999", "unit=-1", "question=7", "unit=%00"]
)
def test_a_strange_address_still_shows_the_form(client: FlaskClient, query: str) -> None:
    assert client.get(f"/consultations/{make_open().slug}/opinions/new?{query}").status_code == 200


def test_the_draft_page_needs_the_same_number_of_statements_however_much_is_said(
    client: FlaskClient,
) -> None:
    consultation = make_open()
    make_opinion(consultation, "I/2/p1")
    few = _statements(client, consultation.slug)
    for key in ("I/2/p1", "I/1/b1", "I/1/b2", "II/1", "II/2", ""):
        for _n in range(4):
            make_opinion(consultation, key)
    assert _statements(client, consultation.slug) == few


def _statements(client: FlaskClient, slug: str) -> int:
    from sqlalchemy import event  # noqa: PLC0415

    seen: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    db.session.expire_all()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(f"/consultations/{slug}", headers={"Cookie": "x=1"}).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len([one for one in seen if one.startswith("SELECT")])
