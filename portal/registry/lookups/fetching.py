"""One answer from a service: within a time, a size and a kind, from an origin that is allowed."""

import socket
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from time import monotonic
from urllib.parse import urljoin, urlsplit

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.registry.lookups.origins import Origin, address_of, check_allowed

_MOST_REDIRECTS = 4
_PIECE = 64 * 1024
_AGENT = "Hien-Tai (talent registry)"


@dataclass(frozen=True)
class Limits:
    """How long the whole may take, redirects included, and how much may come."""

    seconds: float = 10.0
    size: int = 3 * 1024 * 1024


class _Connection(HTTPConnection):
    """Connects to a number that was checked, and over TLS asks for the name's certificate."""

    def __init__(self, origin: Origin, number: str, seconds: float) -> None:
        super().__init__(origin.host, origin.port, timeout=seconds)
        self._origin, self._number = origin, number
        self.line: socket.socket | None = None
        """The socket, kept also when the response has taken the connection's own away."""

    def connect(self) -> None:
        """Open the connection; nothing of the environment, such as a proxy, is looked at."""
        plain = socket.create_connection((self._number, self._origin.port), self.timeout)
        if self._origin.scheme == "https":
            context = ssl.create_default_context()
            self.sock = self.line = context.wrap_socket(
                plain, server_hostname=self._origin.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()  # the line is known before, so that this too can be cut
        else:
            self.sock = self.line = plain


def fetch(
    url: str, *, accept: str, allowed: Collection[Origin], limits: Limits | None = None
) -> bytes:
    """The answer's body; `RuleBroken` says in words what went wrong."""
    limits = limits or Limits()
    end = monotonic() + limits.seconds
    for _hop in range(_MOST_REDIRECTS + 1):
        origin = check_allowed(url, allowed)
        body, elsewhere = _ask(url, origin, accept, limits, end)
        if not elsewhere:
            return body
        url = urljoin(url, elsewhere)
    raise RuleBroken(_("The service sends us from one address to the next without an answer."))


def _ask(url: str, origin: Origin, accept: str, limits: Limits, end: float) -> tuple[bytes, str]:
    """One request: the body, or where to ask instead. At the end of the time the line is cut."""
    left = end - monotonic()
    if left <= 0:
        raise RuleBroken(_too_slow())
    connection = _Connection(origin, address_of(origin), left)
    cut = Timer(left, _cut, (connection,))
    cut.daemon = True
    cut.start()
    try:
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": accept, "User-Agent": _AGENT, "Accept-Encoding": "identity"}
        connection.request("GET", target, headers=headers)
        found = _read(connection.getresponse(), accept, limits)
    except (OSError, HTTPException, ValueError) as error:
        if monotonic() >= end - 0.05 or isinstance(error, TimeoutError):
            raise RuleBroken(_too_slow()) from error
        raise RuleBroken(_("The service cannot be reached. Please try again later.")) from error
    finally:
        cut.cancel()
        connection.close()
    if monotonic() >= end:  # a line that was cut ends like an answer that has no length
        raise RuleBroken(_too_slow())
    return found


def _cut(connection: _Connection) -> None:
    """End a connection that drips on: each byte in time does not make the whole in time."""
    if connection.line is not None:
        try:
            connection.line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _too_slow() -> str:
    return _("The service took too long to answer. Please try again later.")


def _read(response: HTTPResponse, accept: str, limits: Limits) -> tuple[bytes, str]:
    if response.status in (301, 302, 303, 307, 308):
        return b"", response.headers.get("Location", "")
    _check_status(response)
    kind = response.headers.get_content_type()
    wanted = {one.partition(";")[0].strip() for one in accept.split(",")}
    if kind not in wanted and not kind.endswith("+json") and kind != "application/json":
        raise RuleBroken(_("The service answered with something other than data."))
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise RuleBroken(_("The service answered with something other than data."))
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length[:12]) > limits.size:
        raise RuleBroken(_too_large())
    return _body(response, limits), ""


def _body(response: HTTPResponse, limits: Limits) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        if size > limits.size:
            raise RuleBroken(_too_large())
        pieces.append(piece)
    if response.length:
        raise HTTPException("the answer ends before its end")
    return b"".join(pieces)


def _too_large() -> str:
    return _("The service's answer is too large to be read.")


def _check_status(response: HTTPResponse) -> None:
    if response.status == 404 or response.status == 410:
        raise RuleBroken(_("The service knows nothing under this number."))
    if response.status in (429, 503):
        pause = response.headers.get("Retry-After", "")
        if pause.isdecimal():
            raise RuleBroken(
                _(
                    "The service asks us to wait %(n)s seconds before the next question.",
                    n=pause[:6],
                )
            )
        raise RuleBroken(_("The service is busy. Please try again later."))
    if response.status != 200:
        raise RuleBroken(_("The service answered with an error (%(code)s).", code=response.status))
