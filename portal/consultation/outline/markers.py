"""Markers: what a line must begin with to open a unit of the text."""

import re
from dataclasses import dataclass

from portal.consultation.outline.tree import Kind

UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The order of points in Vietnamese law: no f, j, w, z."""

OPENING_QUOTES = '"“«'
_ACT = "Luật|Nghị|Thông|Quyết|Hiến|Pháp|Bộ luật|Chương|Điều|Phần|Quy chế|Quy định|này"


@dataclass(frozen=True)
class Marker:
    """A recognised beginning: kind, number as written, and what stands after it."""

    kind: Kind
    number: str
    rest: str


_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.APPENDIX,
        re.compile(
            r"(?:PHỤ LỤC|Phụ lục)(?!\w)(?:\s+(?:SỐ\s+)?([IVXLC]+|\d+)(?!\w))?\s*[.:]?\s*(.*)"
        ),
    ),
    (
        Kind.PART,
        re.compile(r"(?:PHẦN|Phần)\s+((?:THỨ|thứ|Thứ)\s+\w+|[IVXLC]+|\d+)\b\s*[.:]?\s*(.*)"),
    ),
    (
        Kind.CHAPTER,
        re.compile(r"(?:CHƯƠNG|Chương)\s+([IVXLC]+[a-zđ]?|\d+[a-zđ]?)(?!\w)\s*[.:]?\s*(.*)"),
    ),
    (
        Kind.SUBSECTION,
        re.compile(r"(?:TIỂU MỤC|Tiểu mục)\s+(\d+[a-zđ]?|[IVX]+)(?!\w)\s*[.:]?\s*(.*)"),
    ),
    (Kind.SECTION, re.compile(r"(?:MỤC|Mục)\s+(\d+[a-zđ]?|[IVX]+)(?!\w)\s*[.:]?\s*(.*)")),
    (Kind.ARTICLE, re.compile(r"(?:ĐIỀU|Điều)\s+(\d{1,3}[a-zđ]?)(?!\w)\s*[.:]\s*(.*)")),
    (Kind.ARTICLE, re.compile(r"(?:ĐIỀU|Điều)\s+(\d{1,3}[a-zđ]?)()")),
    (Kind.ROMAN, re.compile(rf"([IVX]+)\s*[.)/]\s*(?=[{UPPER}])(.*)")),
    (Kind.ROMAN, re.compile(rf"([IVX]+)\s+[-–]\s+(?=[{UPPER}])(.*)")),
    (
        Kind.SUBITEM,
        re.compile(rf"(\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})?)\.?\s+(?=[{UPPER}\d“\"(])(.*)"),
    ),
    (Kind.CLAUSE, re.compile(r"(\d{1,3}[a-zđ]?)\.\s+(.*)")),
    (Kind.CLAUSE, re.compile(rf"(\d{{1,2}})\.(?=[{UPPER}])(.*)")),
    (Kind.POINT, re.compile(rf"([{POINT_LETTERS}]\d?)\)\s*(.*)")),
    (Kind.BULLET, re.compile(r"([-–•+▪●*])\s*(.*)")),
)
_HEADED = frozenset({Kind.APPENDIX, Kind.PART, Kind.CHAPTER, Kind.SUBSECTION, Kind.SECTION})
_REFERENCE = re.compile(rf"(?:{_ACT})\b")


def marker_of(text: str) -> Marker | None:
    """The marker `text` begins with, or None. `CLAUSE` stands for any "1." until the tree decides."""
    for kind, pattern in _PATTERNS:
        match = pattern.fullmatch(text) if kind is not Kind.BULLET else pattern.match(text)
        if match is None:
            continue
        number, rest = match.group(1) or "", (match.group(2) or "").strip()
        if kind in _HEADED and not _is_heading(rest):
            continue
        return Marker(kind, "" if kind is Kind.BULLET else number, rest)
    return None


def _is_heading(rest: str) -> bool:
    """Whether what follows "Chương II" is a title and not the rest of a sentence that cites it."""
    if not rest:
        return True
    return not rest[0].islower() and rest[0] not in ",;)" and not _REFERENCE.match(rest)


def is_upper(text: str) -> bool:
    """Whether `text` has letters and all of them are capitals."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and not any(char.islower() for char in letters)
