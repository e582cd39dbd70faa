"""What of a found text to show, with the words that were asked for marked."""

from collections.abc import Collection, Iterable

from markupsafe import Markup, escape

from portal.core.search.query import WORD, parse_query
from portal.core.text import fold

_BEFORE, _LONGEST = 60, 180


def marked(text: str, asked: str) -> Markup:
    """`text` with each asked word marked, diacritics aside."""
    wanted = _wanted(asked)
    return Markup("").join(_pieces(text, wanted))


def excerpt(text: str, asked: str) -> Markup:
    """The part of a long text around the first asked word, marked."""
    wanted = _wanted(asked)
    start = next((m.start() for m in WORD.finditer(text) if fold(m.group()) in wanted), 0)
    begin = max(0, start - _BEFORE)
    if begin:
        begin = text.find(" ", begin) + 1
    part = text[begin : begin + _LONGEST]
    if begin + _LONGEST < len(text):
        part = part.rsplit(" ", 1)[0] + " …"
    return Markup("").join(_pieces(("… " if begin else "") + part, wanted))


def _wanted(asked: str) -> Collection[str]:
    return {word for term in parse_query(asked).terms for word in term.folded}


def _pieces(text: str, wanted: Collection[str]) -> Iterable[Markup]:
    end = 0
    for match in WORD.finditer(text):
        yield escape(text[end : match.start()])
        word = escape(match.group())
        yield Markup("<mark>{}</mark>").format(word) if fold(match.group()) in wanted else word
        end = match.end()
    yield escape(text[end:])
