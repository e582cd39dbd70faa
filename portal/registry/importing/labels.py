"""How imported rows, their states and their parts read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.access import current_actor
from portal.core.dates import show_partial_date
from portal.core.i18n import label, register_labels, show_day
from portal.registry.formats import ParsedSource
from portal.registry.importing.basics import ComparedBasics
from portal.registry.importing.comparing import Compared, RowStatus
from portal.registry.importing.places import written_place
from portal.registry.labels import PLURALS
from portal.registry.models import DegreeLevel, ItemKind, Person, WorkType
from portal.registry.plain import PARTIAL_DATES, columns_of
from portal.units.models import Unit

_MOST_SOURCES = 5
register_labels(
    {
        RowStatus.NEW: _l("New"),
        RowStatus.KNOWN: _l("In the registry, not on the profile"),
        RowStatus.SAME: _l("On the profile already"),
        RowStatus.CHANGED: _l("Told differently"),
    }
)

STATUS_TONES = {
    RowStatus.NEW: "open",
    RowStatus.KNOWN: "open",
    RowStatus.SAME: "ok",
    RowStatus.CHANGED: "wait",
}

ATTRIBUTES = {
    "title": _l("Title of the work"),
    "type": _l("Kind of work"),
    "container": _l("Appeared in"),
    "issued": _l("Date of publication"),
    "language": _l("Language"),
    "url": _l("Web address"),
    "doi": "DOI",
    "full_name": _l("Name"),
    "name": _l("Name"),
    "name_kind": _l("Kind"),
    "family_name": _l("Family name"),
    "given_name": _l("Given name"),
    "called_name": _l("Called by"),
    "headline": _l("What you do"),
    "bio": _l("About me"),
    "sector": _l("Sector"),
    "sex": _l("Sex"),
    "birth_date": _l("Date of birth"),
    "contact_email": _l("E-mail"),
    "contact_phone": _l("Telephone"),
    "commune": _l("Place of living"),
    "availability": _l("Availability"),
    "availability_until": _l("Until"),
    "identifier_kind": _l("Kind"),
    "value": _l("Identifier"),
    "appointment_kind": _l("Kind"),
    "role": _l("Role"),
    "department": _l("Department"),
    "organisation": _l("Workplace or institution"),
    "job_category": _l("Job category"),
    "job_position": _l("Job position"),
    "starts": _l("From"),
    "ends": _l("To"),
    "level": _l("Level"),
    "discipline": _l("Discipline"),
    "thesis": _l("Title of the thesis"),
    "country": _l("Country"),
    "diploma_number": _l("Diploma number"),
    "awarded": _l("Awarded"),
    "rank": _l("Academic rank"),
    "year": _l("Year"),
    "council": _l("Council"),
    "decision_number": _l("Decision number"),
    "abbreviation": _l("Abbreviation"),
    "issuer": _l("Issued by"),
    "number": _l("Number"),
    "valid_until": _l("Valid until"),
    "course": _l("Course"),
    "organiser": _l("Organiser"),
    "certificate": _l("Certificate"),
    "is_completed": _l("Completed"),
    "code": _l("Code"),
    "funder": _l("Funder"),
    "budget": _l("Budget"),
    "currency": _l("Currency"),
    "funding_type": _l("Kind of funding"),
    "result": _l("Result"),
    "student": _l("Student"),
    "part": _l("Part"),
    "topic": _l("Topic"),
    "institution": _l("Institution"),
    "word": _l("Keyword"),
}
"""What the compared attributes are called."""

ACCEPT = {
    RowStatus.NEW: _l("Add to the profile"),
    RowStatus.KNOWN: _l("Add to the profile"),
    RowStatus.SAME: _l("Note this list as another source"),
    RowStatus.CHANGED: _l("Change the profile as this list says"),
}
"""What ticking a row does."""

ASIDES = {
    "membership": _l(
        "Memberships are kept by the associations: once yours has entered you,"
        " the membership stands on the profile by itself."
    ),
    "peer-review": _l(
        "Reviews are not taken over one by one; state the service as an appointment if you like."
    ),
    "research-resource": _l("Use of research facilities has no place on the profile."),
    "biography": _l("Copy from the biography what you like into “About me”."),
}
"""Why lines of this kind are only shown."""


def heading(kind: ItemKind | None) -> str:
    """What a group of rows is called."""
    return str(PLURALS[kind]) if kind is not None else _("The person")


def shown(attribute: str, value: Any, kind: ItemKind | None = None) -> str:
    """A compared value as people read it."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Unit):
        return written_place(value)
    if isinstance(value, date):
        return show_day(value)
    if attribute in PARTIAL_DATES or attribute == "birth_date":
        return show_partial_date(str(value))
    if attribute == "type":
        return label(WorkType(value))
    choices = None if kind is None else _choices(kind, attribute)
    if choices is not None and value in set(choices):
        return label(choices(value))
    return label(value) if hasattr(value, "value") else str(value)


def _choices(kind: ItemKind, attribute: str) -> Any:
    return getattr(columns_of(kind).get(attribute), "enum_class", None)


def answers(choices: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """What a line may be: degrees by their level, anything else by its kind."""
    return [
        (answer, label(DegreeLevel(answer) if one["kind"] == "degree" else ItemKind(one["kind"])))
        for answer, one in choices.items()
    ]


def told_by(sources: Sequence[ParsedSource]) -> list[str]:
    """Who states it and on whose behalf, each once."""
    told = dict.fromkeys((one.stated_by, one.on_behalf_of) for one in sources if one.stated_by)
    return [
        _("Written by %(who)s on behalf of %(whom)s", who=who, whom=whom)
        if whom not in ("", who)
        else _("Written by %(who)s", who=who)
        for who, whom in list(told)[:_MOST_SOURCES]
    ]


def is_work(one: Any) -> bool:
    return isinstance(one, Compared)


def is_basics(one: Any) -> bool:
    return isinstance(one, ComparedBasics)


def is_own(person: Person) -> bool:
    """Whether the reader is the person."""
    actor = current_actor()
    return actor is not None and person.account_id == actor.id
