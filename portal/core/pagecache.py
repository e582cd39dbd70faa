"""Public pages are kept whole, per language and theme, and dropped by the change log.

The cache stands before the application and answers only readers without a session. Before each
answer it asks for the newest change, so a page never outlives the fact it shows.
"""

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import Lock
from typing import Any

from flask import Flask, request
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from portal.core import clock
from portal.core.db import db
from portal.core.i18n import LANGUAGES

_MOST_ENTRIES, _MOST_BYTES, _LARGEST = 20_000, 64 * 1024 * 1024, 512 * 1024
LONGEST_LIFE = timedelta(hours=1)
"""How long a page or a fragment is kept at most: what it says of the time is that old at most."""
_PREFERENCE = re.compile(r"(?:^|;\s*)(lang|theme)=([a-z]{2,8})(?=;|$)")
_PAGE = "portal.page"

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Key = tuple[str, str, str, str, str]
EVERY = "*"


@dataclass(frozen=True)
class _Wish:
    tags: frozenset[str]
    until: datetime


@dataclass(frozen=True)
class _Entry:
    headers: list[tuple[str, str]]
    etag: str
    body: bytes
    packed: bytes
    wish: _Wish

    @property
    def weight(self) -> int:
        return len(self.body) + len(self.packed)


def keep_page(*shows: tuple[str, object], until: datetime | None = None) -> None:
    """Let this page be kept for anonymous readers; call it in a view that shows public values only.

    `shows` are the (kind, key) pairs of the change log that the page depends on; key `EVERY` means
    any of that kind. `until` is the instant at which the page would read otherwise without any
    change, such as a deadline.
    """
    tags = frozenset(f"{kind}:{key}" for kind, key in shows)
    limit = clock.now() + LONGEST_LIFE
    request.environ[_PAGE] = _Wish(tags, min(until, limit) if until else limit)


class PageCache:
    """The WSGI layer that keeps and gives pages; safe to share between threads."""

    def __init__(self, app: Flask, inner: Wsgi) -> None:
        self._app = app
        self._inner = inner
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._by_tag: dict[str, set[Key]] = {}
        self._bytes = 0
        self._position = 0
        self._engine: Engine | None = None
        self._lock = Lock()

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        key = _key_of(environ)
        if key is None:
            return self._inner(environ, start_response)
        try:
            position = self._catch_up()
        except SQLAlchemyError:  # the application tells it better, and /healthz needs no database
            return self._inner(environ, start_response)
        entry = self._entries.get(key)
        if entry and clock.now() < entry.wish.until:
            return _answer(entry, environ, start_response)
        return self._render(key, position, environ, start_response)

    def _render(
        self, key: Key, position: int, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        started: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> None:
            started[:] = [status, headers, *rest]

        answer = self._inner(environ, start)
        wish = environ.get(_PAGE)
        status, headers = started[:2]
        if wish is None or not status.startswith("200") or _personal(headers):
            start_response(*started)
            return answer
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        entry = _entry(headers, body, wish)
        self._keep(key, position, entry)
        return _answer(entry, environ, start_response)

    def _catch_up(self) -> int:
        """Drop what changed since the last look; gives the newest change's id."""
        with self._newest() as connection:
            newest = connection.execute(_NEWEST).scalar() or 0
            if newest == self._position:
                return newest
            changed = connection.execute(_CHANGED, {"seen": self._position}).all()
        with self._lock:
            for kind, key in changed:
                for tag in (f"{kind}:{key}", f"{kind}:{EVERY}"):
                    for page in self._by_tag.pop(tag, ()):
                        self._drop(page)
            self._position = max(self._position, newest)
        return newest

    def _newest(self) -> Any:
        if self._engine is None:
            with self._app.app_context():
                self._engine = db.engine.execution_options(isolation_level="AUTOCOMMIT")
        return self._engine.connect()

    def _keep(self, key: Key, position: int, entry: _Entry) -> None:
        with self._lock:
            if position < self._position or len(entry.body) > _LARGEST:
                return  # something changed while the page was made
            self._drop(key)
            self._entries[key] = entry
            self._bytes += entry.weight
            for tag in entry.wish.tags:
                self._by_tag.setdefault(tag, set()).add(key)
            while self._bytes > _MOST_BYTES or len(self._entries) > _MOST_ENTRIES:
                self._drop(next(iter(self._entries)))

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry:
            self._bytes -= entry.weight
            for tag in entry.wish.tags:
                self._by_tag.get(tag, set()).discard(key)


_NEWEST = text("SELECT max(id) FROM change")
_CHANGED = text("SELECT DISTINCT kind, key FROM change WHERE id > :seen")


def _key_of(environ: dict[str, Any]) -> Key | None:
    cookies = environ.get("HTTP_COOKIE", "")
    if environ["REQUEST_METHOD"] != "GET" or "session=" in cookies:
        return None
    chosen = dict(_PREFERENCE.findall(cookies))
    language = chosen.get("lang", "vi")
    return (
        environ.get("HTTP_HOST", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        language if language in LANGUAGES else "vi",
        chosen.get("theme", ""),
    )


def _personal(headers: list[tuple[str, str]]) -> bool:
    return any(name.lower() == "set-cookie" for name, _ in headers)


def _entry(headers: list[tuple[str, str]], body: bytes, wish: _Wish) -> _Entry:
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    dropped = {"content-length", "etag", "cache-control", "vary"}
    kept = [pair for pair in headers if pair[0].lower() not in dropped]
    kept += [
        ("ETag", etag),
        ("Cache-Control", "public, no-cache"),
        ("Vary", "Cookie, Accept-Encoding"),
    ]
    return _Entry(kept, etag, body, gzip.compress(body, 6), wish)


def _answer(
    entry: _Entry, environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    if entry.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 NOT MODIFIED", entry.headers)
        return []
    body, extra = entry.body, []
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body, extra = entry.packed, [("Content-Encoding", "gzip")]
    start_response("200 OK", [*entry.headers, *extra, ("Content-Length", str(len(body)))])
    return [body]


def init_app(app: Flask) -> None:
    if app.config["PAGE_CACHE"]:
        app.wsgi_app = PageCache(app, app.wsgi_app)  # type: ignore[method-assign]
