"""Two keys to find a text by: `exact` keeps the diacritics, `fold` drops them."""

import re
import unicodedata

APOSTROPHES = re.compile("['’‘ʼʹ′‛`´＇]")
_HYPHENS = re.compile(r" ?[-‐‑‒–—―−－]+(?: [-‐‑‒–—―−－]+)* ?")
INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_COMMON_MARKS = re.compile("[\u0300-\u036f]+")
_WITHOUT_MARKS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"}
)
_LATE_TONE = re.compile(
    r"(o)([àáảãạèéẻẽẹ])(?![^\W\d_])|(?<!q)(u)([ỳýỷỹỵ])(?![^\W\d_])",
    re.IGNORECASE,
)
_TONE_ON_QU = re.compile(r"(?<=q)([ùúủũụ])([aeoy])(?![^\W\d_])", re.IGNORECASE)


def compose(text: str) -> str:
    """NFC without zero-width and direction marks, spaces collapsed: how a short text is stored."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def unify_tone(text: str) -> str:
    """NFC with the tone of a final oa, oe, uy on its first letter (Hoà → Hòa, thuý → thúy, uỷ → ủy).

    "qu" is a consonant: quý stays, and the misspelt qúy becomes quý.
    """
    text = unicodedata.normalize("NFC", text)
    text = _LATE_TONE.sub(_move_back, text)
    return _TONE_ON_QU.sub(lambda match: _with_tone(match[1], match[2]), text)


def _move_back(match: re.Match[str]) -> str:
    first, second = match[1] or match[3], match[2] or match[4]
    return _with_tone(second, first, keep_order=False)


def _with_tone(toned: str, bare: str, *, keep_order: bool = True) -> str:
    """Move the tone mark from `toned` to `bare`; `keep_order` tells which of them stands first."""
    apart = unicodedata.normalize("NFD", toned)
    letter, mark = apart[0], apart[1]
    marked = unicodedata.normalize("NFC", bare + mark)
    return letter + marked if keep_order else marked + letter


def exact(text: str) -> str:
    """The search key that keeps diacritics: case-folded, tone placement and apostrophes unified."""
    return _joined(unify_tone(compose(text)).casefold())


def fold(text: str) -> str:
    """The search key without diacritics: "Đặng Thị Hoà" and "dang  thi hoa" give "dang thi hoa"."""
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    text = _COMMON_MARKS.sub("", text).translate(_WITHOUT_MARKS)
    if not text.isascii():  # what other scripts, or signs, have left
        text = "".join(char for char in text if unicodedata.category(char) != "Mn")
        text = INVISIBLE.sub("", text)
    return _joined(text)


def _joined(text: str) -> str:
    return _HYPHENS.sub("-", APOSTROPHES.sub("'", " ".join(text.split())))
