"""Each kind of item in words: what the page, the CV and the search say of it, from one place.

`private` holds what only officers in scope and the owner read, whatever the item's audience.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal.core.dates import show_partial_date
from portal.core.i18n import current_language, label
from portal.registry.models import (
    AcademicRank,
    Appointment,
    Contribution,
    Credential,
    Degree,
    Distinction,
    HonoraryTitle,
    ItemKind,
    Keyword,
    LanguageSkill,
    PersonField,
    PersonIdentifier,
    PersonName,
    ProjectRole,
    Supervision,
    SupervisionPart,
    Training,
)


@dataclass(frozen=True)
class Line:
    """One item (an `Item` of any kind) in words."""

    item: Any
    title: str
    details: tuple[str, ...] = ()
    when: str = ""
    url: str = ""
    private: tuple[tuple[str, str], ...] = ()
    confirmed: str = ""
    """By which body and when it was confirmed, where the reader is told."""

    @property
    def text(self) -> str:
        return "; ".join(part for part in (self.title, *self.details) if part)


def line_of(item: Any) -> Line:
    """The item in words, in the reader's language."""
    title, details, when, url, private = _WRITERS[item.kind](item)
    return Line(
        item,
        title,
        tuple(part for part in details if part),
        when,
        url,
        tuple((name, value) for name, value in private if value),
    )


Parts = tuple[str, tuple[str, ...], str, str, tuple[tuple[str, str], ...]]


def period(starts: str | None, ends: str | None) -> str:
    """Two partial dates as one text; an open end reads "nay"."""
    begin = show_partial_date(starts)
    if starts and not ends:
        return _("%(begin)s – present", begin=begin)
    return " – ".join(part for part in (begin, show_partial_date(ends)) if part)


def place_of(item: Appointment | Degree) -> str:
    """The unit's name of that time where the register knows it, else the name as written."""
    return item.organisation or (item.unit.name if item.unit else "")


def _appointment(item: Appointment) -> Parts:
    details = (
        item.department,
        place_of(item),
        label(item.job_category),
        item.job_position if item.job_position != item.role else "",
    )
    return item.role, details, period(item.starts, item.ends), "", ()


def _degree(item: Degree) -> Parts:
    title = f"{label(item.level)}, {item.discipline}" if item.discipline else label(item.level)
    details = (place_of(item), item.country, item.thesis and _("Thesis: %(t)s", t=item.thesis))
    private = ((_("Diploma number"), item.diploma_number),)
    when = " – ".join(show_partial_date(day) for day in (item.starts, item.awarded) if day)
    return title, details, when, "", private


def _rank(item: AcademicRank) -> Parts:
    title = f"{label(item.rank)}, {item.discipline}" if item.discipline else label(item.rank)
    private = ((_("Decision number"), item.decision_number),)
    return title, (item.council,), str(item.year or ""), "", private


def _title(item: HonoraryTitle) -> Parts:
    private = ((_("Decision number"), item.decision_number),)
    return item.name, (), str(item.year or ""), "", private


def _credential(item: Credential) -> Parts:
    valid = show_partial_date(item.valid_until)
    details = (item.issuer, valid and _("valid until %(day)s", day=valid))
    private = ((_("Number"), item.number),)
    return item.name, details, show_partial_date(item.issued), "", private


def _training(item: Training) -> Parts:
    details = (
        item.organiser,
        item.certificate,
        "" if item.is_completed else _("not completed"),
    )
    return item.course, details, period(item.starts, item.ends), "", ()


def authors_of(item: Contribution) -> str:
    """The contributors' names as the work prints them, in their order."""
    return ", ".join(one.name for one in item.work.authors)


def _contribution(item: Contribution) -> Parts:
    work = item.work
    url = f"https://doi.org/{work.doi}" if work.doi else work.url
    details = (
        authors_of(item),
        work.container,
        label(work.form or work.type),
        work.recognised_by,
        label(work.recognition_level),
    )
    return work.title, details, show_partial_date(work.issued), url, ()


def _project_role(item: ProjectRole) -> Parts:
    project = item.project
    details = (label(item.role), label(project.level), project.code, project.funder, project.result)
    return project.name, details, period(project.starts, project.ends), "", ()


def _distinction(item: Distinction) -> Parts:
    private = ((_("Decision number"), item.decision_number),)
    return item.name, (item.issuer,), show_partial_date(item.awarded), "", private


def _language(item: LanguageSkill) -> Parts:
    return item.language, (item.level, item.certificate), "", "", ()


def _supervision(item: Supervision) -> Parts:
    title = item.topic or label(item.level)
    details = (
        label(item.level) if item.topic else "",
        label(item.part) if item.part is SupervisionPart.SECOND else "",
        item.institution,
    )
    return title, details, str(item.year or ""), "", ((_("Student"), item.student),)


def _field(item: PersonField) -> Parts:
    return item.field.name_in(current_language()), (), "", "", ()


def _keyword(item: Keyword) -> Parts:
    return item.word, (), "", "", ()


def _name(item: PersonName) -> Parts:
    return item.full_name, (label(item.name_kind),), "", "", ()


def _identifier(item: PersonIdentifier) -> Parts:
    details = (label(item.identifier_kind),)
    return item.title, details, "", identifier_url(item), ((_("Fault"), item.error),)


def identifier_url(item: PersonIdentifier) -> str:
    """Where the identifier leads; only web addresses are ever linked."""
    value = item.normal or ""
    if item.identifier_kind == "orcid" and value:
        return f"https://orcid.org/{value}"
    return value if value.startswith(("https://", "http://")) else ""


_WRITERS: dict[ItemKind, Callable[[Any], Parts]] = {
    ItemKind.APPOINTMENT: _appointment,
    ItemKind.DEGREE: _degree,
    ItemKind.RANK: _rank,
    ItemKind.TITLE: _title,
    ItemKind.CREDENTIAL: _credential,
    ItemKind.TRAINING: _training,
    ItemKind.CONTRIBUTION: _contribution,
    ItemKind.PROJECT_ROLE: _project_role,
    ItemKind.DISTINCTION: _distinction,
    ItemKind.LANGUAGE: _language,
    ItemKind.SUPERVISION: _supervision,
    ItemKind.FIELD: _field,
    ItemKind.KEYWORD: _keyword,
    ItemKind.NAME: _name,
    ItemKind.IDENTIFIER: _identifier,
}
