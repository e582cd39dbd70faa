"""What a file is, told from its bytes; its name and what the browser claims do not count."""

import zipfile
from pathlib import Path

from portal.core.files import accept

_HEADS = (
    (b"%PDF-", accept.PDF),
    (b"\xff\xd8\xff", accept.JPEG),
    (b"\x89PNG\r\n\x1a\n", accept.PNG),
    (b"GIF8", accept.GIF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", accept.OLD_OFFICE),
)
_MARKUP = ((b"<!doctype html", accept.HTML), (b"<html", accept.HTML), (b"<svg", accept.SVG))


def media_type_of(path: Path, name: str) -> str | None:
    """The media type of a file's content; None when it is none that we know.

    `name` only tells Markdown and CSV from other plain text.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    for start, media_type in _HEADS:
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return accept.WEBP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    return _kind_of_text(path.read_bytes(), name.lower())


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                told = archive.read("mimetype").decode("ascii", "replace").strip()
                return accept.ODS if told == accept.ODS else accept.ARCHIVE
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return accept.ARCHIVE
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return accept.DOCX
        if "xl/workbook.xml" in names:
            return accept.XLSX
    return accept.ARCHIVE


def _kind_of_text(content: bytes, name: str) -> str | None:
    if decode_text(content) is None:
        return None
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048].lower()
    if start.startswith(b"<"):
        for mark, media_type in _MARKUP:
            if mark in start:
                return media_type
        if start.startswith((b"<?xml", b"<!doctype")) or name.endswith(".xml"):
            return accept.XML
        return accept.HTML
    if start.startswith((b"{", b"[")) and name.endswith((".json", ".txt")):
        return accept.JSON
    if name.endswith((".md", ".markdown")):
        return accept.MARKDOWN
    return accept.CSV if name.endswith((".csv", ".tsv")) else accept.TEXT


def decode_text(content: bytes) -> str | None:
    """Text from UTF-8, UTF-16 with its mark, or the old Vietnamese code page; None if it is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content:
        return None
    else:
        encodings = ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for char in text[:20_000] if ord(char) < 32 and char not in "\t\r\n\f")
        return text if controls == 0 else None
    return None
