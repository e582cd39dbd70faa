"""A sort key in plain ASCII that any database orders like a Vietnamese dictionary.

Syllable by syllable: letters in the order a ă â b c d đ e ê … o ô ơ … u ư v x y (f j w z where they
stand elsewhere), then the tone: ngang, huyền, hỏi, ngã, sắc, nặng. Only [0-9a-z] are used, because a
database with a language's collation orders those, and only those, as memcmp does.
"""

import unicodedata
from typing import Literal

from portal.core.text.folding import APOSTROPHES, INVISIBLE

_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_SHAPES = {
    ("a", _BREVE): "1",
    ("a", _CIRCUMFLEX): "2",
    ("e", _CIRCUMFLEX): "1",
    ("o", _CIRCUMFLEX): "1",
    ("o", _HORN): "2",
    ("u", _HORN): "1",
}
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_LEVEL = "1"
_FOREIGN = str.maketrans({"ð": "đ", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"})


def sort_key(full_name: str, by: Literal["given", "full"] = "full") -> str:
    """The key of a whole text, or of a name with its last syllable (the given name) first.

    Names whose given name is not the last syllable: see `sort_key_of_parts`.
    """
    syllables = _syllables(full_name)
    if by == "given" and syllables:
        return _key(syllables[-1:]) + "0" + _key(syllables[:-1])
    return _key(syllables)


def sort_key_of_parts(first: str, *rest: str) -> str:
    """The key of texts that are compared one after the other, such as given, family, middle name."""
    return "0".join(_key(_syllables(part)) for part in (first, *rest))


def _syllables(text: str) -> list[str]:
    """Lower-case words in NFD; apostrophes vanish (H'Hen is one word), other signs divide."""
    text = APOSTROPHES.sub("", INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFD", text.casefold().translate(_FOREIGN))
    kept = (char if unicodedata.category(char)[0] in "LNM" else " " for char in text)
    return "".join(kept).split()


def _key(syllables: list[str]) -> str:
    return "".join(_syllable_key(syllable) for syllable in syllables)


def _syllable_key(syllable: str) -> str:
    key: list[str] = []
    tone, base = _LEVEL, ""
    for char in syllable:
        if (base, char) in _SHAPES:
            key[-1] = base + _SHAPES[base, char]
        elif base in "aeiouy" and char in _TONES:
            tone = _TONES[char] if tone == _LEVEL else tone
        elif not unicodedata.combining(char):
            base = char
            key.append(_letter(char))
    return "".join(key) + tone


def _letter(char: str) -> str:
    """Two signs a letter; below the letters a digit, above them all other scripts by code point."""
    if "a" <= char <= "z":
        return char + "0"
    if char == "đ":
        return "d1"
    if char.isdecimal():
        return f"9{int(char)}"
    return f"z9{ord(char):06x}"
