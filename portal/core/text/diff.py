"""The difference of two texts by syllable, number and sign."""

import re
import unicodedata
from typing import Literal

from rapidfuzz.distance import Levenshtein

from portal.core.text.folding import unify_tone

Operation = Literal["same", "del", "ins"]

_TOKEN = re.compile(r"\d+(?:[./-]\w+)*(?:/[\w-]+)*|\w+|\s+|[^\w\s]")
_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"}
)


def tokens(text: str) -> list[str]:
    """Syllables, spaces, signs; a document number (45-NQ/TW, 21/4/2025) stays whole."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


def word_diff(a: str, b: str) -> list[tuple[Operation, str]]:
    """What turns `a` into `b`, neighbouring pieces of one kind joined.

    Tone placement, kinds of quotes and dashes and the width of spaces do not count as a change;
    where they differ, the piece that stayed the same shows the text of `b`. Meant for one unit of
    a document at a time, never for a whole one.
    """
    old, new = tokens(a), tokens(b)
    pieces: list[tuple[Operation, str]] = []
    for step in Levenshtein.opcodes([_norm(t) for t in old], [_norm(t) for t in new]):
        gone = "".join(old[step.src_start : step.src_end])
        come = "".join(new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pieces.append(("same", come))
            continue
        if gone:
            pieces.append(("del", gone))
        if come:
            pieces.append(("ins", come))
    return _joined(pieces)


def _norm(token: str) -> str:
    return " " if token.isspace() else unify_tone(token).translate(_ALIKE)


def _joined(pieces: list[tuple[Operation, str]]) -> list[tuple[Operation, str]]:
    joined: list[tuple[Operation, str]] = []
    for kind, text in pieces:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    return joined
