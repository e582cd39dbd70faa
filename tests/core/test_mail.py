"""Letters go out once, wait when the post office is closed, and are given up only for good reasons."""

import email
import email.policy
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from flask.testing import FlaskClient

from portal.core import clock
from portal.core.config import ConfigurationError
from portal.core.db import db
from portal.core.mail import MailState, OutboxMessage, send_mail
from portal.core.mail.actions import drain_outbox, pause_before
from portal.core.mail.smtp import check_smtp_url
from portal.core.unit_of_work import commit, unit_of_work

NOON = datetime(2026, 6, 1, 5, tzinfo=UTC)


class PostOffice:
    """A real SMTP server that answers as it is told and keeps what it took."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.at_rcpt = self.at_data = ""

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.at_rcpt:
            return self.at_rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.at_data:
            return self.at_data
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


@pytest.fixture
def office(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    office = PostOffice()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://127.0.0.1:{port}")
    yield office
    controller.stop()


@pytest.fixture(autouse=True)
def template(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mail" / "test"
    folder.mkdir(parents=True)
    (folder / "greeting.txt").write_text("Kính gửi {{ name }},\n\n{{ link }}\n")
    monkeypatch.setattr(
        app.jinja_loader, "searchpath", [*app.jinja_loader.searchpath, str(tmp_path)]
    )


def letter(
    to: str = "an@example.org", name: str = "Đặng An", subject: str = "Chào"
) -> OutboxMessage:
    link = "https://example.org/a?b=1&c=2"
    return send_mail(to=to, subject=subject, template="test/greeting", name=name, link=link)


def test_a_letter_leaves_after_the_commit_and_says_what_it_should(office: PostOffice) -> None:
    written = letter(subject="Xác nhận địa chỉ")
    assert office.letters == []
    commit()
    assert written.state == MailState.SENT
    (taken,) = office.letters
    assert taken["To"] == "an@example.org"
    assert taken["Subject"] == "Xác nhận địa chỉ"
    assert taken["Message-ID"] == written.message_id
    assert taken.get_content().startswith("Kính gửi Đặng An,")
    assert "b=1&c=2" in taken.get_content()


def test_a_letter_of_an_undone_act_is_never_sent(office: PostOffice) -> None:
    def undone() -> None:
        with unit_of_work():
            letter()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    commit()
    drain_outbox()
    assert office.letters == []


@pytest.mark.parametrize("field", ["to", "subject", "name"])
def test_no_typed_text_adds_a_header_or_a_recipient(office: PostOffice, field: str) -> None:
    letter(**{field: "An\r\nBcc: victim@example.org"})
    commit()
    for taken in office.letters:
        assert taken["Bcc"] is None
        assert taken["To"].count("@") == 1


def test_an_address_that_is_none_is_given_up_at_once(office: PostOffice) -> None:
    broken, good = letter(to="no address"), letter()
    commit()
    assert (broken.state, good.state) == (MailState.FAILED, MailState.SENT)


@pytest.mark.parametrize("where", ["at_rcpt", "at_data"])
def test_a_refusal_for_good_is_final_and_named(office: PostOffice, where: str) -> None:
    setattr(office, where, "550 5.1.1 no such person")
    refused = letter()
    commit()
    assert refused.state == MailState.FAILED
    assert "no such person" in refused.error


@pytest.mark.parametrize("where", ["at_rcpt", "at_data"])
def test_a_refusal_for_now_is_tried_again_later(office: PostOffice, where: str) -> None:
    setattr(office, where, "451 4.7.1 try later")
    with clock.frozen(NOON):
        waiting = letter()
        commit()
        assert waiting.state == MailState.QUEUED
        assert waiting.next_try_at == NOON + timedelta(minutes=1)
        setattr(office, where, "")
        drain_outbox()
        assert office.letters == []
    with clock.frozen(NOON + timedelta(minutes=2)):
        drain_outbox()
    assert len(office.letters) == 1
    assert waiting.state == MailState.SENT


def test_while_the_office_is_closed_letters_wait_for_three_days(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://127.0.0.1:1")
    with clock.frozen(NOON):
        waiting = letter()
        commit()
    with clock.frozen(NOON + timedelta(hours=24)):
        drain_outbox()
        assert waiting.state == MailState.QUEUED
        assert waiting.error
    with clock.frozen(NOON + timedelta(hours=73)):
        drain_outbox()
    assert waiting.state == MailState.FAILED


def test_a_second_worker_does_not_send_a_letter_that_is_being_sent(office: PostOffice) -> None:
    taken = letter()
    db.session.flush()
    taken.next_try_at = clock.now() + timedelta(minutes=5)
    commit()
    assert office.letters == []


def test_pauses_grow_to_an_hour() -> None:
    assert [pause_before(tries).total_seconds() / 60 for tries in (1, 2, 3, 7, 20)] == [
        1,
        2,
        4,
        60,
        60,
    ]


@pytest.mark.parametrize("url", ["http://a", "smtp://", "mail.example.org:25"])
def test_a_wrong_server_address_is_a_clear_error(url: str) -> None:
    with pytest.raises(ConfigurationError, match="PORTAL_SMTP_URL"):
        check_smtp_url(url)


def test_without_a_server_letters_wait_but_in_the_demo_they_arrive_in_the_mailbox(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = letter()
    commit()
    assert waiting.state == MailState.QUEUED
    monkeypatch.setitem(app.config, "DEMO", True)
    drain_outbox()
    assert waiting.state == MailState.SENT


def test_the_mailbox_exists_in_the_demo_only(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = letter(name="<script>alert(1)</script>")
    commit()
    address = f"/mailbox/{written.id}"
    assert client.get("/mailbox").status_code == client.get(address).status_code == 404
    monkeypatch.setitem(app.config, "DEMO", True)
    assert written.subject in client.get("/mailbox").text
    assert written.subject in client.get("/mailbox?to=an@example.org").text
    assert written.subject not in client.get("/mailbox?to=other@example.org").text
    page = client.get(address).text
    assert '<a href="https://example.org/a?b=1&amp;c=2"' in page
    assert "<script>alert" not in page
