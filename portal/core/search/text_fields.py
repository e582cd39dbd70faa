"""How a document becomes the fields that both engines index.

Every field is a line of words between single spaces, folded or exact, so that the engines split at
spaces and nothing else: their own analyzers drop or break Vietnamese words.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.core.search.documents import SearchDocument
from portal.core.search.engine import Hit
from portal.core.search.query import words_of

SORTS = ("given", "full", "fresh")
_SHOWN = 240


def fields_of(document: SearchDocument) -> dict[str, Any]:
    """uid, kind, title, keys, text (folded), exact, facet terms, sort keys and what is shown."""
    title, keys, body = (
        words_of(text) for text in (document.title, document.keywords, document.body)
    )
    everything = [*title, *keys, *body]
    return {
        "uid": uid(document.kind, document.key),
        "kind": document.kind,
        "title": " ".join(folded for _, folded in title),
        "keys": " ".join(folded for _, folded in keys),
        "text": " ".join(folded for _, folded in everything),
        "exact": " ".join(exact for exact, _ in everything),
        "facet": facet_terms({**document.facets, "kind": [document.kind]}),
        "sorts": {name: document.sorts.get(name, "") for name in SORTS},
        "shown": _shown(document),
    }


def uid(kind: str, key: str) -> str:
    """The identity of a document in the index."""
    return f"{kind}:{key}"


def facet_terms(facets: Mapping[str, Any]) -> list[str]:
    """The facet values as "name=value" terms."""
    return [f"{name}={value}" for name, values in facets.items() for value in values if value]


def counts_by_facet(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Group counts of "name=value" terms by facet name."""
    grouped: dict[str, dict[str, int]] = {}
    for term, count in counts.items():
        name, _, value = term.partition("=")
        grouped.setdefault(name, {})[value] = count
    return grouped


def _shown(document: SearchDocument) -> str:
    shown = {
        "kind": document.kind,
        "key": document.key,
        "title": document.title,
        "url": document.url,
        "body": document.body[:_SHOWN],
        "keywords": document.keywords[:_SHOWN],
        "day": document.day.isoformat() if document.day else None,
    }
    return json.dumps(shown, ensure_ascii=False)


def hit_of(shown: str) -> Hit:
    """The hit that was stored with a document."""
    values = json.loads(shown)
    day = values.pop("day")
    return Hit(**values, day=date.fromisoformat(day) if day else None)
