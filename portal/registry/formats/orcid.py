"""ORCID 3.0 JSON: a whole record, its works, a bulk, one work; the lines of a career beside them."""

import json
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from portal.core.text import fold
from portal.registry.formats import bibtex, csl, dates, identifiers, people, types
from portal.registry.formats.markup import plain
from portal.registry.formats.shape import (
    Format,
    ParsedAffiliation,
    ParsedContributor,
    ParsedIdentifier,
    ParsedSource,
    ParsedWork,
    ParsedWorks,
)
from portal.registry.models.work_type import CreditRole

_AFFILIATIONS = {
    "distinctions": "distinction",
    "educations": "education",
    "employments": "employment",
    "invited-positions": "invited-position",
    "memberships": "membership",
    "qualifications": "qualification",
    "services": "service",
}
_ROLES = frozenset(
    (
        *("author", "assignee", "editor", "chair-or-translator", "co-investigator", "co-inventor"),
        *("graduate-student", "other-inventor", "principal-investigator"),
        *("postdoctoral-researcher", "support-staff"),
    )
)
_CREDIT = frozenset(CreditRole)
_SIGNS = frozenset(("activities-summary", "orcid-identifier", "bulk", "group", "work-summary"))


def is_orcid(content: Any) -> bool:
    """Whether the JSON has the shape of ORCID's."""
    if isinstance(content, list):
        return bool(content) and is_orcid(content[0])
    if not isinstance(content, dict):
        return False
    return bool(_SIGNS & set(content)) or _is_work(content) or _is_affiliation(content)


def read(content: Any) -> ParsedWorks:
    """Works, one per group of a record, and affiliations; an error line of a bulk is reported."""
    result = ParsedWorks(Format.ORCID)
    for number, group in enumerate(_groups(content), start=1):
        if result.is_full:
            break
        works = [_work(one) for one in group]
        if not works:
            continue
        if not works[0].title and not works[0].identifiers:
            result.errors.append(
                _("Item %(number)s has neither a title nor an identifier.", number=number)
            )
            continue
        result.works.append(works[0])
        for other in works[1:]:
            result.works[-1].sources += other.sources
            result.works[-1].contributors = result.works[-1].contributors or other.contributors
    result.affiliations = list(_affiliations(content))
    return result


def _is_work(content: dict[str, Any]) -> bool:
    return isinstance(content.get("title"), dict) and "title" in content["title"]


def _is_affiliation(content: dict[str, Any]) -> bool:
    return "organization" in content and ("role-title" in content or "start-date" in content)


def _groups(content: Any) -> Iterator[list[dict[str, Any]]]:
    """The works of one group together: several sources of one work."""
    if isinstance(content, list):
        yield from ([one] for one in content if isinstance(one, dict) and _is_work(one))
        return
    if _is_work(content):
        yield [content]
    for line in _list(content.get("bulk")):
        if isinstance(line, dict) and isinstance(line.get("work"), dict):
            yield [line["work"]]
    holder = _dict(_dict(content.get("activities-summary")).get("works")) or content
    for group in _list(holder.get("group")):
        summaries = [
            one for one in _list(_dict(group).get("work-summary")) if isinstance(one, dict)
        ]
        yield sorted(summaries, key=lambda one: -_whole(one.get("display-index")))


def _work(item: dict[str, Any]) -> ParsedWork:
    title = _dict(item.get("title"))
    citation = _dict(item.get("citation"))
    work = ParsedWork(
        type=types.of_orcid(_value(item.get("type"))),
        title=_value(title.get("title")),
        subtitle=_value(title.get("subtitle")),
        contributors=_contributors(_dict(item.get("contributors")).get("contributor")),
        issued=_date(item.get("publication-date")),
        container=_value(item.get("journal-title")),
        language=_value(item.get("language-code")),
        url=_value(item.get("url")),
        abstract=_value(item.get("short-description")),
        identifiers=_identifiers(item),
        format=Format.ORCID,
        sources=[ParsedSource(Format.ORCID, _stated(item)[:200], _raw(item))],
    )
    if str(citation.get("citation-type", "")).lower() == "bibtex":
        _fill_from_citation(work, str(citation.get("citation-value", ""))[:50_000])
    work.csl = csl.describe(work)
    return work


def _fill_from_citation(work: ParsedWork, text: str) -> None:
    """The embedded BibTeX fills gaps, only where it speaks of the same title."""
    if work.contributors and work.pages:
        return
    for cited in bibtex.read(text).works[:1]:
        if fold(cited.title) == fold(work.title):
            work.contributors = work.contributors or cited.contributors
            work.volume, work.issue, work.pages = cited.volume, cited.issue, cited.pages
            work.publisher = cited.publisher


def _contributors(lines: Any) -> list[ParsedContributor]:
    """In order; a person listed once per CRediT role is one contributor with several."""
    found: list[ParsedContributor] = []
    by_person: dict[tuple[str, str], ParsedContributor] = {}
    for line in _list(lines):
        made = _contributor(_dict(line))
        known = by_person.setdefault((made.name, made.orcid), made)
        if known is not made and made.credit:
            known.credit += [role for role in made.credit if role not in known.credit]
        elif made.name or made.orcid:
            found.append(made)
    return people.numbered(found)


def _contributor(line: dict[str, Any]) -> ParsedContributor:
    orcid = _dict(line.get("contributor-orcid"))
    attributes = _dict(line.get("contributor-attributes"))
    given = [attributes.get("contributor-role")]
    given += [
        _dict(one).get("contributorRole", _dict(one).get("contributor-role"))
        for one in _list(line.get("rolesAndSequences"))
    ]
    slugs = [_slug(role) for role in given if role]
    sequence = _value(attributes.get("contributor-sequence")).lower()
    made = people.of_literal(_value(line.get("credit-name")))
    made.role = next((slug for slug in slugs if slug in _ROLES), "author")
    made.credit = [slug for slug in slugs if slug in _CREDIT]
    made.sequence = "first" if sequence == "first" else "additional"
    made.orcid = identifiers.normal_orcid(_value(orcid.get("path")) or _value(orcid.get("uri")))
    return made


def _slug(role: Any) -> str:
    """ "AUTHOR", "co_inventor", "http://credit.niso.org/contributor-roles/software/"."""
    return _value(role).rstrip("/").rpartition("/")[2].lower().replace("_", "-")


def _identifiers(item: dict[str, Any]) -> list[ParsedIdentifier]:
    lines = _list(_dict(item.get("external-ids")).get("external-id"))
    return [_identifier(_dict(line)) for line in lines]


def _identifier(line: dict[str, Any]) -> ParsedIdentifier:
    told = _dict(line.get("external-id-normalized-error"))
    error = f"{told.get('error-code')}: {told.get('error-message')}" if told else ""
    return identifiers.identifier(
        _value(line.get("external-id-type")),
        _value(line.get("external-id-value")),
        relationship=_value(line.get("external-id-relationship")).lower().replace("_", "-"),
        url=_value(line.get("external-id-url")),
        error=error,
    )


def _affiliations(content: Any) -> Iterator[ParsedAffiliation]:
    if not isinstance(content, dict):
        return
    if _is_affiliation(content):
        yield _affiliation(content, "")
    activities = _dict(content.get("activities-summary"))
    for section, kind in _AFFILIATIONS.items():
        for group in _list(_dict(activities.get(section)).get("affiliation-group")):
            for summary in _list(_dict(group).get("summaries")):
                yield _affiliation(_dict(_dict(summary).get(f"{kind}-summary")), kind)


def _affiliation(item: dict[str, Any], kind: str) -> ParsedAffiliation:
    organisation = _dict(item.get("organization"))
    address = _dict(organisation.get("address"))
    place = [_value(address.get(part)) for part in ("city", "region", "country")]
    source = _dict(item.get("source"))
    return ParsedAffiliation(
        kind=kind,
        role=_value(item.get("role-title")),
        department=_value(item.get("department-name")),
        organisation=_value(organisation.get("name")),
        place=", ".join(part for part in place if part),
        starts_on=_date(item.get("start-date")),
        ends_on=_date(item.get("end-date")),
        url=_value(item.get("url")),
        identifiers=_identifiers(item),
        stated_by=_value(source.get("source-name")),
        on_behalf_of=_value(source.get("assertion-origin-name")),
    )


def _date(value: Any) -> str:
    parts = _dict(value)
    return dates.partial_date(*(_value(parts.get(part)) for part in ("year", "month", "day")))


def _stated(item: dict[str, Any]) -> str:
    """ "Demo Org on behalf of somebody", else the path of the work."""
    source = _dict(item.get("source"))
    names = [_value(source.get(key)) for key in ("source-name", "assertion-origin-name")]
    told = " on behalf of ".join(name for name in names if name)
    return told or _value(item.get("path"))


def _raw(item: dict[str, Any]) -> str:
    return json.dumps(item, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("value", value.get("content"))
    return plain(value) if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _whole(value: Any) -> int:
    text = str(value)
    return int(text) if text.isdecimal() else 0
