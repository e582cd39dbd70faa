"""The lines of a career as ORCID tells them: education, employment, membership, distinction …"""

from collections.abc import Iterator
from typing import Any

from portal.registry.formats.orcid.values import (
    date_of,
    first_shown,
    identifiers_of,
    names_of_source,
    record,
    records,
    value,
)
from portal.registry.formats.shape import ParsedAffiliation

SECTIONS = {
    "employments": "employment",
    "invited-positions": "invited-position",
    "services": "service",
    "educations": "education",
    "qualifications": "qualification",
    "distinctions": "distinction",
    "memberships": "membership",
}
KINDS = (*SECTIONS.values(), "invited-postition")
"""ORCID's own Java class misspells one of them."""


def is_affiliation(content: dict[str, Any]) -> bool:
    return "organization" in content and ("role-title" in content or "start-date" in content)


def read(content: Any) -> Iterator[ParsedAffiliation]:
    """Each line, section by section, in ORCID's order; lines of one group stand together."""
    if not isinstance(content, dict):
        return
    if is_affiliation(content):
        yield _affiliation(content, _kind_of(content), 0)
    for kind in KINDS:
        for number, one in enumerate(records(content.get(kind))):
            yield _affiliation(one, _spelt(kind), number)
    activities = record(content.get("activities-summary")) or content
    if "affiliation-group" in content:
        activities = {value(content.get("path")).rpartition("/")[2]: content}
    number = 0
    for section, kind in SECTIONS.items():
        for group in _groups(activities.get(section), kind):
            number += 1
            for one in group:
                yield _affiliation(one, kind, number)


def _groups(section: Any, kind: str) -> list[list[dict[str, Any]]]:
    """The groups of a section, the one shown first before the others."""
    words = [f"{kind}-summary"] + ["invited-postition-summary"] * (kind == "invited-position")
    groups = []
    for group in records(record(section).get("affiliation-group")):
        found = [
            line
            for holder in [group, *records(group.get("summaries"))]
            for word in words
            for line in records(holder.get(word))
        ]
        if found:
            groups.append(first_shown(found))
    return groups


def _kind_of(content: dict[str, Any]) -> str:
    """What a single item is, where its path says so; the item itself never does."""
    return next((_spelt(kind) for kind in KINDS if f"/{kind}/" in value(content.get("path"))), "")


def _spelt(kind: str) -> str:
    return kind.replace("postition", "position")


def _affiliation(item: dict[str, Any], kind: str, group: int) -> ParsedAffiliation:
    organisation = record(item.get("organization"))
    address = record(organisation.get("address"))
    place = [value(address.get(part)) for part in ("city", "region", "country")]
    stated_by, on_behalf_of = names_of_source(item)
    return ParsedAffiliation(
        kind=kind,
        role=value(item.get("role-title")),
        department=value(item.get("department-name")),
        organisation=value(organisation.get("name")),
        place=", ".join(part for part in place if part),
        starts_on=date_of(item.get("start-date")),
        ends_on=date_of(item.get("end-date")),
        url=value(item.get("url")),
        identifiers=identifiers_of(item),
        stated_by=stated_by,
        on_behalf_of=on_behalf_of,
        reference=value(item.get("path")),
        country=value(address.get("country")),
        group=group,
    )
