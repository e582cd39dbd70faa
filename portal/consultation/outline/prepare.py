"""Preparation: from the bytes of a file to clean lines, with layout marks taken away."""

import re
import unicodedata
from dataclasses import dataclass

_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00\x0c"))
_SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\x0b": "\n"})
_RULE_SIGNS = frozenset("-_=–—*~.· ")
_LONGEST_RULE = 200
_HASHES = re.compile(r"^\s*#{1,6}\s+")


@dataclass(frozen=True)
class Line:
    """A cleaned line: its text, whether blank lines stood before it, whether it is a drawn rule."""

    text: str
    after_blank: bool = False
    is_rule: bool = False
    has_bold_marker: bool = False


def decode(raw: bytes) -> str:
    """Text of a file: UTF-8 (with or without mark), UTF-16 with mark, else Vietnamese Windows."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1258", errors="replace")


def normalise(text: str) -> str:
    """NFC, plain spaces, `\\n` line ends, without zero-width characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", text.translate(_SPACES).translate(_DROPPED))


def lines_of(text: str) -> list[Line]:
    """Non-empty lines of `text`; Markdown marks are layout, not text."""
    text = normalise(text)
    starred = "**" in text
    lines: list[Line] = []
    blank = False
    for raw in text.split("\n"):
        if _is_rule(raw):
            lines.append(Line(raw.strip(), blank, is_rule=True))
            blank = False
            continue
        stripped = _plain(raw, starred)
        if not stripped:
            blank = True
            continue
        bold = starred and re.match(r"\s*\*\*\s*(Điều)?\s*\d+\.\s*\*\*", raw) is not None
        lines.append(Line(stripped, blank, has_bold_marker=bold))
        blank = False
    return lines


def _is_rule(raw: str) -> bool:
    """Whether the line is drawn: three or more dashes or stars and nothing else."""
    text = raw.strip()
    return 3 <= len(text) <= _LONGEST_RULE and set(text) <= _RULE_SIGNS and set(text) != {"."}


def _plain(raw: str, starred: bool) -> str:
    text = _HASHES.sub("", raw)
    if starred:
        text = re.sub(r"^\s*\*\s+(?=\S)", "- ", text).replace("*", "")
    if text.lstrip().startswith("|") or text.rstrip().endswith("|"):
        text = text.replace("|", " ")
    return re.sub(r" {2,}", " ", text).strip()
