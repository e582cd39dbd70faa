"""What a person typed, as both engines understand it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from portal.core.text import fold, unify_tone

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_SIGNS = re.compile(r"[^\w.]")
_PHRASE = re.compile(r'"([^"]+)"')
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

    `order` is the name of a sort key of the documents; empty means relevance.
    """

    terms: tuple[Term, ...] = ()
    kinds: tuple[str, ...] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: str = ""

    @property
    def filters(self) -> list[list[str]]:
        """The chosen facets as groups of "name=value" terms: one of each group must hold."""
        return [[f"{name}={value}" for value in values] for name, values in self.facets.items()]


def words_of(text: str) -> list[tuple[str, str]]:
    """The words of a text as (exact, folded), in order; folding joins what a sign inside divides."""
    lowered = unify_tone(text).lower()
    return [(exact, _folded(exact)) for exact in WORD.findall(lowered)]


@lru_cache(_REMEMBERED)
def _folded(word: str) -> str:
    return _SIGNS.sub("", fold(word))


def parse_query(
    text: str,
    *,
    kinds: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] | None = None,
    order: str = "",
    prefix: bool = False,
) -> Query:
    """Read words, "phrases" and, with `prefix`, take the last word as the beginning of one.

    Only the first 200 characters and 12 terms count, so that no query is a load.
    """
    text = text[:_LONGEST]
    terms = [_term(phrase) for phrase in _PHRASE.findall(text)]
    rest = words_of(_PHRASE.sub(" ", text))
    terms += [Term((exact,), (folded,)) for exact, folded in rest]
    terms = [term for term in terms if term.folded][:_MOST_TERMS]
    if prefix and terms and rest:
        terms[-1] = Term(terms[-1].exact, terms[-1].folded, prefix=True)
    chosen = {name: tuple(values) for name, values in (facets or {}).items() if values}
    return Query(tuple(terms), tuple(kinds), chosen, order)


def _term(phrase: str) -> Term:
    words = words_of(phrase)
    exact, folded = (tuple(word[form] for word in words) for form in (0, 1))
    return Term(exact, folded, quoted=True)
