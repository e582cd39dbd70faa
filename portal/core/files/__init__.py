"""Files: taken in by content, kept under their hash, given out only by a view that checked its right."""

from flask import Flask

from portal.core.files import store, sweep
from portal.core.files.accept import Accept
from portal.core.files.actions import store_bytes, store_upload
from portal.core.files.models import StoredFile
from portal.core.files.reading import local_path, open_stored, read_bytes, send_stored
from portal.core.files.sandbox import run_bounded

__all__ = [
    "Accept",
    "StoredFile",
    "local_path",
    "open_stored",
    "read_bytes",
    "run_bounded",
    "send_stored",
    "store_bytes",
    "store_upload",
    "sweep",
]


def init_app(app: Flask) -> None:
    store.init_app(app)
