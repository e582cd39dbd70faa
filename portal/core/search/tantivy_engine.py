"""The compiled engine: from about 5,000 people up."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy
from tantivy import Occur

from portal.core.search.documents import SearchDocument
from portal.core.search.engine import SearchResult
from portal.core.search.place import Place
from portal.core.search.query import Query, Term, topic_wishes
from portal.core.search.text_fields import SORTS, counts_by_facet, fields_of, hit_of, uid

_HEAP = 64_000_000
_FACET_VALUES = 2_000
_TITLE, _KEYS, _EXACT = 4.0, 2.0, 2.0


class TantivyEngine:
    """See `Engine`."""

    name = "tantivy"
    counts_quickly = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._open()

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._place = Place(self._folder)
        self._schema = _schema()
        try:
            self._index = tantivy.Index(self._schema, path=str(self._folder))
        except ValueError:  # written by a release whose documents had other fields
            shutil.rmtree(self._folder)
            self._folder.mkdir(mode=0o700)
            self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._index.register_tokenizer("spaces", _split_at_spaces())
        self._stamp = self._place.stamp()
        self._whole: dict[tuple[str, ...], dict[str, dict[str, int]]] = {}
        """Counts of everything of some kinds, kept until the index changes: each filter asks for them."""

    def position(self) -> int:
        return self._place.read()

    def clear(self) -> None:
        with self._lock:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._open()

    def count(self) -> int:
        return self._searcher().num_docs

    def write(
        self, documents: Iterable[SearchDocument], gone: Iterable[tuple[str, str]], position: int
    ) -> int:
        written = 0
        with self._lock:
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
            for kind, key in gone:
                writer.delete_documents_by_term("uid", uid(kind, key))
            for document in documents:
                writer.delete_documents_by_term("uid", uid(document.kind, document.key))
                writer.add_document(_stored(document))
                written += 1
            writer.commit()
            writer.garbage_collect_files()
            writer.wait_merging_threads()
            self._place.write(position)
        return written

    def find(
        self, query: Query, *, limit: int, offset: int, facets: Sequence[str] = ()
    ) -> SearchResult:
        self._catch_up()
        whole, searcher = self._whole, self._index.searcher()
        asked = self._asked(query)
        found = searcher.search(
            asked,
            limit=max(1, limit),
            offset=offset,
            order_by_field=f"sort_{query.order}" if query.order in SORTS else None,
            order=tantivy.Order.Asc if query.order in SORTS else tantivy.Order.Desc,
        )
        hits = [hit_of(searcher.doc(place)["shown"][0]) for _, place in found.hits]
        if facets and not (query.terms or query.topics or query.filters):
            if query.kinds not in whole:
                whole[query.kinds] = _counted(searcher, asked)
            counts = whole[query.kinds]
        else:
            counts = _counted(searcher, asked) if facets else {}
        wanted = {name: counts.get(name, {}) for name in facets}
        return SearchResult(hits, found.count or 0, wanted)  # type: ignore[attr-defined]

    def words_like(self, folded: str, *, limit: int) -> dict[str, int]:
        return dict(self._searcher().terms_with_prefix("text", folded[:1], limit=limit))

    def _searcher(self) -> tantivy.Searcher:
        self._catch_up()
        return self._index.searcher()

    def _catch_up(self) -> None:
        """Read the index anew where another process has written it."""
        stamp = self._place.stamp()
        if stamp != self._stamp:
            self._index.reload()
            self._whole, self._stamp = {}, stamp

    def _asked(self, query: Query) -> tantivy.Query:
        parts: list[tuple[Occur, tantivy.Query]] = []
        for term in query.terms:
            parts.append((Occur.Must, self._needed(term, query.within)))
            parts += [(Occur.Should, wish) for wish in self._wishes(term)]
        if query.topics:
            topics = [(Occur.Should, self._topic(topic)) for topic in query.topics]
            parts.append((Occur.Must, tantivy.Query.boolean_query(topics)))
        if query.kinds:
            parts.append((Occur.Must, self._any("kind", query.kinds)))
        parts += [(Occur.Must, self._any("facet", group)) for group in query.filters]
        if not query.terms and not query.topics:
            parts.append((Occur.Must, tantivy.Query.all_query()))
        return tantivy.Query.boolean_query(parts)

    def _needed(self, term: Term, within: str = "text") -> tantivy.Query:
        if term.quoted and term.has_marks:
            return self._words("exact", term.exact, term.prefix)
        return self._words(within, term.folded, term.prefix)

    def _topic(self, terms: Sequence[Term]) -> tantivy.Query:
        """Every word somewhere; better among the keywords, best as it was typed and in one piece."""
        parts = [(Occur.Must, self._needed(term)) for term in terms]
        parts += [
            (Occur.Should, tantivy.Query.boost_query(self._words(field, words, False), weight))
            for field, words, weight in topic_wishes(terms)
        ]
        return tantivy.Query.boolean_query(parts)

    def _wishes(self, term: Term) -> Iterable[tantivy.Query]:
        if term.quoted:
            return
        for field, weight in (("title", _TITLE), ("keys", _KEYS)):
            words = self._words(field, term.folded, term.prefix)
            yield tantivy.Query.boost_query(words, weight)
        if term.has_marks:
            yield tantivy.Query.boost_query(self._words("exact", term.exact, term.prefix), _EXACT)

    def _words(self, field: str, words: tuple[str, ...], prefix: bool) -> tantivy.Query:
        if len(words) > 1:
            return tantivy.Query.phrase_query(self._schema, field, list(words))
        if prefix:
            return tantivy.Query.phrase_prefix_query(self._schema, field, list(words))
        return tantivy.Query.term_query(self._schema, field, words[0])

    def _any(self, field: str, values: Sequence[str]) -> tantivy.Query:
        wanted = [tantivy.Query.term_query(self._schema, field, value) for value in values]
        either = tantivy.Query.boolean_query([(Occur.Should, one) for one in wanted])
        return tantivy.Query.const_score_query(either, 0.0)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("uid", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("title", "keys", "text", "exact"):
        builder.add_text_field(name, tokenizer_name="spaces")
    for name in SORTS:
        builder.add_text_field(f"sort_{name}", tokenizer_name="raw", fast=True)
    builder.add_text_field("shown", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _split_at_spaces() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _stored(document: SearchDocument) -> tantivy.Document:
    fields: dict[str, Any] = fields_of(document)
    sorts = fields.pop("sorts")
    stored = tantivy.Document()
    for name, value in (*fields.items(), *((f"sort_{name}", sorts[name]) for name in SORTS)):
        for one in value if isinstance(value, list) else [value]:
            stored.add_text(name, one)
    return stored


def _counted(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, dict[str, int]]:
    asked = {"facet": {"terms": {"field": "facet", "size": _FACET_VALUES}}}
    buckets = searcher.aggregate(query, asked)["facet"]["buckets"]
    return counts_by_facet({bucket["key"]: bucket["doc_count"] for bucket in buckets})
