"""Titles before (or after) a name: academic ranks, degrees, State titles, forms of address."""

import re

from portal.core.text import compose

_ABBREVIATIONS = (
    "gs pgs ts tskh ths bs bscki bsckii bscc cki ckii ck1 ck2 ck i ii ds dscki dsckii ks kts cn ls vs ncs"
    " gv gvc gvcc cvc cvcc hvch ktv ngnd ngưt ngut nsnd nsưt nsut nnnd nnưt nnut ttnd ttưt ttut"
    " ahlđ ahld ahllvtnd đbqh dbqh tt dr prof phd md msc ma ba bsc mba dsc mr mrs ms miss sir ông bà"
)
_SHORT = frozenset(_ABBREVIATIONS.split())
"""Abbreviations without their dots, case-folded."""

_LONG = tuple(
    sorted(
        (
            "giáo sư",
            "phó giáo sư",
            "tiến sĩ",
            "tiến sỹ",
            "tiến sĩ khoa học",
            "tiến sỹ khoa học",
            "thạc sĩ",
            "thạc sỹ",
            "bác sĩ",
            "bác sỹ",
            "bác sĩ chuyên khoa i",
            "bác sĩ chuyên khoa ii",
            "dược sĩ",
            "dược sỹ",
            "kỹ sư",
            "kiến trúc sư",
            "luật sư",
            "cử nhân",
            "viện sĩ",
            "nhà giáo",
            "nhà giáo nhân dân",
            "nhà giáo ưu tú",
            "nghệ sĩ",
            "nghệ sĩ nhân dân",
            "nghệ sĩ ưu tú",
            "nghệ nhân",
            "nghệ nhân nhân dân",
            "nghệ nhân ưu tú",
            "thầy thuốc nhân dân",
            "thầy thuốc ưu tú",
            "anh hùng lao động",
            "nhà văn",
            "nhà thơ",
            "nhạc sĩ",
            "họa sĩ",
            "hòa thượng",
            "thượng tọa",
            "đại đức",
            "ni sư",
            "linh mục",
            "đồng chí",
        ),
        key=len,
        reverse=True,
    )
)
_BETWEEN = r"[\s.,;/&+-]"
_LONG_AT_START = re.compile(rf"(?:{'|'.join(_LONG)})(?={_BETWEEN})", re.IGNORECASE)
_WORD_AT_START = re.compile(rf"((?:[^\W\d_]\.){{2,}}|[^\W_]+)(\.?)(?={_BETWEEN}|(?<=\.)\w)")
_LONGEST = 500


def split_titles(text: str) -> tuple[str, str]:
    """The titles as written ("GS.TS.", "" where there is none) and the name without them."""
    text = compose(text[: 2 * _LONGEST])[:_LONGEST]
    end = 0
    while step := _title_length(text[end:]):
        end += step
        while end < len(text) and re.match(_BETWEEN, text[end]):
            end += 1
    if end >= len(text):
        return text, ""
    prefix, name = text[:end].rstrip(" ,;/&+-"), text[end:]
    name, behind = _split_end(name)
    return " ".join(part for part in (prefix, behind) if part), name


def _title_length(text: str) -> int:
    """How many characters of the beginning are one title; 0 for none."""
    if match := _LONG_AT_START.match(text):
        return match.end()
    match = _WORD_AT_START.match(text)
    if match and match[1].replace(".", "").casefold() in _SHORT and _is_written_as_title(match):
        return match.end()
    return 0


def _is_written_as_title(match: re.Match[str]) -> bool:
    """ "Ba", "Ma", "Tt" are names too: letters that could be a syllable need capitals or a dot."""
    word = match[1]
    if word.casefold() not in {"ba", "ma", "i", "ii", "tt"}:
        return True
    if word.casefold() in {"ba", "ma"}:
        return bool(match[2])
    return word.isupper()


def _split_end(name: str) -> tuple[str, str]:
    """Titles behind a comma or in brackets: "Nguyễn Văn Anh, PhD", "Nguyễn Văn Anh (TS)"."""
    behind: list[str] = []
    while True:
        before, sign, last = name.rpartition(",")
        if name.endswith(")"):
            before, sign, last = name[:-1].rpartition("(")
        words = [word for word in re.split(r"[\s.,/]+", last) if word]
        if not sign or not words or any(word.casefold() not in _SHORT for word in words):
            return name, ", ".join(behind)
        behind.insert(0, last.strip())
        name = before.rstrip(" ,")
