"""What of a found text to show, with the words that were asked for marked."""

from collections.abc import Collection

from markupsafe import Markup, escape

from portal.core.search.query import WORD, folded_word, parse_query

_BEFORE, _LONGEST = 60, 180
_MARK = Markup("<mark>{}</mark>")


def marked(text: str, asked: str) -> Markup:
    """`text` with each asked word marked, diacritics aside."""
    wanted = _wanted(asked)
    return _marked(text, wanted)


def excerpt(text: str, asked: str) -> Markup:
    """The part of a long text around the first asked word, marked."""
    wanted = _wanted(asked)
    start = next((m.start() for m in WORD.finditer(text) if folded_word(m.group()) in wanted), 0)
    begin = max(0, start - _BEFORE)
    if begin:
        begin = text.find(" ", begin) + 1
    part = text[begin : begin + _LONGEST]
    if begin + _LONGEST < len(text):
        part = part.rsplit(" ", 1)[0] + " …"
    return _marked(("… " if begin else "") + part, wanted)


def _wanted(asked: str) -> Collection[str]:
    return {word for term in parse_query(asked).terms for word in term.folded}


def _marked(text: str, wanted: Collection[str]) -> Markup:
    """Escapes what lies between two marks at once: word by word would cost more than the search."""
    parts, end = [], 0
    for match in WORD.finditer(text):
        if folded_word(match.group()) in wanted:
            parts += [escape(text[end : match.start()]), _MARK.format(match.group())]
            end = match.end()
    parts.append(escape(text[end:]))
    return Markup("").join(parts)
