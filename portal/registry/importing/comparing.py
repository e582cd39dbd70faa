"""What a row would change: new, in the registry already, on the profile, or told differently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from portal.core.db import db
from portal.core.text import exact, fold
from portal.registry.formats import ParsedWork
from portal.registry.importing.authorship import likely_author
from portal.registry.importing.models import ImportRow
from portal.registry.models import (
    Contribution,
    IdentifierKind,
    Person,
    PersonIdentifier,
    PersonName,
    Work,
    WorkType,
)


class RowStatus(StrEnum):
    NEW = "new"
    KNOWN = "known"
    SAME = "same"
    CHANGED = "changed"


COMPARED = ("title", "type", "container", "issued", "language", "url")
"""What of a work is compared and, where accepted, taken over."""


@dataclass
class Compared:
    """A row beside what the registry knows."""

    row: ImportRow
    parsed: ParsedWork
    title: str
    status: RowStatus
    work: Work | None
    me: int | None
    """The contributor who is likely the person."""
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    """(attribute, as stored, as read)."""
    kind = None

    @property
    def is_plain(self) -> bool:
        """Whether it adds a work in which the person is found without asking."""
        adds = self.status in (RowStatus.NEW, RowStatus.KNOWN)
        return adds and (self.me is not None or not self.parsed.contributors)


@dataclass(frozen=True)
class Known:
    """By what a person is recognised among authors."""

    names: frozenset[str]
    orcids: frozenset[str]


def compare(rows: Sequence[ImportRow], person: Person) -> list[Compared]:
    """Each row with its status, in a number of statements that does not grow with the rows."""
    parsed = [row.parsed_work for row in rows]
    works = Candidates(_candidates(parsed))
    known = known_of(person)
    return [
        _compared(row, work, works, person, known) for row, work in zip(rows, parsed, strict=True)
    ]


def shown_title(parsed: ParsedWork) -> str:
    """The title, or what stands for it where a source gives none."""
    issue = " ".join(
        part for part in (parsed.volume, f"({parsed.issue})" if parsed.issue else "") if part
    )
    place = ", ".join(part for part in (parsed.container, issue) if part)
    first = parsed.identifiers[0].value if parsed.identifiers else ""
    return parsed.title or place or first


def contribution_of(work: Work, person: Person) -> Contribution | None:
    return next((one for one in work.contributions if one.person_id == person.id), None)


class Candidates:
    """The works that may be meant, by DOI and by title."""

    def __init__(self, works: Iterable[Work]) -> None:
        self.by_doi: dict[str, Work] = {}
        self.by_title: dict[str, list[Work]] = {}
        for work in works:
            if work.doi:
                self.by_doi[work.doi] = work
            self.by_title.setdefault(work.folded, []).append(work)


def known_of(person: Person) -> Known:
    """The person's names and ORCID iDs; two statements."""
    names = db.session.scalars(
        select(PersonName.full_name).where(PersonName.person_id == person.id)
    )
    orcids = db.session.scalars(
        select(PersonIdentifier.normal).where(
            PersonIdentifier.person_id == person.id,
            PersonIdentifier.identifier_kind == IdentifierKind.ORCID,
            PersonIdentifier.normal.is_not(None),
        )
    )
    return Known(frozenset({person.full_name, *names}), frozenset(filter(None, orcids)))


def _candidates(parsed: Iterable[ParsedWork]) -> list[Work]:
    dois = {work.doi for work in parsed if work.doi}
    titles = {fold(shown_title(work))[:300] for work in parsed}
    query = (
        select(Work)
        .where(or_(Work.doi.in_(dois), Work.folded.in_(titles)))
        .options(selectinload(Work.contributions))
        .order_by(Work.id)
    )
    return list(db.session.scalars(query))


def _compared(
    row: ImportRow, parsed: ParsedWork, works: Candidates, person: Person, known: Known
) -> Compared:
    work = _match(works, parsed, person)
    me = parsed.mine
    if me is None:
        me = likely_author(parsed.contributors, names=known.names, orcids=known.orcids)
    result = Compared(row, parsed, shown_title(parsed), RowStatus.NEW, work, me)
    if work is None:
        return result
    if contribution_of(work, person) is None:
        result.status = RowStatus.KNOWN
        return result
    result.differences = differences(work, parsed)
    result.status = RowStatus.CHANGED if result.differences else RowStatus.SAME
    return result


def _match(works: Candidates, parsed: ParsedWork, person: Person) -> Work | None:
    """By DOI; else by title, year and at least one common author, unless the DOIs differ."""
    if parsed.doi and parsed.doi in works.by_doi:
        return works.by_doi[parsed.doi]
    alike = works.by_title.get(fold(shown_title(parsed))[:300], ())
    return next((one for one in alike if _is_alike(one, parsed, person)), None)


def _is_alike(work: Work, parsed: ParsedWork, person: Person) -> bool:
    if work.doi and parsed.doi:
        return False
    if _numbers(work.identifiers) & {(one.type, one.normalised) for one in parsed.identifiers}:
        return True
    year = parsed.issued[:4]
    if work.year and year and str(work.year) != year:
        return False
    authors = {fold(one.name) for one in parsed.contributors}
    return any(
        one.person_id == person.id or one.folded in authors for one in work.contributions
    ) or not (work.contributions or authors)


def _numbers(stored: list[dict[str, str]]) -> set[tuple[str, str]]:
    """Identifiers of the work itself: a patent's number, a book's ISBN."""
    return {
        (one["type"], one["normalised"])
        for one in stored
        if one.get("normalised") and one.get("relationship") == "self"
    }


def differences(work: Work, parsed: ParsedWork) -> list[tuple[str, str, str]]:
    """What the source says otherwise; where it says nothing, or less exactly, is no difference."""
    found = []
    for name in COMPARED:
        stored, read = str(getattr(work, name) or ""), str(getattr(parsed, name) or "")
        if name == "title":
            read = shown_title(parsed)
        if not read or _says_the_same(name, stored, read):
            continue
        found.append((name, stored, read))
    if parsed.doi and not work.doi:
        found.append(("doi", "", parsed.doi))
    return found


def _says_the_same(name: str, stored: str, read: str) -> bool:
    if name == "issued":
        return stored.startswith(read)
    if name == "type":
        return read in (stored, WorkType.OTHER, WorkType.UNDEFINED)
    return exact(stored) == exact(read)
