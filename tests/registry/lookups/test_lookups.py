"""Look-ups against a real server of this machine: good, slow, huge, wrong, hostile, elsewhere."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.jobs import Job, JobState
from portal.core.unit_of_work import Portal
from portal.registry.importing import ImportTask
from portal.registry.lookups.fetching import Limits, fetch
from portal.registry.lookups.jobs import MOST_OF_ONE, ask_later
from portal.registry.lookups.origins import (
    Origin,
    address_of,
    allowed_origins,
    is_public,
    origin_of,
)
from portal.registry.lookups.services import Service, ask, offered, recognised
from portal.registry.models import Contribution, Person, Work
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person

WORK = {
    "type": "article-journal",
    "title": "Lũ <i>quét</i>",
    "DOI": "10.1000/lu",
    "author": [{"family": "Trần", "given": "Thị Hà"}, {"family": "Nguyễn", "given": "Văn Anh"}],
}
ACCEPT = "application/vnd.citationstyles.csl+json, application/json;q=0.5"


class Handler(BaseHTTPRequestHandler):
    """Answers by the last word of the path."""

    def do_GET(self) -> None:
        word = self.path.rsplit("/", 1)[-1]
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        getattr(self, f"_{word}", self._good)()

    def _send(
        self, body: bytes, kind: str = "application/json", code: int = 200, **more: str
    ) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _good(self) -> None:
        self._send(json.dumps(WORK).encode(), "application/vnd.citationstyles.csl+json")

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        for _second in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def _silent(self) -> None:
        time.sleep(5)

    def _headers(self) -> None:
        for _second in range(100):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n"[:1])
            self.wfile.flush()
            time.sleep(0.1)

    def _huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        for _piece in range(500):
            self.wfile.write(b"x" * 65_536)

    def _announced(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "99999999999")
        self.end_headers()

    def _short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "500")
        self.end_headers()
        self.wfile.write(b"{}")

    def _html(self) -> None:
        self._send(b"<html><script>alert(1)</script></html>", "text/html")

    def _liar(self) -> None:
        self._send(b"<html><script>alert(1)</script></html>")

    def _broken(self) -> None:
        self._send(b'{"title": ')

    def _deep(self) -> None:
        self._send(b'{"a":' * 5_000 + b"1" + b"}" * 5_000)

    def _hostile(self) -> None:
        title = "<script>alert(1)</script>\u202engược"
        self._send(json.dumps(WORK | {"title": title, "URL": "javascript:alert(1)"}).encode())

    def _missing(self) -> None:
        self._send(b"", code=404)

    def _busy(self) -> None:
        self._send(b"", code=429, Retry_After="120")

    def _error(self) -> None:
        self._send(b"", code=500)

    def _onward(self) -> None:
        self._send(b"", code=302, Location="/10.1000/good")

    def _round(self) -> None:
        self._send(b"", code=302, Location="/10.1000/round")

    def _elsewhere(self) -> None:
        self._send(b"", code=302, Location="https://example.com/10.1000/good")

    def _inside(self) -> None:
        self._send(b"", code=301, Location="http://169.254.169.254/latest/meta-data")

    def _local(self) -> None:
        self._send(b"", code=301, Location="http://127.0.0.1:1/x")

    def _file(self) -> None:
        self._send(b"", code=301, Location="file:///etc/passwd")

    def log_message(self, *_given: Any) -> None:
        """Nothing on the test's output."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked = []  # type: ignore[attr-defined]
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def base(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


@pytest.fixture
def listed(app: Portal, base: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The portal is told to ask this server for both."""
    monkeypatch.setitem(app.config, "LOOKUPS", base)
    monkeypatch.setitem(app.config, "LOOKUP_DOI_URL", base)
    monkeypatch.setitem(app.config, "LOOKUP_ORCID_URL", f"{base}/v3.0/")
    monkeypatch.setitem(app.config, "LOOKUP_SECONDS", 1)
    return base


@pytest.fixture
def account() -> Account:
    return make_account(full_name="Nguyễn Văn Anh")


@pytest.fixture
def person(account: Account) -> Person:
    return make_person(full_name="Nguyễn Văn Anh", account_id=account.id)


def get(base: str, word: str, seconds: float = 1.0) -> bytes:
    limits = Limits(seconds=seconds, size=1_000_000)
    return fetch(
        f"{base}/10.1000/{word}", accept=ACCEPT, allowed=allowed_origins(base), limits=limits
    )


def test_nobody_is_asked_unless_an_operator_lists_hosts(
    app: Portal, client: FlaskClient, account: Account, person: Person
) -> None:
    assert app.config["LOOKUPS"] == ""
    assert offered() == []
    with pytest.raises(RuleBroken):
        ask(Service.DOI, "10.1000/lu")
    db.session.commit()
    sign_in(client, account)
    assert client.get(f"/people/{person.id}/works/look-up").status_code == 404
    assert "look-up" not in client.get(f"/people/{person.id}/works/import").text


def test_a_good_answer_and_one_after_a_redirect_come_back(base: str) -> None:
    assert json.loads(get(base, "good")) == WORK
    assert json.loads(get(base, "onward")) == WORK


@pytest.mark.timeout(20)
@pytest.mark.parametrize("word", ["drip", "silent", "headers"])
def test_a_slow_service_is_left_after_the_time(base: str, word: str) -> None:
    start = time.monotonic()
    with pytest.raises(RuleBroken):
        get(base, word, seconds=0.6)
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "word",
    [
        *("huge", "announced", "short", "html", "missing", "busy", "error"),
        *("round", "elsewhere", "inside", "local", "file"),
    ],
)
def test_what_is_no_fit_answer_ends_in_a_sentence(base: str, word: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        get(base, word)
    assert broken.value.message


def test_the_pause_that_a_service_asks_for_is_told(base: str) -> None:
    with pytest.raises(RuleBroken, match="120"):
        get(base, "busy")


def test_a_redirect_out_of_the_list_is_never_followed(server: Any, base: str) -> None:
    for word in ("elsewhere", "inside", "local"):
        with pytest.raises(RuleBroken):
            get(base, word)
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("setting", "origins"),
    [
        ("doi.org", {Origin("https", "doi.org", 443)}),
        (
            "https://DOI.org, pub.orcid.org",
            {Origin("https", "doi.org", 443), Origin("https", "pub.orcid.org", 443)},
        ),
        ("http://doi.org", set()),
        ("http://127.0.0.1:81", {Origin("http", "127.0.0.1", 81)}),
        ("http://localhost:81", set()),
        ("ftp://doi.org file:///etc", set()),
        ("https://user@doi.org", set()),
        ("https://doi.org:x", set()),
        ("", set()),
    ],
)  # fmt: skip
def test_the_list_takes_hosts_over_tls_and_this_machine_by_number(
    setting: str, origins: set[Origin]
) -> None:
    assert allowed_origins(setting) == origins


@pytest.mark.parametrize(
    ("number", "public"),
    [
        *(("8.8.8.8", True), ("2606:4700::1111", True)),
        *(("127.0.0.1", False), ("10.0.0.1", False), ("192.168.1.1", False), ("172.16.0.1", False)),
        *(("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False)),
        *(("::1", False), ("fe80::1", False), ("fd00::1", False), ("::ffff:127.0.0.1", False)),
        *(("2002:7f00:1::", False), ("224.0.0.1", False)),
    ],
)
def test_only_numbers_of_the_open_internet_are_asked(number: str, public: bool) -> None:
    assert is_public(ip_address(number)) is public


def test_a_listed_name_that_points_inside_is_refused() -> None:
    with pytest.raises(RuleBroken):
        address_of(Origin("https", "localhost", 443))


def test_strange_addresses_have_no_origin() -> None:
    for url in ("", "doi.org", "//doi.org", "javascript:alert(1)", "https://[::1", "https://"):
        assert origin_of(url) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://doi.org/10.1371/Journal.Pone.0033693", (Service.DOI, "10.1371/journal.pone.0033693")),
        ("https://orcid.org/0000-0002-1825-0097", (Service.ORCID, "0000-0002-1825-0097")),
        ("10.1000/0000-0002-1825-0097", (Service.DOI, "10.1000/0000-0002-1825-0097")),
    ],
)  # fmt: skip
def test_a_number_says_which_service_knows_it(text: str, found: tuple[Service, str]) -> None:
    assert recognised(text) == found


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "xin chào", "10.1", ""])
def test_a_number_with_a_wrong_digit_is_not_asked_about(text: str) -> None:
    with pytest.raises(RuleBroken):
        recognised(text)


def look_up(client: FlaskClient, person: Person, number: str) -> Any:
    address = f"/people/{person.id}/works/look-up"
    data = {"number": number, "csrf_token": csrf_of(client.get(address))}
    return client.post(address, data=data)


def test_a_doi_entry_shows_what_was_found_and_asks_which_author_one_is(
    client: FlaskClient, account: Account, person: Person, listed: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    number = person.id
    answer = look_up(client, person, "https://doi.org/10.1000/GOOD")
    assert answer.location.startswith("/jobs/")
    job = db.session.scalars(select(Job)).one()
    assert job.state is JobState.DONE
    preview = client.get(job.result["url"]).text
    assert "Lũ quét" in preview
    assert "Trần Thị Hà" in preview
    assert '<option value="1" selected>' in preview
    assert db.session.scalar(select(func.count()).select_from(Work)) == 0
    again = look_up(client, db.session.get_one(Person, number), "10.1000/good")
    assert again.status_code == 302
    assert db.session.scalar(select(func.count()).select_from(ImportTask)) == 1
    assert db.session.scalar(select(func.count()).select_from(Contribution)) == 0


@pytest.mark.parametrize(
    "word", ["html", "liar", "broken", "deep", "missing", "busy", "elsewhere", "short"]
)
def test_a_bad_answer_leaves_a_sentence_and_nothing_else(
    client: FlaskClient, account: Account, person: Person, listed: str, word: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    answer = look_up(client, person, f"10.1000/{word}")
    job = db.session.scalars(select(Job)).one()
    assert job.state is JobState.FAILED
    assert job.error
    page = client.get(answer.location).text
    assert "<script>alert" not in page
    assert db.session.scalar(select(func.count()).select_from(ImportTask)) == 0


def test_hostile_words_are_shown_as_text(
    client: FlaskClient, account: Account, person: Person, listed: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    look_up(client, person, "10.1000/hostile")
    preview = client.get(db.session.scalars(select(Job)).one().result["url"]).text
    assert "<script>alert" not in preview
    assert "javascript:" not in preview


def test_one_account_asks_only_so_often_in_a_minute(
    client: FlaskClient, account: Account, person: Person, listed: str, app: Portal
) -> None:
    with app.test_request_context():
        for _time in range(MOST_OF_ONE):
            ask_later(person, "10.1000/good", actor=account)
        with pytest.raises(RuleBroken):
            ask_later(person, "10.1000/good", actor=account)


def test_a_wrong_number_is_said_beside_the_field(
    client: FlaskClient, account: Account, person: Person, listed: str
) -> None:
    db.session.commit()
    sign_in(client, account)
    answer = look_up(client, person, "0000-0002-1825-0098")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
