"""Whose record it is, and what ORCID keeps of the person: names, keywords, addresses, identifiers."""

import re
from typing import Any

from portal.core.text import fold
from portal.registry.formats.orcid.values import (
    date_of,
    first_shown,
    record,
    records,
    source_of,
    value,
)
from portal.registry.formats.shape import Aside, Owner, ParsedItem, ParsedSource
from portal.registry.names import parse_name

_PATH = re.compile(r"^/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])(?:/|$)")
_IDENTIFIERS = (
    ("scopus", "scopus"),
    ("researcherid", "researcher_id"),
    ("isni", "isni"),
    ("google scholar", "google_scholar"),
)
_RELATIONS = {"lead": "lead", "co-lead": "co_lead"}


def owner_of(content: Any) -> Owner:
    """The iD the record names, or the iD in its paths; the names it gives the person."""
    if not isinstance(content, dict):
        return Owner()
    orcid = value(record(content.get("orcid-identifier")).get("path"))
    paths = [value(holder.get("path")) for holder in (content, record(content.get("person")))]
    found = [match[1] for path in paths if (match := _PATH.match(path))]
    name = record(_person(content).get("name"))
    parts = [value(name.get(part)) for part in ("family-name", "given-names")]
    told = [value(name.get("credit-name")), parse_name(", ".join(filter(None, parts))).name]
    return Owner(orcid or next(iter(found), ""), [one for one in told if one])


def _person(content: dict[str, Any]) -> dict[str, Any]:
    inner = record(content.get("person"))
    return inner or (content if "other-names" in content or "keywords" in content else {})


def items_of(content: Any) -> list[ParsedItem]:
    """Names, identifiers and keywords, each list in ORCID's order."""
    if not isinstance(content, dict):
        return []
    person = _person(content)
    made = [*_names(person), *_addresses(person), *_external(person), *_keywords(person)]
    owner = owner_of(content)
    if owner.orcid and person:
        line = ParsedItem("identifier", {"identifier_kind": "orcid", "value": owner.orcid})
        line.sources = [ParsedSource("ORCID", f"/{owner.orcid}")]
        made.insert(0, line)
    made += _fundings(content)
    for one in made:
        for source in one.sources:
            if source.reference.startswith("#") and owner.orcid:
                source.reference = f"/{owner.orcid}/{one.kind}/{source.reference[1:]}"
    return made


def _section(person: dict[str, Any], section: str, word: str) -> list[dict[str, Any]]:
    return first_shown(records(record(person.get(section)).get(word)))


def _names(person: dict[str, Any]) -> list[ParsedItem]:
    name = record(person.get("name"))
    made = []
    if credit := value(name.get("credit-name")):
        made.append(_made("name", {"name_kind": "credit", "full_name": credit}, name))
    for one in _section(person, "other-names", "other-name"):
        if text := value(one.get("content")):
            made.append(_made("name", {"name_kind": "other", "full_name": text}, one))
    return made


def _made(kind: str, values: dict[str, Any], line: dict[str, Any], note: str = "") -> ParsedItem:
    return ParsedItem(kind, values, [source_of(line)], note[:300])


def _addresses(person: dict[str, Any]) -> list[ParsedItem]:
    return [
        _made(
            "identifier",
            {"identifier_kind": "website", "value": url},
            one,
            value(one.get("url-name")),
        )
        for one in _section(person, "researcher-urls", "researcher-url")
        if (url := value(one.get("url")))
    ]


def _external(person: dict[str, Any]) -> list[ParsedItem]:
    return [
        _made("identifier", _identifier(one), one, value(one.get("external-id-url")))
        for one in _section(person, "external-identifiers", "external-identifier")
        if value(one.get("external-id-value"))
    ]


def _identifier(line: dict[str, Any]) -> dict[str, Any]:
    """An identifier of a kind we know, else under its own system's name."""
    system, number = value(line.get("external-id-type")), value(line.get("external-id-value"))
    told = fold(system)
    kind = next((kind for sign, kind in _IDENTIFIERS if sign in told), "other")
    shown = f"{system}: {number}" if kind == "other" and system else number
    return {"identifier_kind": kind, "value": shown}


def _keywords(person: dict[str, Any]) -> list[ParsedItem]:
    """Each keyword; several typed into one field are several."""
    return [
        _made("keyword", {"word": word}, one)
        for one in _section(person, "keywords", "keyword")
        for word in _words(value(one.get("content")))
    ]


def _words(text: str) -> list[str]:
    return [word for part in re.split(r"[,;]", text) if (word := part.strip()) and fold(word)]


def _fundings(content: dict[str, Any]) -> list[ParsedItem]:
    """Each funding once, with all its sources."""
    activities = record(content.get("activities-summary")) or content
    groups = [
        first_shown(records(group.get("funding-summary")))
        for group in records(record(activities.get("fundings")).get("group"))
    ]
    groups += [[one] for one in records(content.get("funding"))]
    if "organization" in content and "type" in content and "title" in content:
        groups.append([content])
    made = []
    for group in filter(None, groups):
        made.append(_funding(group[0]))
        made[-1].sources += [source_of(other) for other in group[1:]]
    return made


def _funding(item: dict[str, Any]) -> ParsedItem:
    organisation = record(item.get("organization"))
    country = value(record(organisation.get("address")).get("country"))
    amount = record(item.get("amount"))
    numbers = [
        value(one.get("external-id-value"))
        for one in records(record(item.get("external-ids")).get("external-id"))
        if value(one.get("external-id-type")).replace("-", "_") == "grant_number"
    ]
    values: dict[str, Any] = {
        "name": value(record(item.get("title")).get("title")),
        "code": next(iter(numbers), "")[:100],
        "funder": value(organisation.get("name")),
        "funding_type": value(item.get("type")).lower().replace("_", "-"),
        "starts": date_of(item.get("start-date")),
        "ends": date_of(item.get("end-date")),
    }
    if role := _role(item):
        values["role"] = role
    if country not in ("", "VN"):
        values["level"] = "international"
    if budget := _amount(value(amount) or value(item.get("amount"))):
        values |= {"budget": budget, "currency": value(amount.get("currency-code")) or "VND"}
    return _made("project_role", values, item)


def _role(item: dict[str, Any]) -> str:
    """The part in it, where only one contributor is named; a list does not say who is the person."""
    lines = records(record(item.get("contributors")).get("contributor"))
    told = [
        value(record(one.get("contributor-attributes")).get("contributor-role")) for one in lines
    ]
    roles = [word.lower().replace("_", "-") for word in told]
    return _RELATIONS.get(roles[0], "") if len(roles) == 1 else ""


def _amount(text: str) -> int | None:
    """ "1.234.567", "1,234,567.50", "1234.56": whole units; None where it is no amount."""
    bare = re.sub(r"[\s_]", "", text)
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d{1,2})?", bare)
    if not match:
        return None
    number = int(re.sub(r"\D", "", match[1]))
    return number if number < 10**15 else None


def asides_of(content: Any) -> list[Aside]:
    """Peer reviews, resources and the biography: shown, for the registry keeps none of them."""
    if not isinstance(content, dict):
        return []
    activities = record(content.get("activities-summary")) or content
    made = [
        Aside("peer-review", _review(one), date_of(one.get("completion-date")))
        for group in records(record(activities.get("peer-reviews")).get("group"))
        for inner in [group, *records(group.get("peer-review-group"))]
        for one in records(inner.get("peer-review-summary"))[:1]
    ]
    for group in records(record(activities.get("research-resources")).get("group")):
        for one in records(group.get("research-resource-summary"))[:1]:
            title = record(record(one.get("proposal")).get("title"))
            made.append(Aside("research-resource", value(title.get("title"))))
    biography = record(_person(content).get("biography"))
    if text := value(biography.get("content")):
        made.append(Aside("biography", text[:2_000]))
    return made


def _review(one: dict[str, Any]) -> str:
    organisation = value(record(one.get("convening-organization")).get("name"))
    group = value(one.get("review-group-id"))
    return ", ".join(part for part in (organisation, group) if part)


def is_person(content: dict[str, Any]) -> bool:
    """Whether it is ORCID's person section, or a funding, by itself."""
    signs = ("other-names", "researcher-urls", "external-identifiers")
    has_list = any(isinstance(content.get(sign), dict) for sign in signs)
    return has_list or ("organization" in content and "type" in content and "title" in content)
