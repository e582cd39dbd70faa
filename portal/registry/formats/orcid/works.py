"""The works of ORCID 3.0: of a whole record, of its works section, a bulk, one work, a task list."""

import json
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from portal.core.text import fold
from portal.registry.formats import bibtex, csl, identifiers, people, types
from portal.registry.formats.orcid.values import (
    date_of,
    first_shown,
    identifiers_of,
    names_of_source,
    record,
    records,
    several,
    value,
)
from portal.registry.formats.shape import (
    Format,
    ParsedContributor,
    ParsedSource,
    ParsedWork,
    ParsedWorks,
)
from portal.registry.models.work_type import CreditRole

_ROLES = frozenset(
    (
        *("author", "assignee", "editor", "chair-or-translator", "co-investigator", "co-inventor"),
        *("graduate-student", "other-inventor", "principal-investigator"),
        *("postdoctoral-researcher", "support-staff"),
    )
)
_CREDIT = frozenset(CreditRole)


def is_work(content: dict[str, Any]) -> bool:
    title = content.get("title")
    return isinstance(title, dict) and "title" in title and "organization" not in content


def read(content: Any, result: ParsedWorks) -> None:
    """Works, one per group of a record; a line of a bulk that says nothing is reported."""
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


def _groups(content: Any) -> Iterator[list[dict[str, Any]]]:
    """The works of one group together: several sources of one work."""
    if isinstance(content, list):
        yield from ([one] for one in content if isinstance(one, dict) and is_work(one))
        return
    if is_work(content):
        yield [content]
    for one in records(content.get("records")):
        if is_work(one):
            yield [one]
    for line in several(content.get("bulk")):
        for one in records(record(line).get("work")):
            yield [one]
    holder = record(record(content.get("activities-summary")).get("works")) or content
    for group in several(holder.get("group")):
        yield first_shown(records(record(group).get("work-summary")))


def _work(item: dict[str, Any]) -> ParsedWork:
    title = record(item.get("title"))
    citation = record(item.get("citation"))
    work = ParsedWork(
        type=types.of_orcid(value(item.get("type"))),
        title=value(title.get("title")),
        subtitle=value(title.get("subtitle")),
        contributors=_contributors(record(item.get("contributors")).get("contributor")),
        issued=date_of(item.get("publication-date")),
        container=value(item.get("journal-title")),
        language=value(item.get("language-code")),
        url=value(item.get("url")),
        abstract=value(item.get("short-description")),
        identifiers=identifiers_of(item),
        format=Format.ORCID,
        sources=[_source(item)],
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
    for line in several(lines):
        made = _contributor(record(line))
        known = by_person.setdefault((made.name, made.orcid), made)
        if known is not made and made.credit:
            known.credit += [role for role in made.credit if role not in known.credit]
        elif made.name or made.orcid:
            found.append(made)
    return people.numbered(found)


def _contributor(line: dict[str, Any]) -> ParsedContributor:
    orcid = record(line.get("contributor-orcid"))
    attributes = record(line.get("contributor-attributes"))
    given = [attributes.get("contributor-role")]
    given += [
        record(one).get("contributorRole", record(one).get("contributor-role"))
        for one in several(line.get("rolesAndSequences"))
    ]
    slugs = [_slug(role) for role in given if role]
    sequence = value(attributes.get("contributor-sequence")).lower()
    made = people.of_literal(value(line.get("credit-name")))
    made.role = next((slug for slug in slugs if slug in _ROLES), "author")
    made.credit = [slug for slug in slugs if slug in _CREDIT]
    made.sequence = "first" if sequence == "first" else "additional"
    made.orcid = identifiers.normal_orcid(value(orcid.get("path")) or value(orcid.get("uri")))
    return made


def _slug(role: Any) -> str:
    """ "AUTHOR", "co_inventor", "http://credit.niso.org/contributor-roles/software/"."""
    return value(role).rstrip("/").rpartition("/")[2].lower().replace("_", "-")


def _source(item: dict[str, Any]) -> ParsedSource:
    """ "Demo Org on behalf of somebody", else the path of the work."""
    stated_by, on_behalf_of = names_of_source(item)
    told = " on behalf of ".join(name for name in (stated_by, on_behalf_of) if name)
    return ParsedSource(
        Format.ORCID,
        (told or value(item.get("path")))[:200],
        json.dumps(item, ensure_ascii=False),
        stated_by=stated_by,
        on_behalf_of=on_behalf_of,
    )
