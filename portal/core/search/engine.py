"""The one interface of both engines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from portal.core.search.documents import SearchDocument
from portal.core.search.query import Query


@dataclass(frozen=True)
class Hit:
    """One found page."""

    kind: str
    key: str
    title: str
    url: str
    body: str
    day: date | None = None
    keywords: str = ""


@dataclass(frozen=True)
class SearchResult:
    """The hits of one page, how many there are in all, and the counts of each facet's values."""

    hits: Sequence[Hit] = ()
    total: int = 0
    facet_counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str | None = None


class Engine(Protocol):
    """An index on this machine that follows the change log."""

    name: str
    counts_quickly: bool
    """Whether it counts facets over everybody faster than the database does."""

    def position(self) -> int:
        """The id of the last change that this index holds; -1 for an index that must be built."""

    def write(
        self, documents: Iterable[SearchDocument], gone: Iterable[tuple[str, str]], position: int
    ) -> int:
        """Replace documents and drop the (kind, key) pairs in `gone`; give the number written."""

    def clear(self) -> None:
        """Throw the index away and begin an empty one."""

    def count(self) -> int:
        """How many documents the index holds."""

    def find(
        self, query: Query, *, limit: int, offset: int, facets: Sequence[str] = ()
    ) -> SearchResult:
        """Hits by relevance, with counts for the named facets over all hits."""

    def words_like(self, folded: str, *, limit: int) -> dict[str, int]:
        """Words that begin like a folded word, each with the number of documents that hold it."""
