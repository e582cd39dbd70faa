"""ORCID's ways of wrapping a value, unwrapped: the same of JSON and of XML turned into it."""

import json
from typing import Any

from portal.registry.formats import dates, identifiers
from portal.registry.formats.markup import plain
from portal.registry.formats.shape import Format, ParsedIdentifier, ParsedSource


def value(given: Any) -> str:
    """The text of "x", 5, {"value": "x"} or {"content": "x"}, without markup."""
    if isinstance(given, dict):
        given = given.get("value", given.get("content"))
    return plain(given) if isinstance(given, str) else str(given) if isinstance(given, int) else ""


def record(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {}


def several(given: Any) -> list[Any]:
    """A list; one thing alone, as XML writes it, is a list of one."""
    if isinstance(given, dict):
        return [given] if given else []
    return given if isinstance(given, list) else []


def records(given: Any) -> list[dict[str, Any]]:
    return [one for one in several(given) if isinstance(one, dict)]


def whole(given: Any) -> int:
    text = str(given)
    return int(text[:9]) if text.isdecimal() else 0


def first_shown(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In the order in which ORCID shows them: the highest display index first."""
    return sorted(lines, key=lambda one: -whole(one.get("display-index")))


def date_of(given: Any) -> str:
    parts = record(given)
    return dates.partial_date(*(value(parts.get(part)) for part in ("year", "month", "day")))


def identifiers_of(item: dict[str, Any]) -> list[ParsedIdentifier]:
    return [
        _identifier(line) for line in records(record(item.get("external-ids")).get("external-id"))
    ]


def _identifier(line: dict[str, Any]) -> ParsedIdentifier:
    told = record(line.get("external-id-normalized-error"))
    error = f"{told.get('error-code')}: {told.get('error-message')}" if told else ""
    return identifiers.identifier(
        value(line.get("external-id-type")),
        value(line.get("external-id-value")),
        relationship=value(line.get("external-id-relationship")).lower().replace("_", "-"),
        url=value(line.get("external-id-url")),
        error=error,
    )


def names_of_source(item: dict[str, Any]) -> tuple[str, str]:
    """Who stated it, and on whose behalf."""
    source = record(item.get("source"))
    return (
        value(source.get("source-name"))[:300],
        value(source.get("assertion-origin-name"))[:300],
    )


def source_of(item: dict[str, Any]) -> ParsedSource:
    """The line's source; its reference is the path in the record, or only the put-code it ends in."""
    code = value(item.get("put-code"))
    stated_by, on_behalf_of = names_of_source(item)
    return ParsedSource(
        Format.ORCID,
        (value(item.get("path")) or (f"#{code}" if code else ""))[:300],
        json.dumps(item, ensure_ascii=False)[:20_000],
        stated_by=stated_by,
        on_behalf_of=on_behalf_of,
    )
