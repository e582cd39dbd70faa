"""Text tables: CSV and TSV in the encodings and with the separators that offices write."""

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from portal.registry.sheets.heads import LOOKED_AT, Refused, _, find_head

Line = tuple[int, list[str]]
SEPARATORS = (",", ";", "\t", "|")
LONGEST = 2_000
"""Characters that are kept of one cell."""
_DROPPED = dict.fromkeys((173, 847, *range(8203, 8208), *range(8234, 8239), *range(8288, 8293))) | {
    0xFEFF: None,
    0xA0: " ",
}


def tidy(text: str) -> str:
    """NFC, spaces collapsed, nothing invisible; "=…" stays the text it is."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_DROPPED))
    text = " ".join(text.split())[:LONGEST]
    return text if text.isprintable() else "".join(char for char in text if char.isprintable())


def decoded(path: str, encoding: str) -> tuple[str, str, bool]:
    """The text, its encoding, and whether that had to be guessed."""
    content = Path(path).read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(content, "utf-16"), "utf-16", False
    if content.startswith(b"\xef\xbb\xbf"):
        return _strict(content, "utf-8-sig"), "utf-8", False
    if encoding:
        return _strict(content, encoding), encoding, False
    try:
        return content.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        return content.decode("cp1258", "replace"), "cp1258", True


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(
            _(
                "The text is not written in the encoding %(encoding)s. Choose another one, or save the"
                " table as “CSV UTF-8”."
            ),
            encoding=encoding,
        ) from None


def lines(text: str) -> Iterator[Line]:
    """The rows with the number of the line on which each ends."""
    first, _end, rest = text.partition("\n")
    told = first.strip().lower()
    skipped = 0
    if told.startswith("sep=") and len(told) <= 5:
        text, skipped = rest, 1
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator(text))
    try:
        for row in reader:
            yield reader.line_num + skipped, [tidy(cell) for cell in row]
    except csv.Error:
        raise Refused(
            _("The text could not be divided into rows and columns near line %(line)s."),
            line=str(reader.line_num),
        ) from None


def separator(text: str) -> str:
    """The sign by which the beginning falls into the most columns that we know."""
    beginning = text[:50_000].splitlines(keepends=True)[:LOOKED_AT]
    scores = {sign: _columns(beginning, sign) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: scores[sign])


def _columns(beginning: list[str], sign: str) -> int:
    try:
        rows = [[tidy(cell) for cell in row] for row in csv.reader(beginning, delimiter=sign)]
        head = find_head(rows)
    except (csv.Error, Refused):
        return 0
    return len(head.columns) if head else 0
