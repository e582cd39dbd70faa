"""Did you mean: a question in the nearest words that are known, where as it stands it finds little."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from portal.core.search.engine import Engine, Hit
from portal.core.search.query import Query, Term, words_of

_FEW = 2
_NEAR = 0.66
_OFTEN = 20
"""How many times more frequent a neighbour must be before a word that is known gives way to it."""
_CANDIDATES = 20_000


def better_spelling(engine: Engine, asked: Query, total: int) -> str | None:
    """The question in words that find more, spelt as the pages found spell them; None for none.

    The words come from the index, which holds public values only.
    """
    if total > _FEW:
        return None
    words = [word for term in asked.terms for word in term.folded]
    near = [_near_word(engine, word) for word in words]
    if near == words:
        return None
    terms = tuple(Term((word,), (word,)) for word in near)
    found = engine.find(replace(asked, terms=terms, order=""), limit=5, offset=0)
    return " ".join(_spelt(near, found.hits)) if found.total > total else None


def _near_word(engine: Engine, word: str) -> str:
    known = engine.words_like(word, limit=_CANDIDATES)
    count = known.pop(word, 0)
    if count > _FEW:
        return word
    near = process.extract(
        word, list(known), scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=10
    )
    best = max(near, key=lambda found: (round(found[1], 2), known[found[0]]), default=None)
    if best is None or known[best[0]] < count * _OFTEN:
        return word
    return str(best[0])


def _spelt(words: Sequence[str], hits: Iterable[Hit]) -> list[str]:
    """The words with the marks that they have in what was found."""
    marked: Mapping[str, str] = {
        folded: exact
        for hit in reversed(list(hits))
        for text in (hit.body, hit.keywords, hit.title)
        for exact, folded in words_of(text)
    }
    return [marked.get(word, word) for word in words]
