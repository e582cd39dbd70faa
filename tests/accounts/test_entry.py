"""The way in: registration, signing in, a forgotten password; what a stranger can learn: nothing."""

import re
import unicodedata
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from portal.accounts import actions, queries
from portal.accounts.jobs import sweep
from portal.accounts.models import AccountSession
from portal.core import clock
from portal.core.db import db
from portal.core.mail import OutboxMessage
from tests.factories.accounts import PASSWORD, csrf_of, make_account, sign_in


def send(client: FlaskClient, path: str, **typed: str) -> TestResponse:
    token = csrf_of(client.get(path))
    return client.post(path, data={"csrf_token": token, **typed})


def letters() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def link_in(letter: OutboxMessage) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.text)
    assert found
    return found[1]


def register(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    return send(client, "/register", full_name="Lò Thị Hương", email=email, password=password)


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/settings").status_code == 200


def test_registration_is_confirmed_by_letter_and_password(client: FlaskClient) -> None:
    assert register(client, "huong@example.vn").location == "/register/sent"
    link = link_in(letters()[-1])
    wrong = send(client, link, password="không phải thế")
    assert wrong.status_code == 422
    assert not is_signed_in(client)
    assert send(client, link, password=PASSWORD).status_code == 302
    assert is_signed_in(client)
    assert client.get(link).status_code == 404


def test_a_stranger_who_registers_my_address_gains_nothing(client: FlaskClient) -> None:
    register(client, "huong@example.vn", "mật khẩu của kẻ gian")
    register(client, "huong@example.vn", PASSWORD)
    stolen, own = letters()[-2:]
    assert client.get(link_in(stolen)).status_code == 404
    answer = send(client, link_in(own), password="mật khẩu của kẻ gian")
    assert answer.status_code == 422


def test_registering_a_known_address_reads_the_same(client: FlaskClient) -> None:
    account = make_account()
    known, unknown = register(client, account.email), register(client, "moi@example.vn")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert [letter.kind for letter in letters()[-2:]] == ["accounts/known", "accounts/confirm"]
    db.session.refresh(account)
    assert account.full_name != "Lò Thị Hương"


def test_a_wrong_password_and_an_unknown_address_read_the_same(client: FlaskClient) -> None:
    account = make_account()
    texts = []
    for email in (account.email, "khong-co@example.vn"):
        answer = send(client, "/sign-in", email=email, password="sai mật khẩu rồi")
        assert answer.status_code == 422
        text = answer.text.replace(email, "…")
        texts.append(re.sub(r'value="[^"]*"', "", text))
    assert texts[0] == texts[1]


def test_signing_in_with_composed_or_decomposed_accents(client: FlaskClient) -> None:
    account = make_account(password="Đường lên đỉnh Olympia")
    typed = unicodedata.normalize("NFD", "Đường lên đỉnh Olympia")
    answer = send(client, "/sign-in", email=account.email.upper(), password=typed)
    assert answer.status_code == 302
    assert is_signed_in(client)


def test_a_forgotten_password_is_replaced_by_letter_once(client: FlaskClient) -> None:
    account = make_account()
    other = sign_in(client.application.test_client(), account)
    assert send(client, "/forgotten", email=account.email).location == "/register/sent"
    link = link_in(letters()[-1])
    typed = {"password": "suối chảy qua bản", "again": "suối chảy qua bản"}
    assert send(client, link, **typed).status_code == 302
    assert client.get(link).status_code == 404
    assert not is_signed_in(other)
    answer = send(client, "/sign-in", email=account.email, password=typed["password"])
    assert answer.status_code == 302


def test_asking_for_a_letter_tells_nothing(client: FlaskClient) -> None:
    account = make_account()
    answers = [
        send(client, "/forgotten", email=email) for email in (account.email, "ai@example.vn")
    ]
    assert len({(answer.status_code, answer.location) for answer in answers}) == 1
    assert len(letters()) == 1


def test_an_old_link_is_dead(client: FlaskClient) -> None:
    account = make_account()
    send(client, "/forgotten", email=account.email)
    link = link_in(letters()[-1])
    with clock.frozen(clock.now() + timedelta(hours=3)):
        answer = client.get(link)
    assert answer.status_code == 404
    send(client, "/forgotten", email=account.email)
    assert client.get(link).status_code == 404


def test_a_link_serves_only_its_purpose(client: FlaskClient) -> None:
    account = make_account()
    send(client, "/forgotten", email=account.email)
    token = link_in(letters()[-1]).rsplit("/", 1)[1]
    assert client.get(f"/register/confirm/{token}").status_code == 404
    assert client.get(f"/settings/email/{token}").status_code == 404


def test_guessing_is_stopped_and_the_holder_still_gets_in(client: FlaskClient) -> None:
    account = make_account()
    home = {"environ_base": {"REMOTE_ADDR": "14.162.7.9"}}
    token = csrf_of(client.get("/sign-in"))
    typed = {"csrf_token": token, "email": account.email, "password": PASSWORD}
    assert client.post("/sign-in", data=typed, **home).status_code == 302
    thief = client.application.test_client()
    for number in range(12):
        network = {"environ_base": {"REMOTE_ADDR": f"203.0.{number}.1"}}
        token = csrf_of(thief.get("/sign-in"))
        wrong = {"csrf_token": token, "email": account.email, "password": f"đoán {number}"}
        last = thief.post("/sign-in", data=wrong, **network)
    assert "15" in last.text
    right = {"csrf_token": token, "email": account.email, "password": PASSWORD}
    elsewhere = {"environ_base": {"REMOTE_ADDR": "203.0.99.1"}}
    assert thief.post("/sign-in", data=right, **elsewhere).status_code == 422
    holder = client.application.test_client()
    typed["csrf_token"] = csrf_of(holder.get("/sign-in"))
    assert holder.post("/sign-in", data=typed, **home).status_code == 302
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert thief.post("/sign-in", data=right, **elsewhere).status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "//e.example",
        "/\\e.example",
        "/%09/e.example",
        "https:e.example",
        "https://e.example/",
        "javascript:alert(1)",
        "\x00//e.example",
        "http://localhost@e.example/",
        "///e.example",
        " //e.example",
    ],
)
def test_signing_in_never_leads_elsewhere(client: FlaskClient, target: str) -> None:
    account = make_account()
    typed = {"email": account.email, "password": PASSWORD, "next": target}
    location = send(client, "/sign-in", **typed).location
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_signing_in_leads_back(client: FlaskClient) -> None:
    account = make_account()
    answer = client.get("/settings/security?x=1")
    assert "next=" in answer.location
    typed = {"email": account.email, "password": PASSWORD, "next": "/settings/security?x=1"}
    assert send(client, "/sign-in", **typed).location == "/settings/security?x=1"


def test_a_suspended_account_is_out_at_once(client: FlaskClient) -> None:
    account = make_account()
    sign_in(client, account)
    assert is_signed_in(client)
    account.suspended_at = clock.now()
    db.session.commit()
    assert not is_signed_in(client)
    answer = send(client, "/sign-in", email=account.email, password=PASSWORD)
    assert answer.status_code == 422


def test_signing_out_ends_the_session_itself(client: FlaskClient) -> None:
    sign_in(client, make_account())
    with client.session_transaction() as cookie:
        token = cookie["token"]
    client.post("/sign-out", data={"csrf_token": csrf_of(client.get("/settings"))})
    assert queries.session_of(token) is None


def test_a_session_set_beforehand_is_replaced(client: FlaskClient) -> None:
    account = make_account()
    with client.session_transaction() as cookie:
        cookie["token"] = "chosen-by-a-thief"
    send(client, "/sign-in", email=account.email, password=PASSWORD)
    with client.session_transaction() as cookie:
        assert cookie["token"] != "chosen-by-a-thief"
    assert "chosen" not in str(db.session.scalars(select(AccountSession.token_hash)).all())


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("ngắn", False),
        ("password123", False),
        ("12345678", False),
        ("aaaaaaaaaaaa", False),
        ("matkhau123", False),
        ("LòThịHương", False),
        ("rừng vàng biển bạc", True),
        ("        x   y  z", True),
    ],
)
def test_a_password_is_long_and_not_the_first_guess(
    client: FlaskClient, password: str, fits: bool
) -> None:
    answer = register(client, "huong@example.vn", password)
    assert answer.status_code == (302 if fits else 422)


@pytest.mark.parametrize("path", ["/sign-in", "/forgotten", "/register"])
def test_the_database_is_asked_the_same_for_known_and_unknown(
    client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(client.application.config, "JOBS", "worker")
    account = make_account()
    token = csrf_of(client.get(path))
    typed = {"csrf_token": token, "full_name": "Lò Thị Hương", "password": "suối chảy qua bản"}
    asked: dict[str, list[str]] = {}
    for email in (account.email, "khong-co@example.vn"):
        asked[email] = []
        note = note_in(asked[email])
        event.listen(db.engine, "before_cursor_execute", note)
        client.post(path, data=typed | {"email": email})
        event.remove(db.engine, "before_cursor_execute", note)
    known, unknown = asked.values()
    assert known == unknown
    assert known


def note_in(statements: list[str]) -> Callable[..., None]:
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "SAVEPOINT" not in statement:  # the test's own outer transaction numbers them
            statements.append(statement)

    return note


def test_what_has_served_is_swept_away() -> None:
    account = make_account()
    actions.ask_reset(account.email)
    actions.open_session(account)
    db.session.commit()
    with clock.frozen(clock.now() + timedelta(days=200)):
        sweep()
    assert db.session.scalars(select(AccountSession)).all() == []


def test_a_frozen_or_empty_token_is_nobodys(client: FlaskClient) -> None:
    for path in ("/reset/x", "/register/confirm/%00", "/settings/email/" + "a" * 3000):
        assert client.get(path).status_code == 404
