"""Where contents lie: a folder, or an S3 bucket; under the hash of their bytes, never under a name."""

import hashlib
import os
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from flask import Flask, current_app


class Store(ABC):
    """Contents by their SHA-256."""

    @abstractmethod
    def keep(self, path: Path, sha256: str) -> None:
        """Keep the content of the file at `path`; when this returns it survives a power cut."""

    @abstractmethod
    def open(self, sha256: str) -> BinaryIO: ...

    @abstractmethod
    def has(self, sha256: str) -> bool: ...

    @abstractmethod
    def forget(self, sha256: str) -> None: ...

    @abstractmethod
    def all(self) -> Iterator[tuple[str, datetime]]:
        """Every hash that is kept, with the time it was last kept."""


class FolderStore(Store):
    """A folder of folders on a local disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, sha256: str) -> Path:
        if len(sha256) != 64 or not sha256.isalnum():
            raise ValueError("not a hash")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def keep(self, path: Path, sha256: str) -> None:
        target = self.path_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.stat().st_size == path.stat().st_size:
            os.utime(target)
            return
        with path.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(path, target)
        target.chmod(0o640)
        for folder in (target.parent, target.parent.parent, self.root):
            sync_folder(folder)

    def open(self, sha256: str) -> BinaryIO:
        return self.path_of(sha256).open("rb")

    def has(self, sha256: str) -> bool:
        return self.path_of(sha256).is_file()

    def forget(self, sha256: str) -> None:
        self.path_of(sha256).unlink(missing_ok=True)

    def all(self) -> Iterator[tuple[str, datetime]]:
        for path in self.root.glob("??/??/*"):
            yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)


def sync_folder(folder: Path) -> None:
    """Make names written in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def arriving() -> Iterator[Path]:
    """An empty file of our own on the store's disk; whatever is left of it afterwards is removed."""
    folder: Path = current_app.config["INSTANCE"] / "files" / "arriving"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def current_store() -> Store:
    store: Store = current_app.extensions["store"]
    return store


def init_app(app: Flask) -> None:
    url = app.config["STORE"]
    if url:
        app.extensions["store"] = import_module("portal.core.files.bucket").BucketStore(url)
        return
    root = app.config["INSTANCE"] / "files"
    root.mkdir(parents=True, exist_ok=True, mode=0o750)
    app.extensions["store"] = FolderStore(root)
