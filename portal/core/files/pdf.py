"""PDF files that act on their own are refused; the rest is only ever handed on, never opened here."""

import re
import zlib
from collections.abc import Iterator

from flask_babel import gettext as _

from portal.core.errors import RuleBroken

_ACTIVE = {b"JavaScript", b"JS", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"XFA"}
_NAME = re.compile(rb"/([A-Za-z0-9#]{2,40})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^\x00]{0,2000}?stream\r?\n")
_OPENING = re.compile(rb"/OpenAction\s*(\[|<<|(\d+)\s+(\d+)\s+R)")
_MOST_UNPACKED = 32 * 1024 * 1024


def check_pdf(content: bytes) -> None:
    """Raise `RuleBroken` for a PDF that is cut off, locked, or carries scripts, actions or files."""
    if b"startxref" not in content[-2048:] and b"%%EOF" not in content[-2048:]:
        raise RuleBroken(
            _("The PDF file is cut off or damaged. Make it again and send the new copy.")
        )
    texts = [_outside_streams(content), *_object_streams(content)]
    names = {_unescaped(name) for text in texts for name in _NAME.findall(text)}
    if b"Encrypt" in names:
        raise RuleBroken(
            _("The file is protected by a password. Save it without one and send it again.")
        )
    if names & _ACTIVE or (b"OpenAction" in names and not _opens_harmlessly(texts)):
        raise RuleBroken(
            _(
                "The PDF contains scripts, actions or attached files. Print it to a new PDF and send that."
            )
        )


def _unescaped(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), name)


def _outside_streams(content: bytes) -> bytes:
    """The file without its streams, whose packed bytes could look like names by chance."""
    pieces, position = [], 0
    for start in re.finditer(rb"stream\r?\n", content):
        if start.start() < position or content[start.start() - 3 : start.start()] == b"end":
            continue
        pieces.append(content[position : start.end()])
        end = content.find(b"endstream", start.end())
        if end < 0:
            position = start.end()
            break
        position = end
    return b"".join([*pieces, content[position:]])


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Objects may be packed away in streams: unpack those, within bounds."""
    left = _MOST_UNPACKED
    for start in _OBJECT_STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            unpacked = unpacker.decompress(content[start.end() :], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        if left <= 0:
            raise RuleBroken(
                _("The PDF file is cut off or damaged. Make it again and send the new copy.")
            )
        yield unpacked


def _opens_harmlessly(texts: list[bytes]) -> bool:
    """Most writers let a PDF open at a page; that is a destination or a GoTo, and does nothing else."""
    found = [match for text in texts for match in _OPENING.finditer(_unescaped(text))]
    return bool(found) and all(_is_destination(match, texts) for match in found)


def _is_destination(match: re.Match[bytes], texts: list[bytes]) -> bool:
    if match[1] == b"[":
        return True
    if match[1] == b"<<":
        return _goes_to(match.string[match.end() : match.end() + 300])
    header = re.compile(rb"\b" + match[2] + rb"\s+" + match[3] + rb"\s+obj\s*(\[|<<.{0,300})", re.S)
    targets = [target[1] for text in texts for target in header.finditer(text)]
    return bool(targets) and all(target == b"[" or _goes_to(target) for target in targets)


def _goes_to(action: bytes) -> bool:
    kinds = set(re.findall(rb"/S\s*/(\w+)", action.split(b"endobj")[0]))
    return kinds == {b"GoTo"}
