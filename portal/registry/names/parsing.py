"""A full name into its parts: a proposal that the person may correct, never more.

Family name first unless something tells otherwise: a comma, a well-known family name at the end or in
the middle ("Anh Van Nguyen", "Huyen Nguyen Thi"), the Ê Đê and Gia Rai "Y …" and "H'…", or syllables that
are not Vietnamese ("Claude E. Shannon"). Folding for comparison only: parts keep the spelling as written.
"""

import re
import unicodedata
from dataclasses import dataclass

from portal.core.text import fold, sort_key_of_parts
from portal.registry.names.families import (
    ANY,
    COMMON,
    COMPOUND,
    NEVER_GIVEN,
    SECOND,
    is_compound,
)
from portal.registry.names.titles import split_titles

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:uye|uyu|uya|oai|oay|oeo|uay|uoi|uou|ieu|yeu|uao|uya|[iouy]a|ai|ao|au|ay|eo|eu|ie|iu|oa|oe|oi|oo"
    r"|ua|ue|ui|uo|uu|uy|ye|ia|[aeiouy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_VIETNAMESE_MARKS = frozenset("\u031b\u0309\u0323")
_HIGHLAND = re.compile(r"(?:y|h|h'[^\W\d_]+)$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")


@dataclass(frozen=True)
class ParsedName:
    """Parts as written, "" where the name has none; `sort_key` has the given name first."""

    prefix: str
    family: str
    middle: str
    given: str
    sort_key: str
    folded: str
    name: str
    """The name without titles, in the order in which its owner says it."""


@dataclass(frozen=True)
class _Parts:
    family: str = ""
    middle: str = ""
    given: str = ""
    western: bool = False

    @property
    def full(self) -> str:
        order = (self.family, self.middle, self.given)
        if self.western:
            order = (self.given, self.middle, self.family)
        return " ".join(part for part in order if part)


def parse_name(text: str) -> ParsedName:
    """Split titles and name parts; the full name stays the field of truth."""
    prefix, name = split_titles(text)
    before, comma, after = (part.strip() for part in name.partition(","))
    parts = _of_comma(before.split(), after.split()) if comma and after else _of(before.split())
    return ParsedName(
        prefix,
        parts.family,
        parts.middle,
        parts.given,
        sort_key_of_parts(parts.given, f"{parts.family} {parts.middle}"),
        fold(before if not after else parts.full),
        parts.full if comma else before,
    )


def is_vietnamese(name: str) -> bool:
    """Whether the name reads as Vietnamese: by a family name, by its marks or by its syllables."""
    words = [word for word in re.split(r"[\s,]+", name) if word]
    if set(unicodedata.normalize("NFD", name)) & _VIETNAMESE_MARKS:
        return True
    if any(fold(word) in COMMON for word in words):
        return True
    whole = [word for word in words if not _INITIAL.fullmatch(word)]
    return bool(whole) and all(_SYLLABLE.fullmatch(fold(word)) for word in whole)


def _of_comma(before: list[str], after: list[str]) -> _Parts:
    """ "Nguyễn, Thị Hoà", "Nguyễn Thị, Hoà", "Hoà, Nguyễn Thị", "Shannon, Claude E."."""
    if not is_vietnamese(" ".join(before + after)):
        return _Parts(" ".join(before), "", " ".join(after), western=True)
    first, then = fold(before[0]), fold(after[0])
    if then in COMMON and len(after) > 1 and (then in NEVER_GIVEN or first not in ANY):
        family = _family_length(after)
        return _Parts(" ".join(after[:family]), " ".join(after[family:]), " ".join(before))
    family = _family_length([*before, *after])
    middle = before[family:] + after[:-1]
    return _Parts(" ".join(before[:family]), " ".join(middle), after[-1])


def _of(words: list[str]) -> _Parts:
    if len(words) < 2:
        return _Parts(given=" ".join(words))
    if _HIGHLAND.match(fold(words[0])):
        return _highland(words)
    family = _given_first(words)
    if family is None:
        return _family_first(words)
    if family == len(words) - 1:
        return _Parts(words[-1], " ".join(words[1:-1]), words[0], western=True)
    return _Parts(
        words[family], " ".join(words[1:family] + words[family + 1 :]), words[0], western=True
    )


def _family_first(words: list[str]) -> _Parts:
    length = _family_length(words)
    return _Parts(" ".join(words[:length]), " ".join(words[length:-1]), words[-1])


def _family_length(words: list[str]) -> int:
    """How many syllables the family name at the beginning has; at least one word stays over."""
    text = fold(" ".join(words)) + " "
    for name in COMPOUND:
        length = len(name.split())
        if text.startswith(name + " ") and length < len(words) and is_compound(words[:length]):
            return length
    folded = [fold(word) for word in words[:2]]
    two = len(words) == 4 and folded[0] in COMMON and folded[1] in SECOND
    return 2 if two and folded[0] != folded[1] else 1


def _given_first(words: list[str]) -> int | None:
    """Where the family name stands in a name written given name first; None for family first."""
    folded = [fold(word) for word in words]
    if folded[0] in ANY or f"{folded[0]} {folded[1]}" in COMPOUND:
        return None
    plain = not set(unicodedata.normalize("NFD", " ".join(words))) & _VIETNAMESE_MARKS
    if folded[-1] in (COMMON if plain else NEVER_GIVEN):
        return len(words) - 1
    for place in range(1, len(words) - 1):
        if folded[place] in NEVER_GIVEN and plain:
            return place
    return None if is_vietnamese(" ".join(words)) else len(words) - 1


def _highland(words: list[str]) -> _Parts:
    """ "Y Moan Ênuôl", "H'Hen Niê", "H Ngăm Niê Kdăm": the clan stands last; "Y Phương" has none."""
    own = 1 if "'" in fold(words[0]) else 2
    text = " " + fold(" ".join(words[own:]))
    for name in COMPOUND:
        if text.endswith(" " + name):
            own = len(words) - len(name.split())
            break
    else:
        own = max(own, len(words) - 1)
    if own >= len(words):
        return _Parts(given=" ".join(words))
    return _Parts(" ".join(words[own:]), "", " ".join(words[:own]), western=True)
