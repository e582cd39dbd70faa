"""Static files: one stylesheet, addresses that change with the content, kept by browsers for a year."""

import gzip
from functools import cache
from hashlib import sha256
from typing import Any

from flask import Flask, Response, request
from whitenoise import WhiteNoise

from portal.core.access import PUBLIC, allow
from portal.core.config import ROOT

STATIC = ROOT / "static"
_YEAR = "public, max-age=31536000, immutable"


@cache
def build() -> str:
    """A short hash of every static file: part of each address, so a new release is fetched anew."""
    digest = sha256()
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]


@cache
def stylesheet() -> bytes:
    """The files of static/css joined in the order of their names."""
    return b"\n".join(path.read_bytes() for path in sorted((STATIC / "css").glob("*.css")))


@cache
def _zipped_stylesheet() -> bytes:
    return gzip.compress(stylesheet(), mtime=0)


def static_url(name: str) -> str:
    """The address of a static file in this release; `portal.css` is the joined stylesheet."""
    return f"/static/{build()}/{name}"


@allow(PUBLIC)
def show_stylesheet(build: str) -> Response:
    """The one stylesheet, compressed once for browsers that take it so."""
    zipped = request.accept_encodings["gzip"] > 0
    answer = Response(_zipped_stylesheet() if zipped else stylesheet(), mimetype="text/css")
    answer.headers["Cache-Control"] = _YEAR
    answer.headers["Vary"] = "Accept-Encoding"
    if zipped:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _headers(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def init_app(app: Flask) -> None:
    files = WhiteNoise(
        app.wsgi_app,
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: f"/{build()}/" in url,
        add_headers_function=_headers,
        autorefresh=app.debug,
        mimetypes={".js": "text/javascript"},
    )
    files.add_files(str(STATIC), prefix=f"static/{build()}/")
    app.wsgi_app = files  # type: ignore[method-assign]
    app.add_url_rule("/static/<build>/portal.css", "stylesheet", show_stylesheet)
    app.jinja_env.globals["static_url"] = static_url
