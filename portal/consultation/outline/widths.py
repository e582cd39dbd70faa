"""How wide a line is when set in Times New Roman 14 pt: what tells a full line from a short one."""

import unicodedata
from functools import lru_cache

_CM_PER_EM = 14 * 2.54 / 72
_TABLE = {
    180: "'",
    200: "|",
    250: " ,.",
    278: "/:;ijlt\\",
    333: "!()-I[]fr",
    389: "Js",
    408: '"',
    444: "?acez",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "&m",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
}
_EM = {char: size for size, chars in _TABLE.items() for char in chars}
_HORN = "\u031b"

FIRST_LINE_INDENT = 1.27
TOLERANCE = 0.35
_PERCENTILE = 0.93


@lru_cache(maxsize=4096)
def _em(char: str) -> int:
    apart = unicodedata.normalize("NFD", char)
    base = {"đ": "d", "Đ": "D"}.get(apart[0], apart[0])
    return _EM.get(base, 500) + (60 if _HORN in apart else 0)


def width(text: str) -> float:
    """Width of `text` in centimetres."""
    return sum(map(_em, text)) / 1000 * _CM_PER_EM


def full_width(widths: list[float]) -> float:
    """The width of a full line: the 93rd percentile of all lines."""
    if not widths:
        return 0.0
    ordered = sorted(widths)
    return ordered[min(len(ordered) - 1, int(len(ordered) * _PERCENTILE))]
