"""ORCID 3.0, as JSON or as XML: a whole record, one of its sections, a bulk, a single item."""

from typing import Any

from portal.registry.formats.orcid import affiliations, career, person, works
from portal.registry.formats.orcid.xml import NotOrcidXml, from_xml
from portal.registry.formats.shape import Format, ParsedWorks

__all__ = ["NotOrcidXml", "from_xml", "is_orcid", "read"]

_SIGNS = frozenset(
    ("activities-summary", "orcid-identifier", "bulk", "group", "work-summary", "affiliation-group")
)


def is_orcid(content: Any) -> bool:
    """Whether the JSON has the shape of ORCID's."""
    if isinstance(content, list):
        return bool(content) and is_orcid(content[0])
    if not isinstance(content, dict):
        return False
    if isinstance(content.get("records"), list):
        return is_orcid(content["records"])
    return (
        bool(_SIGNS & set(content))
        or works.is_work(content)
        or affiliations.is_affiliation(content)
        or bool(set(affiliations.SECTIONS) & set(content))
        or person.is_person(content)
    )


def read(content: Any) -> ParsedWorks:
    """Everything a record says that the registry keeps, and beside it what is only shown."""
    result = ParsedWorks(Format.ORCID, owner=person.owner_of(content))
    works.read(content, result)
    result.affiliations = list(affiliations.read(content))
    lines, asides = career.items_of(result.affiliations)
    result.items = [*person.items_of(content), *lines]
    result.asides = [*asides, *person.asides_of(content)]
    result.is_whole = isinstance(content, dict) and "activities-summary" in content
    return result
