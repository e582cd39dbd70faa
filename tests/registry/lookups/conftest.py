"""A service on this machine that answers as real ones do: well, slowly, hugely, wrongly, with malice."""

import gzip
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from portal.accounts.models import Account
from portal.core.unit_of_work import Portal
from portal.registry.models import Person
from tests.factories.accounts import make_account
from tests.factories.registry import make_person

WORK = {
    "type": "article-journal",
    "title": "Lũ <i>quét</i>",
    "DOI": "10.1000/lu",
    "author": [{"family": "Trần", "given": "Thị Hà"}, {"family": "Nguyễn", "given": "Văn Anh"}],
}
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;">' % (n, n - 1, n - 1, n - 1) for n in range(98, 123))
    + b']><record xmlns="http://www.orcid.org/ns/record">&z;</record>'
)


class Handler(BaseHTTPRequestHandler):
    """Answers by the last word of the path."""

    def do_GET(self) -> None:
        word = self.path.rsplit("/", 1)[-1]
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if word == "record":
            self._send(self.server.record)  # type: ignore[attr-defined]
        else:
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

    def _second(self) -> None:
        """A byte a second: each comes in time, the whole never does."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        for _second in range(30):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(1)

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

    def _bomb(self) -> None:
        """A few kilobytes that would unpack to fifty megabytes, sent though nobody asked for it."""
        self._send(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")

    def _xml(self) -> None:
        self._send(LAUGHS, "application/xml")

    def _entities(self) -> None:
        self._send(LAUGHS)

    def _named(self) -> None:
        people = [{"family": "<img src=x onerror=alert(1)>", "given": "Anh</option>"}]
        self._send(json.dumps(WORK | {"author": people}).encode())

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
    server.record = b"{}"  # type: ignore[attr-defined]
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
