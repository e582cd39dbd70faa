"""Office files are archives: bounded, not nested, without macros and without roads to the outside."""

import re
import stat
import zipfile
from pathlib import Path

from flask_babel import gettext as _

from portal.core.errors import RuleBroken

MOST_ENTRIES, MOST_UNPACKED, WORST_RATIO = 2_000, 64 * 1024 * 1024, 50
_RATIO_COUNTS_FROM = 1024 * 1024
_PIECE = 256 * 1024
_NESTED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"BZh", b"\xfd7zXZ")
_OUTSIDE = re.compile(
    r"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)[^>]*Type\s*=\s*[\"'][^\"']*/(\w+)[\"']",
    re.I,
)
_DDE = re.compile(rb"instrText[^<]*>[^<]*\bDDE(?:AUTO)?\b", re.I)


def check_archive(path: Path) -> None:
    """Raise `RuleBroken` unless the archive is small, whole, flat and without active parts."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_bounds(entries, path.stat().st_size)
            for entry in entries:
                _check_entry(entry)
            for entry in entries:
                _check_content(archive, entry)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise RuleBroken(
            _("The file is damaged. Open it, save it again and send the new copy.")
        ) from None
    except zipfile.LargeZipFile:
        raise _too_large() from None


def _check_bounds(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    dense = unpacked > _RATIO_COUNTS_FROM and unpacked > WORST_RATIO * max(packed, 1)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or dense:
        raise _too_large()
    if len({entry.filename for entry in entries}) != len(entries):
        raise RuleBroken(_("The file is damaged. Open it, save it again and send the new copy."))


def _too_large() -> RuleBroken:
    return RuleBroken(
        _("The file unpacks to more than the portal can read. Split it or remove large pictures.")
    )


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\x00" in name:
        raise RuleBroken(_("The file is damaged. Open it, save it again and send the new copy."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise RuleBroken(_("The file is damaged. Open it, save it again and send the new copy."))
    if entry.flag_bits & 0x1:
        raise RuleBroken(
            _("The file is protected by a password. Save it without one and send it again.")
        )
    if "vbaproject" in name or "vbadata" in name or "/activex/" in name:
        raise RuleBroken(
            _(
                "The file contains macros. Save it as .docx or .xlsx without macros and send it again."
            )
        )


def _check_content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack every entry to its end: its checksum must hold, and markup may not reach outside."""
    name, kept = entry.filename.lower(), bytearray()
    is_markup = name.endswith((".xml", ".rels"))
    with archive.open(entry) as content:
        piece = content.read(_PIECE)
        if piece.startswith(_NESTED):
            raise RuleBroken(
                _(
                    "The file has other files packed inside. Remove the embedded objects and send it again."
                )
            )
        while piece:
            if is_markup:
                kept += piece
            piece = content.read(_PIECE)
    if is_markup:
        _check_markup(name, bytes(kept))


def _check_markup(name: str, content: bytes) -> None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise RuleBroken(_("The file is damaged. Open it, save it again and send the new copy."))
    if name == "[content_types].xml" and b"macroenabled" in content.lower():
        raise RuleBroken(
            _(
                "The file contains macros. Save it as .docx or .xlsx without macros and send it again."
            )
        )
    outside = name.endswith(".rels") and {
        kind.lower() for kind in _OUTSIDE.findall(content.decode("utf-8", "replace"))
    }
    if (outside and outside - {"hyperlink"}) or _DDE.search(content):
        raise RuleBroken(
            _(
                "The file fetches parts from elsewhere. Break the links to other files and send it again."
            )
        )
