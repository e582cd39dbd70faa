"""What a line of a career is in the registry's words; where the line leaves it open, the person says."""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from portal.core.text import fold
from portal.registry.formats.shape import (
    Aside,
    Format,
    ParsedAffiliation,
    ParsedItem,
    ParsedSource,
)
from portal.registry.names import split_titles

_LEVELS = (
    ("doctor_of_science", r"tien si khoa hoc|tien sy khoa hoc|tskh|doctor of science|d\.?sc\b"),
    ("doctor", r"tien si|tien sy|ph\.? ?d\b|d\.? ?phil\b|doctor of|doctorate|\bdr\b|^ts\b"),
    ("specialist_2", r"chuyen khoa (?:cap )?(?:ii|2)\b|\bckii\b|\bck2\b"),
    ("specialist_1", r"chuyen khoa (?:cap )?(?:i|1)\b|\bcki\b|\bck1\b"),
    ("master", r"thac si|thac sy|\bths\b|master|m\.? ?sc\b|\bm\.?a\.?\b|\bmba\b|m\.? ?eng\b"),
    ("physician", r"bac si|bac sy|\bm\.?d\.?\b|doctor of medicine|mbbs"),
    ("engineer", r"ky su|engineer(?!ing)"),
    ("bachelor", r"cu nhan|bachelor|b\.? ?sc\b|\bb\.?a\.?\b|b\.? ?eng\b|licence\b"),
    ("college", r"cao dang|associate degree"),
    ("vocational", r"trung cap"),
)
_COURSE = re.compile(r"khoa hoc|boi duong|tap huan|training|course|workshop|summer school")
_STATE_TITLES = re.compile(
    r"(?:nha giao|nghe si|thay thuoc|nghe nhan) (?:nhan dan|uu tu)|anh hung lao dong"
)
_APPOINTMENTS = {
    "employment": "employment",
    "invited-position": "invited_position",
    "service": "service",
}
_ONLY_SHOWN = "membership"


def items_of(lines: Iterable[ParsedAffiliation]) -> tuple[list[ParsedItem], list[Aside]]:
    """One item a fact, however many sources tell it, and what is only shown."""
    items: dict[tuple[str, int], ParsedItem] = {}
    asides: list[Aside] = []
    for number, line in enumerate(lines):
        if line.kind == _ONLY_SHOWN:
            asides.append(_aside(line))
            continue
        place = (line.kind, line.group or -number - 1)
        if place in items:
            items[place].sources.append(_source(line))
        else:
            items[place] = _item(line)
    return list(items.values()), asides


def _aside(line: ParsedAffiliation) -> Aside:
    text = ", ".join(part for part in (line.role, line.organisation) if part)
    return Aside(
        line.kind, text, " – ".join(part for part in (line.starts_on, line.ends_on) if part)
    )


def _source(line: ParsedAffiliation) -> ParsedSource:
    told = "|".join((line.role, line.organisation, line.starts_on, line.ends_on))
    reference = line.reference or f"#{sha256(told.encode()).hexdigest()[:16]}"
    return ParsedSource(
        Format.ORCID, reference[:300], stated_by=line.stated_by, on_behalf_of=line.on_behalf_of
    )


def _item(line: ParsedAffiliation) -> ParsedItem:
    made = _WRITERS.get(line.kind, _open_line)(line)
    made.sources = [_source(line)]
    made.note = " · ".join(part for part in (line.place, line.url) if part)[:300]
    return made


def _appointment(line: ParsedAffiliation) -> ParsedItem:
    return ParsedItem(
        "appointment",
        {
            "appointment_kind": _APPOINTMENTS.get(line.kind, "employment"),
            "role": line.role or line.department or "–",
            "department": line.department if line.role else "",
            "organisation": line.organisation,
            "starts": line.starts_on,
            "ends": line.ends_on,
        },
    )


def _education(line: ParsedAffiliation) -> ParsedItem:
    """A degree once the study ended, if its level is named; else a study, or a question."""
    if not line.ends_on:
        return ParsedItem("training", _study(line, is_completed=False))
    level = level_in(line.role)
    if level:
        return ParsedItem("degree", _degree(line, level))
    return ParsedItem("training", _study(line), choices=_education_choices(line))


def _education_choices(line: ParsedAffiliation) -> dict[str, dict[str, Any]]:
    choices = {
        name: {"kind": "degree", "values": _degree(line, name)}
        for name, _signs in reversed(_LEVELS)
    }
    return choices | {"training": {"kind": "training", "values": _study(line)}}


def level_in(role: str) -> str:
    """The level of degree that the words name; "" where they name none."""
    folded = fold(role)
    return next((level for level, signs in _LEVELS if re.search(signs, folded)), "")


def _degree(line: ParsedAffiliation, level: str) -> dict[str, Any]:
    return {
        "level": level,
        "discipline": _discipline(line.role) or line.department or line.role,
        "organisation": line.organisation,
        "country": line.country if line.country not in ("", "VN") else "",
        "starts": line.starts_on,
        "awarded": line.ends_on,
    }


def _discipline(role: str) -> str:
    """ "PhD in Geography", "Tiến sĩ Y học": what is left behind the degree."""
    bare = split_titles(role)[1]
    return re.sub(r"^(?:in|of|ngành|chuyên ngành)\s+", "", bare, flags=re.IGNORECASE)


def _study(line: ParsedAffiliation, *, is_completed: bool = True) -> dict[str, Any]:
    return {
        "course": line.role or line.department or line.organisation,
        "organiser": line.organisation,
        "starts": line.starts_on,
        "ends": line.ends_on,
        "is_completed": is_completed,
    }


def _qualification(line: ParsedAffiliation) -> ParsedItem:
    if _COURSE.search(fold(line.role)):
        return ParsedItem("training", _study(line))
    return ParsedItem("credential", _certificate(line))


def _certificate(line: ParsedAffiliation) -> dict[str, Any]:
    return {
        "name": line.role or line.department or line.organisation,
        "issuer": line.organisation,
        "issued": line.ends_on or line.starts_on,
    }


def _distinction(line: ParsedAffiliation) -> ParsedItem:
    name, day = line.role or line.department or line.organisation, line.starts_on or line.ends_on
    if _STATE_TITLES.search(fold(name)):
        return ParsedItem("title", {"name": name, "year": int(day[:4]) if day else None})
    return ParsedItem("distinction", {"name": name, "issuer": line.organisation, "awarded": day})


def _open_line(line: ParsedAffiliation) -> ParsedItem:
    """A single item that does not say of what section it is."""
    made = _appointment(line)
    award = _distinction(line)
    made.choices = {
        "appointment": {"kind": "appointment", "values": made.values},
        **_education_choices(line),
        "credential": {"kind": "credential", "values": _certificate(line)},
        award.kind: {"kind": award.kind, "values": award.values},
    }
    return made


_WRITERS = {
    "employment": _appointment,
    "invited-position": _appointment,
    "service": _appointment,
    "education": _education,
    "qualification": _qualification,
    "distinction": _distinction,
}
