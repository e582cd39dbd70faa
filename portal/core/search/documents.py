"""What a feature gives to the search: documents made of public values only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


def newest_first(at: datetime) -> str:
    """A key that puts the newest instant first where keys are put in ascending order."""
    return f"{10**12 - int(at.timestamp()):012d}"


@dataclass(frozen=True)
class SearchDocument:
    """One public page as the search knows it.

    `title` weighs most, then `keywords`, then `body`. `facets` are exact values (codes, not labels)
    by facet name; every value must be one that any anonymous reader may see. `sorts` are ASCII keys
    by order name: "given" and "full" from `text.sort_key`, "fresh" from `newest_first`.
    """

    kind: str
    key: str
    title: str
    url: str
    body: str = ""
    keywords: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sorts: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None


Writer = Callable[[Sequence[str]], Iterable[SearchDocument]]
KeySource = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Indexer:
    """How one kind of thing becomes documents, and which keys there are in all."""

    kind: str
    write: Writer
    keys: KeySource


indexers: dict[str, Indexer] = {}


def indexed(kind: str, *, keys: KeySource) -> Callable[[Writer], Writer]:
    """Register `writer(keys)`: it gives a document for each key that is public now, none for others.

    A key without a document leaves the index. `keys()` streams every key for a rebuild. `kind` is
    the kind used in the change log.
    """

    def register(writer: Writer) -> Writer:
        indexers[kind] = Indexer(kind, writer, keys)
        return writer

    return register
