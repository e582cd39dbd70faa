"""A whole profile as this portal exports it, read back: `docs/profile-json.md` describes the form."""

from typing import Any

from flask_babel import gettext as _

from portal.registry.formats.shape import (
    Format,
    Owner,
    ParsedContributor,
    ParsedIdentifier,
    ParsedItem,
    ParsedSource,
    ParsedWork,
    ParsedWorks,
)
from portal.registry.models.work_type import CreditRole, WorkType

SCHEMA, VERSION = "hien-tai/profile", 1
_FLAGS = ("visibility", "is_featured", "is_corresponding", "claim", "role")
_KINDS = frozenset(
    (
        *("name", "identifier", "appointment", "degree", "rank", "title", "credential", "training"),
        *("project_role", "distinction", "language", "supervision", "field", "keyword"),
    )
)


def is_profile(content: Any) -> bool:
    return isinstance(content, dict) and content.get("schema") == SCHEMA


def read(content: dict[str, Any]) -> ParsedWorks:
    """Items and works with how the profile showed them; a later version is not guessed at."""
    result = ParsedWorks(Format.PROFILE, is_whole=True)
    version = content.get("version")
    if version != VERSION:
        result.errors.append(
            _(
                "This profile is written in version %(theirs)s; version %(ours)s can be read.",
                theirs=str(version)[:20],
                ours=VERSION,
            )
        )
        return result
    for number, line in enumerate(_records(content.get("items")), start=1):
        if line.get("kind") in _KINDS and isinstance(line.get("values"), dict):
            result.items.append(_item(line))
        else:
            result.errors.append(_("Item %(number)s is of no kind that is known.", number=number))
    for line in _records(content.get("works")):
        if result.is_full:
            break
        result.works.append(_work(line))
    result.owner = _owner(content)
    return result


def _owner(content: dict[str, Any]) -> Owner:
    person = _record(content.get("person"))
    basics = {name: value for name, value in person.items() if isinstance(value, str) and value}
    ids = [
        _text(_record(line["values"]).get("value"))
        for line in _records(content.get("items"))
        if line.get("kind") == "identifier"
        and _record(line.get("values")).get("identifier_kind") == "orcid"
    ]
    name = basics.pop("full_name", "")
    return Owner(next(iter(ids), ""), [name] if name else [], basics)


def _item(line: dict[str, Any]) -> ParsedItem:
    return ParsedItem(
        line["kind"],
        {
            name: value
            for name, value in line["values"].items()
            if isinstance(value, str | int | bool)
        },
        _sources(line),
        flags=_flags(line),
    )


def _sources(line: dict[str, Any]) -> list[ParsedSource]:
    return [
        ParsedSource(
            _text(one.get("format")) or Format.PROFILE,
            _text(one.get("reference"))[:300],
            _text(one.get("raw"), 20_000),
            stated_by=_text(one.get("organisation"))[:300],
            on_behalf_of=_text(one.get("on_behalf_of"))[:300],
        )
        for one in _records(line.get("sources"))[:50]
    ]


def _flags(line: dict[str, Any]) -> dict[str, Any]:
    return {name: line[name] for name in _FLAGS if isinstance(line.get(name), str | bool)}


def _work(line: dict[str, Any]) -> ParsedWork:
    people = _records(line.get("contributors"))
    kind = _text(line.get("type"))
    work = ParsedWork(
        type=WorkType(kind) if kind in set(WorkType) else WorkType.OTHER,
        contributors=[_contributor(one) for one in people],
        issued=_text(line.get("issued"))[:10],
        identifiers=_identifiers(line),
        csl=_record(line.get("csl")),
        format=Format.PROFILE,
        sources=_sources(line) or [ParsedSource(Format.PROFILE)],
        mine=next((n for n, one in enumerate(people) if one.get("is_me") is True), None),
        extra={
            name: _text(line.get(name))
            for name in ("form", "recognised_by", "recognition_level")
            if line.get(name)
        },
        flags=_flags(line),
    )
    for name in ("title", "container", "language", "url", "abstract"):
        setattr(work, name, _text(line.get(name), 20_000))
    return work


def _contributor(one: dict[str, Any]) -> ParsedContributor:
    credit = [slug for slug in one.get("credit") or [] if slug in set(CreditRole)]
    return ParsedContributor(
        _text(one.get("name")), role=_text(one.get("role")) or "author", credit=credit
    )


def _identifiers(line: dict[str, Any]) -> list[ParsedIdentifier]:
    """As they were kept, errors too: the portal wrote them itself."""
    found = [
        ParsedIdentifier(
            **{
                name: _text(one.get(name))
                for name in ("type", "value", "normalised", "error", "relationship", "url")
            }
        )
        for one in _records(line.get("identifiers"))[:50]
    ]
    doi = _text(line.get("doi")).lower()
    if doi and not any(one.type == "doi" and one.normalised == doi for one in found):
        found.insert(0, ParsedIdentifier("doi", doi, doi))
    return found


def _text(value: Any, longest: int = 1_000) -> str:
    return value[:longest] if isinstance(value, str) else ""


def _record(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _records(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
