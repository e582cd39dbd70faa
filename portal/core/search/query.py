"""What a person typed, as both engines understand it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from portal.core.text import fold, unify_tone

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_SIGNS = re.compile(r"[^\w.]")
_PHRASE = re.compile(r'"([^"]+)"')
_TOPIC = re.compile(r'(?:"[^"]*"|[^,;])+')
_LONGEST, _MOST_TERMS = 200, 12
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Term:
    """A word or a "phrase": its words as typed (lower case, one tone placement) and folded.

    What stands between quotes is meant as typed: with its marks, where it has any.
    """

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    prefix: bool = False
    quoted: bool = False

    @property
    def has_marks(self) -> bool:
        """Whether the person typed diacritics, so that exact hits should rank first."""
        return self.exact != self.folded


@dataclass(frozen=True)
class Query:
    """All terms must match; each chosen facet must hold one of its values.

    `order` is the name of a sort key of the documents; empty means relevance. `within` is the field
    that the terms must stand in: "text" for all of a document, "title". Of `topics` one must match
    whole, and who matches several ranks higher.
    """

    terms: tuple[Term, ...] = ()
    kinds: tuple[str, ...] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = ""
    within: str = "text"
    topics: tuple[tuple[Term, ...], ...] = ()

    @property
    def filters(self) -> list[list[str]]:
        """The chosen facets as groups of "name=value" terms: one of each group must hold."""
        return [[f"{name}={value}" for value in values] for name, values in self.facets.items()]


def words_of(text: str) -> list[tuple[str, str]]:
    """The words of a text as (exact, folded), in order; folding joins what a sign inside divides."""
    lowered = unify_tone(text).lower()
    return [(exact, folded_word(exact)) for exact in WORD.findall(lowered)]


@lru_cache(_REMEMBERED)
def folded_word(word: str) -> str:
    """One word without its diacritics, its case and the signs inside it."""
    return _SIGNS.sub("", fold(word))


def parse_query(
    text: str,
    *,
    kinds: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] | None = None,
    order: str = "",
    prefix: bool = False,
    within: str = "text",
) -> Query:
    """Read words, "phrases" and, with `prefix`, take the last word as the beginning of one.

    Only the first 200 characters and 12 terms count, so that no query is a load.
    """
    text = text[:_LONGEST]
    terms = _terms(text)
    if prefix and terms and not terms[-1].quoted:
        terms[-1] = Term(terms[-1].exact, terms[-1].folded, prefix=True)
    return Query(tuple(terms), tuple(kinds), _chosen(facets), order, within)


def parse_topics(
    text: str, *, kinds: Sequence[str] = (), facets: Mapping[str, Sequence[str]] | None = None
) -> Query:
    """Read topics between commas or semicolons, each of words and "phrases"; bounded like any query."""
    topics: list[tuple[Term, ...]] = []
    left = _MOST_TERMS
    for part in _TOPIC.findall(text[:_LONGEST]):
        terms = tuple(_terms(part)[:left])
        left -= len(terms)
        if terms:
            topics.append(terms)
    return Query(kinds=tuple(kinds), facets=_chosen(facets), topics=tuple(topics))


def _terms(text: str) -> list[Term]:
    terms = [_term(phrase) for phrase in _PHRASE.findall(text)]
    terms += [Term((exact,), (folded,)) for exact, folded in words_of(_PHRASE.sub(" ", text))]
    return [term for term in terms if term.folded][:_MOST_TERMS]


def _chosen(facets: Mapping[str, Sequence[str]] | None) -> dict[str, Sequence[str]]:
    return {name: tuple(values) for name, values in (facets or {}).items() if values}


def _term(phrase: str) -> Term:
    words = words_of(phrase)
    exact, folded = (tuple(word[form] for word in words) for form in (0, 1))
    return Term(exact, folded, quoted=True)


Wish = tuple[str, tuple[str, ...], float]


def topic_wishes(terms: Sequence[Term]) -> list[Wish]:
    """Where a topic's words should rather stand: field, words in a row, weight."""
    wishes: list[Wish] = [("keys", term.folded, 2.0) for term in terms]
    plain = [term for term in terms if not term.quoted]
    if len(plain) > 1:
        row = tuple(word for term in plain for word in term.folded)
        wishes += [("text", row, 3.0), ("keys", row, 4.0)]
        if any(term.has_marks for term in plain):
            wishes.append(("exact", tuple(word for term in plain for word in term.exact), 2.0))
    elif plain and plain[0].has_marks:
        wishes.append(("exact", plain[0].exact, 2.0))
    return wishes
