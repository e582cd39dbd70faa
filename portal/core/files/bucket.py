"""The store in an S3 bucket, through obstore (extra `s3`)."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import from_url

from portal.core.files.store import Store


class BucketStore(Store):
    """s3://bucket/prefix; keys and region come from the AWS_* variables."""

    def __init__(self, url: str, **settings: Any) -> None:
        self.bucket: Any = from_url(url, **settings)

    @staticmethod
    def key_of(sha256: str) -> str:
        return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def keep(self, path: Path, sha256: str) -> None:
        with path.open("rb") as content:
            obstore.put(self.bucket, self.key_of(sha256), content)

    def open(self, sha256: str) -> BinaryIO:
        try:
            return BytesIO(bytes(obstore.get(self.bucket, self.key_of(sha256)).bytes()))
        except (NotFoundError, FileNotFoundError):
            raise FileNotFoundError(sha256) from None

    def has(self, sha256: str) -> bool:
        try:
            obstore.head(self.bucket, self.key_of(sha256))
        except (NotFoundError, FileNotFoundError):
            return False
        return True

    def forget(self, sha256: str) -> None:
        if self.has(sha256):
            obstore.delete(self.bucket, self.key_of(sha256))

    def all(self) -> Iterator[tuple[str, datetime]]:
        for page in obstore.list(self.bucket):
            for entry in page:
                yield str(entry["path"]).rsplit("/", 1)[-1], entry["last_modified"]
