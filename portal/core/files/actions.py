"""Taking files in."""

import unicodedata
from pathlib import Path

from flask import current_app, has_request_context
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from portal.core import images
from portal.core.access import current_actor
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.files import accept as kinds
from portal.core.files.accept import EXTENSIONS, IMAGES, Accept
from portal.core.files.archives import check_archive
from portal.core.files.models import StoredFile
from portal.core.files.pdf import check_pdf
from portal.core.files.sniff import media_type_of
from portal.core.files.store import arriving, current_store, hash_of
from portal.core.forms import clean

_PIECE = 256 * 1024


def store_upload(
    upload: FileStorage, *, accept: Accept, limit_mb: int | None = None, field: str | None = None
) -> StoredFile:
    """Keep an uploaded file, or raise `RuleBroken` (on `field`) with a sentence for its sender.

    The type is read from the content. Pictures are decoded and written anew, which takes away
    whatever else was hidden in them. The row becomes true when the transaction commits.
    """
    try:
        with arriving() as path:
            receive(upload, path, limit_mb or accept.limit_mb)
            media_type = check(path, upload.filename or "", accept)
            return keep(path, name=upload.filename or "", media_type=media_type)
    except RuleBroken as broken:
        raise RuleBroken(broken.message, broken.field or field or upload.name) from None


def store_bytes(data: bytes, *, name: str, media_type: str) -> StoredFile:
    """Keep a file that the portal itself has made: its type is believed."""
    with arriving() as path:
        path.write_bytes(data)
        return keep(path, name=name, media_type=media_type)


def receive(upload: FileStorage, path: Path, limit_mb: int) -> None:
    """Write an upload to `path`, piece by piece, up to the limit."""
    size = 0
    with path.open("wb") as target:
        while piece := upload.stream.read(_PIECE):
            size += len(piece)
            if size > limit_mb * 1024 * 1024:
                raise RuleBroken(
                    _("The file is larger than %(limit)s MB. Send a smaller one.", limit=limit_mb)
                )
            target.write(piece)
    if size == 0:
        raise RuleBroken(_("The file is empty. Choose another one."))


def check(path: Path, name: str, accept: Accept) -> str:
    """The media type of an acceptable file; pictures at `path` are replaced by clean ones."""
    media_type = media_type_of(path, name)
    taken = set(accept.media_types)
    if (
        media_type == kinds.OLD_OFFICE
        and media_type not in taken
        and taken & {kinds.DOCX, kinds.XLSX}
    ):
        raise RuleBroken(
            _("This is an old Office file. Save it as .docx or .xlsx and send it again.")
        )
    if media_type not in accept.media_types:
        raise RuleBroken(_("This kind of file is not accepted.") + " " + accept.sentence())
    if media_type in IMAGES:
        images.rewrite(path, media_type)
    elif media_type == kinds.PDF:
        check_pdf(path.read_bytes())
    elif media_type in (kinds.DOCX, kinds.XLSX, kinds.ODS):
        check_archive(path)
    elif media_type == kinds.XML and b"<!DOCTYPE" in path.read_bytes():
        raise RuleBroken(_("The XML file declares a document type, which is not accepted."))
    return media_type


def keep(path: Path, *, name: str, media_type: str) -> StoredFile:
    """Move a finished file into the store and add its row."""
    actor = current_actor() if has_request_context() else None
    owner_id = actor.id if actor is not None else None
    size = path.stat().st_size
    if owner_id is not None:
        _check_quota(owner_id, size)
    sha256 = hash_of(path)
    current_store().keep(path, sha256)
    stored = StoredFile(
        sha256=sha256,
        size=size,
        media_type=media_type,
        name=clean_name(name, media_type),
        created_by_id=owner_id,
    )
    db.session.add(stored)
    db.session.flush()
    return stored


def _check_quota(owner_id: int, size: int) -> None:
    quota: int = current_app.config["QUOTA_MB"]
    query = select(func.coalesce(func.sum(StoredFile.size), 0))
    used = db.session.scalar(query.where(StoredFile.created_by_id == owner_id)) or 0
    if used + size > quota * 1024 * 1024:
        raise RuleBroken(
            _("Your files take more than %(quota)s MB together. Remove some first.", quota=quota)
        )


def clean_name(name: str, media_type: str) -> str:
    """A file name that is safe to show and to save: no folders, no tricks, the extension of its type."""
    base = (clean(name.replace("\\", "/").rsplit("/", 1)[-1]) or "").lstrip(".")
    base = "".join(
        char for char in base if unicodedata.category(char)[0] != "C" and char not in '<>:"|?*'
    )
    stem = base.rsplit(".", 1)[0].strip() if "." in base else base
    while len(stem.encode()) > 150:
        stem = stem[:-1]
    return (stem or "file") + EXTENSIONS.get(media_type, "." + media_type.rsplit("/", 1)[-1])
