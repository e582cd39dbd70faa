"""The embedded engine: pure Python, comfortable to about 5,000 people."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

from whoosh import fields, query
from whoosh.analysis import RegexTokenizer, SpaceSeparatedTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.searching import Searcher

from portal.core.search.documents import SearchDocument
from portal.core.search.engine import SearchResult
from portal.core.search.place import Place
from portal.core.search.query import Query, Term, topic_wishes
from portal.core.search.text_fields import SORTS, counts_by_facet, fields_of, hit_of, uid

_TITLE, _KEYS, _EXACT = 4.0, 2.0, 2.0
_SEPARATOR = "\x1f"


class WhooshEngine:
    """See `Engine`. One writer at a time: the job worker."""

    name = "whoosh"
    counts_quickly = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._open()

    def _open(self) -> None:
        self._place = Place(self._folder)
        if self._place.is_of_another_shape():
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        storage = FileStorage(str(self._folder))
        try:
            self._index: FileIndex = storage.open_index(schema=_schema())
        except EmptyIndexError:
            self._index = storage.create_index(_schema())
        self._searcher: Searcher | None = None
        self._facets: dict[str, frozenset[int]] = {}
        self._stamp = -1

    def position(self) -> int:
        return self._place.read()

    def clear(self) -> None:
        with self._lock:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._open()

    def count(self) -> int:
        return int(self._fresh().doc_count())

    def write(
        self, documents: Iterable[SearchDocument], gone: Iterable[tuple[str, str]], position: int
    ) -> int:
        written = 0
        with self._lock:
            writer = self._index.writer(timeout=30, limitmb=128)
            for kind, key in gone:
                writer.delete_by_term("uid", uid(kind, key))
            for document in documents:
                _put(writer, document)
                written += 1
            writer.commit()
            self._place.write(position)
        return written

    def find(
        self, query: Query, *, limit: int, offset: int, facets: Sequence[str] = ()
    ) -> SearchResult:
        searcher = self._fresh()
        asked = _asked(query)
        page = searcher.search(
            asked,
            limit=offset + max(1, limit),
            sortedby=f"sort_{query.order}" if query.order in SORTS else None,
            scored=bool(query.terms or query.topics) and query.order not in SORTS,
        )
        hits = [hit_of(hit["shown"]) for hit in page[offset:]]
        if not facets:
            return SearchResult(hits, len(page), {})
        found = set(searcher.docs_for_query(asked))
        counts = {term: len(docs & found) for term, docs in self._facets.items()}
        grouped = counts_by_facet({term: count for term, count in counts.items() if count})
        return SearchResult(hits, len(page), {name: grouped.get(name, {}) for name in facets})

    def words_like(self, folded: str, *, limit: int) -> dict[str, int]:
        start = folded[:1].encode()
        found: dict[str, int] = {}
        for (field, word), known in self._fresh().reader().iter_from("text", start):
            if field != "text" or not word.startswith(start) or len(found) >= limit:
                break
            found[word.decode()] = known.doc_frequency()
        return found

    def _fresh(self) -> Searcher:
        """The searcher of the newest generation, with the documents of each facet value."""
        stamp = self._place.stamp()
        if self._searcher is None or stamp != self._stamp:
            with self._lock:
                self._searcher = self._index.searcher()
                self._facets = _documents_by_facet(self._searcher)
                self._stamp = stamp
        return self._searcher


def _schema() -> fields.Schema:
    def words() -> fields.TEXT:
        return fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)

    return fields.Schema(
        uid=fields.ID(unique=True),
        kind=fields.ID(),
        title=words(),
        keys=words(),
        text=words(),
        exact=words(),
        facet=fields.KEYWORD(scorable=False, analyzer=RegexTokenizer(f"[^{_SEPARATOR}]+")),
        sort_given=fields.ID(sortable=True),
        sort_full=fields.ID(sortable=True),
        sort_fresh=fields.ID(sortable=True),
        shown=fields.STORED(),
    )


def _put(writer: object, document: SearchDocument) -> None:
    values = fields_of(document)
    sorts = values.pop("sorts")
    values["facet"] = _SEPARATOR.join(values["facet"])
    keys = {f"sort_{name}": sorts[name] or "~" for name in SORTS}
    writer.update_document(**values, **keys)  # type: ignore[attr-defined]


def _documents_by_facet(searcher: Searcher) -> dict[str, frozenset[int]]:
    reader = searcher.reader()
    return {
        term.decode(): frozenset(reader.postings("facet", term).all_ids())
        for term in reader.lexicon("facet")
    }


def _asked(asked: Query) -> query.Query:
    must = [_needed(term, asked.within) for term in asked.terms]
    must += [query.Or([query.Term("facet", one) for one in group]) for group in asked.filters]
    if asked.kinds:
        must.append(query.Or([query.Term("kind", kind) for kind in asked.kinds]))
    if asked.topics:
        must.append(query.Or([_topic(topic) for topic in asked.topics]))
    needed = query.And(must) if must else query.Every()
    wishes = [wish for term in asked.terms for wish in _wishes(term)]
    return query.AndMaybe(needed, query.Or(wishes)) if wishes and not asked.order else needed


def _needed(term: Term, within: str = "text") -> query.Query:
    if term.quoted and term.has_marks:
        return _words("exact", term.exact, term.prefix)
    return _words(within, term.folded, term.prefix)


def _topic(terms: Sequence[Term]) -> query.Query:
    needed = query.And([_needed(term) for term in terms])
    wishes = [_words(field, words, False, weight) for field, words, weight in topic_wishes(terms)]
    return query.AndMaybe(needed, query.Or(wishes)) if wishes else needed


def _wishes(term: Term) -> Iterable[query.Query]:
    if term.quoted:
        return
    yield _words("title", term.folded, term.prefix, _TITLE)
    yield _words("keys", term.folded, term.prefix, _KEYS)
    if term.has_marks:
        yield _words("exact", term.exact, term.prefix, _EXACT)


def _words(field: str, words: tuple[str, ...], prefix: bool, weight: float = 1.0) -> query.Query:
    if len(words) > 1:
        return query.Phrase(field, list(words), boost=weight)
    if prefix:
        return query.Prefix(field, words[0], boost=weight)
    return query.Term(field, words[0], boost=weight)
