"""How much a public fact says of a person's knowledge of a topic; pure, the year is an argument.

The weights are a judgement of this product, not of any law: a fact counts more when a body confirmed
it, when it is recent, when the person led it, and when it speaks of the whole topic.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from portal.core.search.query import Term, words_of
from portal.registry.models import ItemKind

BASE = {
    ItemKind.PROJECT_ROLE: 4.0,
    ItemKind.DEGREE: 4.0,
    ItemKind.CONTRIBUTION: 3.0,
    ItemKind.KEYWORD: 3.0,
    ItemKind.FIELD: 3.0,
    ItemKind.APPOINTMENT: 2.0,
    ItemKind.DISTINCTION: 2.0,
    ItemKind.TITLE: 2.0,
}
"""The kinds of facts that are looked at, the most telling first."""

_TIMELESS = frozenset({ItemKind.KEYWORD, ItemKind.FIELD})
_CONFIRMED, _LED = 1.6, 1.4
_FRESH_YEARS, _OLD_YEARS, _OLD, _UNDATED = 3, 15, 0.5, 0.7
_LEAST = 0.5
_NEXT = 0.85
"""Each further fact of a topic counts so much less: breadth of proof, not mere length of lists."""

Topic = Sequence[Term]


def coverage(text: str, topic: Topic) -> float:
    """The share of the topic's words and "phrases" that the text holds; 0 for less than a half."""
    folded, known, spelt = _words(text)
    held = sum(_holds(term, folded, known, spelt) for term in topic)
    share = held / len(topic)
    return share if share >= _LEAST else 0.0


@lru_cache(5_000)
def _words(text: str) -> tuple[Sequence[str], Collection[str], Sequence[str]]:
    words = words_of(text)
    folded = tuple(bare for _exact, bare in words)
    return folded, frozenset(folded), tuple(exact for exact, _bare in words)


def _holds(term: Term, folded: Sequence[str], known: Collection[str], spelt: Sequence[str]) -> bool:
    if term.quoted and term.has_marks:
        return _in_a_row(term.exact, spelt)
    if len(term.folded) > 1:
        return _in_a_row(term.folded, folded)
    return term.folded[0] in known


def _in_a_row(wanted: Sequence[str], words: Sequence[str]) -> bool:
    size = len(wanted)
    starts = range(len(words) - size + 1)
    return any(tuple(words[at : at + size]) == tuple(wanted) for at in starts)


def weight(
    kind: ItemKind, *, share: float, confirmed: bool, led: bool, year: int | None, now: int
) -> float:
    """What one fact adds, before it takes its place among the others."""
    value = BASE[kind] * share**2
    value *= _CONFIRMED if confirmed else 1.0
    value *= _LED if led else 1.0
    return value if kind in _TIMELESS else value * _recency(year, now)


def _recency(year: int | None, now: int) -> float:
    if year is None:
        return _UNDATED
    age = now - year - _FRESH_YEARS
    fading = min(1.0, max(0.0, age / (_OLD_YEARS - _FRESH_YEARS)))
    return 1.0 - (1.0 - _OLD) * fading


def total(weights: Iterable[float]) -> float:
    """The weights of one topic together: the strongest whole, each further one for less."""
    ordered = sorted(weights, reverse=True)
    return sum(value * _NEXT**at for at, value in enumerate(ordered))
