"""CSL-JSON and Crossref's REST answers, which say nearly the same in lists."""

import json
from typing import Any

from flask_babel import gettext as _

from portal.core.text import compose
from portal.registry.formats import dates, identifiers, people, types
from portal.registry.formats.markup import plain
from portal.registry.formats.shape import (
    Format,
    ParsedContributor,
    ParsedIdentifier,
    ParsedSource,
    ParsedWork,
    ParsedWorks,
)
from portal.registry.models.work_type import WorkType

PARTS = frozenset(
    (
        WorkType.JOURNAL_ARTICLE,
        WorkType.MAGAZINE_ARTICLE,
        WorkType.NEWSPAPER_ARTICLE,
        WorkType.BOOK_CHAPTER,
        WorkType.CONFERENCE_PAPER,
    )
)
"""Works that appear in something: its ISSN or ISBN is that of the whole, not theirs."""

_ROLES = {
    "author": "author",
    "editor": "editor",
    "collection-editor": "editor",
    "translator": "translator",
    "chair": "chair-or-translator",
    "composer": "author",
    "director": "author",
    "performer": "performer",
}
_DATES = ("issued", "published", "published-print", "published-online", "event-date", "submitted")
_MOST_KEPT = 100_000


def read(content: Any) -> ParsedWorks:
    """An item, a list of items, or Crossref's message around one or many."""
    message = content.get("message", content) if isinstance(content, dict) else content
    items = message.get("items", [message]) if isinstance(message, dict) else message
    wrapped = message is not content
    result = ParsedWorks(Format.CROSSREF if wrapped else Format.CSL_JSON)
    for number, item in enumerate(items if isinstance(items, list) else [items], start=1):
        if result.is_full:
            break
        work = _work(item, wrapped) if isinstance(item, dict) else ParsedWork()
        if work.title or work.identifiers:
            result.works.append(work)
        else:
            result.errors.append(
                _("Item %(number)s has neither a title nor an identifier.", number=number)
            )
    if result.works and all(work.format == Format.CROSSREF for work in result.works):
        result.format = Format.CROSSREF
    return result


def _work(item: dict[str, Any], wrapped: bool) -> ParsedWork:
    crossref = wrapped or isinstance(item.get("title"), list)
    form = Format.CROSSREF if crossref else Format.CSL_JSON
    work_type = types.of_csl(_text(item.get("type")))
    work = ParsedWork(
        type=work_type,
        title=_text(item.get("title")),
        subtitle=_text(item.get("subtitle")),
        contributors=_contributors(item),
        issued=next((date for key in _DATES if (date := _date(item.get(key)))), ""),
        container=_text(item.get("container-title")),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        pages=_text(item.get("page") or item.get("article-number")).replace("–", "-"),
        publisher=_text(item.get("publisher")),
        language=_text(item.get("language")),
        url=_text(item.get("URL")),
        abstract=_text(item.get("abstract")),
        identifiers=_identifiers(item, work_type),
        csl=_kept(item),
        format=form,
        sources=[ParsedSource(form, _text(item.get("DOI") or item.get("id"))[:200])],
    )
    work.sources[0].raw = json.dumps(work.csl, ensure_ascii=False)
    return work


def _text(value: Any) -> str:
    """A string, a number, or the first of a list, without markup."""
    if isinstance(value, list):
        value = next((one for one in value if one), "")
    return plain(value) if isinstance(value, str) else str(value) if _is_number(value) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _date(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str | int):
        return dates.read_date(str(value))
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return dates.of_parts(parts[0])
    return dates.read_date(
        _text(value.get("raw") or value.get("literal") or value.get("date-time"))
    )


def _contributors(item: dict[str, Any]) -> list[ParsedContributor]:
    found = [
        made
        for key, role in _ROLES.items()
        for one in _list(item.get(key))
        if isinstance(one, dict) and (made := _contributor(one, role)).name
    ]
    return people.numbered(found)


def _contributor(one: dict[str, Any], role: str) -> ParsedContributor:
    particle = _text(one.get("non-dropping-particle") or one.get("dropping-particle"))
    family = f"{particle} {_text(one.get('family'))}".strip()
    literal = _text(one.get("literal") or one.get("name"))
    if literal and not family:
        made = people.of_literal(literal, role=role)
    else:
        made = people.of_parts(family, _text(one.get("given")), role=role)
    made.orcid = identifiers.normal_orcid(_text(one.get("ORCID")))
    made.sequence = "first" if one.get("sequence") == "first" else "additional"
    places = [
        _text(place.get("name")) for place in _list(one.get("affiliation")) if _is_named(place)
    ]
    made.affiliation = "; ".join(places)[:500]
    return made


def _is_named(place: Any) -> bool:
    return isinstance(place, dict) and bool(place.get("name"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _identifiers(item: dict[str, Any], work_type: WorkType) -> list[ParsedIdentifier]:
    found = []
    for key in ("DOI", "PMID", "PMCID"):
        if value := _text(item.get(key)):
            found.append(identifiers.identifier(key, value))
    if not item.get("DOI") and (doi := identifiers.normal_doi(_text(item.get("URL")))):
        found.append(identifiers.identifier("doi", doi))
    whole = "part-of" if work_type in PARTS else "self"
    for key in ("ISSN", "ISBN"):
        values = item.get(key) or []
        for value in [values] if isinstance(values, str) else _list(values):
            for one in _text(value).replace(",", " ").split():
                found.append(identifiers.identifier(key, one, relationship=whole))
    return found


def _kept(item: dict[str, Any]) -> dict[str, Any]:
    """The item as it came, without the list of references where that makes it huge."""
    if len(json.dumps(item)) <= _MOST_KEPT:
        return item
    slim = {
        key: value for key, value in item.items() if key not in ("reference", "link", "relation")
    }
    return slim if len(json.dumps(slim)) <= _MOST_KEPT else {}


def describe(work: ParsedWork) -> dict[str, Any]:
    """CSL-JSON of a work that came in another format."""
    item: dict[str, Any] = {
        "type": types.to_csl(work.type),
        "title": work.title,
        "container-title": work.container,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "publisher": work.publisher,
        "language": work.language,
        "URL": work.url,
        "abstract": work.abstract,
        "DOI": work.doi,
    }
    if work.issued:
        item["issued"] = {"date-parts": [dates.as_parts(work.issued)]}
    for role in ("author", "editor", "translator"):
        item[role] = [_csl_name(one) for one in work.contributors if one.role == role]
    for one in work.identifiers:
        if one.type in ("isbn", "issn") and one.normalised:
            item.setdefault(one.type.upper(), one.normalised)
    return {key: value for key, value in item.items() if value}


def _csl_name(one: ParsedContributor) -> dict[str, str]:
    if one.family:
        return {"family": one.family, "given": one.given} if one.given else {"family": one.family}
    return {"literal": compose(one.name)}
