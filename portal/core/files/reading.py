"""Giving files out."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from flask import Response, abort, send_file

from portal.core.files.accept import IMAGES, PDF
from portal.core.files.models import StoredFile
from portal.core.files.store import FolderStore, current_store

_LOCKED = "sandbox; default-src 'none'"
_PDF_PAGE = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
)


def open_stored(file: StoredFile) -> BinaryIO:
    """The content, to be read and closed by the caller."""
    return current_store().open(file.sha256)


def read_bytes(file: StoredFile) -> bytes:
    with open_stored(file) as content:
        return content.read()


@contextmanager
def local_path(file: StoredFile) -> Iterator[Path]:
    """A path under which the content can be read, for `run_bounded`; never write to it."""
    store = current_store()
    if isinstance(store, FolderStore):
        yield store.path_of(file.sha256)
        return
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(read_bytes(file))
        copy.flush()
        yield Path(copy.name)


def send_stored(file: StoredFile, *, inline: bool = False, public: bool = False) -> Response:
    """Answer with the file. Only for a view that has checked its own right.

    `inline` shows pictures and PDF in the browser; any other type is downloaded whatever is asked.
    `public` lets caches keep it: only for what every anonymous reader may see for ever.
    """
    shown = inline and file.media_type in (*IMAGES, PDF)
    try:
        content = open_stored(file)
    except FileNotFoundError:
        abort(404)
    response = send_file(
        content,
        mimetype=file.media_type,
        as_attachment=not shown,
        download_name=file.name,
        etag=file.sha256,
        conditional=True,
        max_age=None,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Security-Policy"] = (
        _PDF_PAGE if shown and file.media_type == PDF else _LOCKED
    )
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if public else "private, no-store"
    )
    response.content_length = file.size if response.status_code == 200 else response.content_length
    return response
