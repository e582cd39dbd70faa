"""What every request keeps to: forged forms, reading that writes, headers, hosts, double sending."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from portal.accounts.identity import COOKIE_KEY
from portal.accounts.models import AccountSession, Grant
from portal.core import clock
from portal.core.db import db
from portal.core.headers import ALWAYS
from portal.core.mail import OutboxMessage
from portal.core.unit_of_work import Portal
from tests.factories.accounts import PASSWORD
from tests.trust.doors import PUBLIC_PAGES, Door, doors
from tests.trust.visitor import Visitors
from tests.trust.world import World

OPEN_FORMS = ("/forgotten", "/register", "/sign-in", "/sign-out", "/reset/{reset_token}")
POLICY = "Content-Security-Policy"
FILE_POLICIES = (
    "sandbox; default-src 'none'",
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'",
)
"""What a file is handed out with: neither lets a script run. Browsers show a PDF in no sandbox."""
READING = [(door.holder, door.template) for door in doors("GET")]
READING += [(actor, page) for page in PUBLIC_PAGES for actor in ("anonymous", "admin")]


@pytest.fixture
def written(world: World) -> Iterator[list[str]]:
    """Every statement that would change a row, as it is sent to the database."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().split(" ", 1)[0].upper() in ("INSERT", "UPDATE", "DELETE", "REPLACE"):
            found.append(statement)

    event.listen(world.connection, "before_cursor_execute", note)
    yield found
    event.remove(world.connection, "before_cursor_execute", note)


@pytest.mark.parametrize("door", doors("POST"), ids=lambda door: door.template)
def test_a_form_without_its_own_token_changes_nothing(
    door: Door, world: World, visitors: Visitors, written: list[str]
) -> None:
    path, client = world.path(door.template), visitors.client(door.holder)
    foreign = visitors.token("applicant" if door.holder != "applicant" else "citizen")
    for token in ({}, {"csrf_token": foreign}, {"csrf_token": "x"}):
        assert client.post(path, data=token).status_code == 400, token
    assert written == []


def test_the_open_forms_ask_for_their_token_too(world: World, visitors: Visitors) -> None:
    for template in OPEN_FORMS:
        data = {"email": "a@example.vn", "password": PASSWORD}
        answer = visitors.client("anonymous").post(world.path(template), data=data)
        assert answer.status_code == 400, template


def test_no_view_is_ever_let_off_its_token(app: Portal, world: World, visitors: Visitors) -> None:
    csrf = app.extensions["csrf"]
    for actor in ("anonymous", "citizen", "admin"):
        for template in ("/settings", "/sign-in", "/people/{person}/basics"):
            visitors.post(actor, world.path(template))
    assert (csrf._exempt_views, csrf._exempt_blueprints) == (set(), set())


@pytest.mark.parametrize(("actor", "template"), READING)
def test_looking_writes_nothing_and_carries_every_header(
    actor: str, template: str, world: World, visitors: Visitors, written: list[str]
) -> None:
    answer = visitors.get(actor, world.path(template))
    assert answer.status_code < 500 or template == "/readyz"
    assert written == []
    shown = {name: answer.headers[name] for name in ALWAYS}
    assert shown in [ALWAYS, *(ALWAYS | {POLICY: policy} for policy in FILE_POLICIES)]
    if actor != "anonymous" and not template.startswith("/healthz"):
        assert "no-store" in answer.headers["Cache-Control"]
    assert "Server" not in answer.headers


def test_a_file_is_handed_out_but_never_run(world: World, visitors: Visitors) -> None:
    for actor, template in (
        ("owner", "/evidence/{evidence}"),
        ("owner", "/nominations/papers/{paper}"),
        ("citizen", "/documents/{document}/file"),
        ("anonymous", "/consultations/{consultation}/documents/{dossier}"),
    ):
        headers = visitors.get(actor, world.path(template)).headers
        assert headers["X-Content-Type-Options"] == "nosniff", template
        assert headers[POLICY] in FILE_POLICIES, template


ELSEWHERE = (
    "//evil.example",
    "/\\evil.example",
    "/%09/evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "https://evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "\x00//evil.example",
    " //evil.example",
    "/\r\nLocation: //evil.example",
    "//localhost@evil.example",
    "http://localhost.evil.example/",
    "/" * 8000 + "evil.example",
)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_address_leads_elsewhere(target: str, world: World, visitors: Visitors) -> None:
    email = world.account("citizen").email
    form = {"email": email, "password": PASSWORD, "next": target}
    answers = [
        visitors.get("anonymous", "/preferences", query_string={"next": target, "lang": "en"}),
        visitors.post("anonymous", "/sign-in", form),
        visitors.get("citizen", "/sign-in", query_string={"next": target}),
        visitors.post("citizen", "/settings/prove", {"password": PASSWORD, "next": target}),
        visitors.post("honours", world.path("/rounds/{round}/start"), headers=_from(target)),
    ]
    for answer in answers:
        where = answer.headers.get("Location", "/")
        assert where.startswith("/"), where
        assert not where.startswith(("//", "/\\")), where
        assert "evil.example" not in where.split("?")[0].removeprefix("/%09/evil.example"), where


def _from(target: str) -> dict[str, str]:
    return {"Referer": target} if "\n" not in target else {}


def test_a_foreign_host_is_refused(
    app: Portal, visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["portal.example.vn"])
    get = visitors.client("anonymous").get
    assert get("/sign-in", base_url="http://portal.example.vn").status_code == 200
    for host in ("evil.example", "portal.example.vn.evil.example", "portal.example.vn:80@evil.com"):
        assert get("/sign-in", headers={"Host": host}).status_code == 400, host


def test_a_letter_and_a_page_never_take_the_host_from_the_request(
    world: World, visitors: Visitors
) -> None:
    data = {"email": world.account("owner").email}
    form = data | {"csrf_token": visitors.token("anonymous")}
    for host, headers in (
        ("evil.example", {}),
        ("localhost", {"X-Forwarded-Host": "evil.example"}),
    ):
        client = visitors.client("anonymous", host)
        sent = client.post("/forgotten", data=form, base_url=f"http://{host}", headers=headers)
        assert sent.status_code == 302
    letters = db.session.scalars(db.select(OutboxMessage).filter_by(to=data["email"])).all()
    assert letters
    assert not any("evil.example" in letter.text for letter in letters)
    page = visitors.get("anonymous", "/people", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in page.text


def test_an_answer_tells_nobody_which_addresses_are_known(world: World, visitors: Visitors) -> None:
    known, unknown = world.account("citizen").email, "khong-co-ai@example.vn"
    fields: dict[str, dict[str, str]] = {
        "/sign-in": {"password": "sai mật khẩu rồi"},
        "/forgotten": {},
        "/register": {"full_name": "Nguyễn Thị Mới", "password": "một mật khẩu dài 77"},
    }
    for path, data in fields.items():
        seen = []
        for email in (known, unknown):
            answer = visitors.post("anonymous", path, data | {"email": email, "once": "x" + email})
            seen.append((answer.status_code, answer.location, answer.text.count("<li")))
        assert seen[0] == seen[1], path


def test_signing_in_gives_a_new_session_and_leaves_nothing_of_the_old(
    world: World, visitors: Visitors
) -> None:
    client = visitors.client("neighbour")
    with client.session_transaction() as cookie:
        cookie["planted"] = "x"
        before = cookie.pop(COOKIE_KEY)
        token = visitors.token("neighbour")
    form = {"email": world.account("citizen").email, "password": PASSWORD, "csrf_token": token}
    assert client.post("/sign-in", data=form).status_code == 302
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie[COOKIE_KEY] != before
    assert db.session.query(AccountSession).filter_by(token_hash=before).count() == 0


def test_a_lost_role_closes_the_door_at_the_next_request(world: World, visitors: Visitors) -> None:
    page = world.path("/associations/{association}/members")
    client = visitors.client("secretary")
    assert client.get(page).status_code == 200
    grant = db.session.scalars(db.select(Grant).filter_by(account_id=world.accounts["secretary"]))
    grant.one().ended_at = clock.now()
    db.session.commit()
    assert client.get(page).status_code == 404
    assert client.get(page + ".xlsx").status_code == 404
