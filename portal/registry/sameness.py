"""When two items of a person are one fact: by what cannot differ, and by what may be said less exactly."""

from typing import Any

from portal.core.text import exact, fold
from portal.registry.models import ItemKind
from portal.registry.plain import PARTIAL_DATES, said_by

_FIRM: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.NAME: ("full_name",),
    ItemKind.IDENTIFIER: ("identifier_kind", "value"),
    ItemKind.APPOINTMENT: ("appointment_kind", "role", "organisation"),
    ItemKind.DEGREE: ("level", "discipline", "organisation"),
    ItemKind.RANK: ("rank",),
    ItemKind.TITLE: ("name",),
    ItemKind.CREDENTIAL: ("name", "issuer"),
    ItemKind.TRAINING: ("course", "organiser"),
    ItemKind.PROJECT_ROLE: ("name",),
    ItemKind.DISTINCTION: ("name",),
    ItemKind.LANGUAGE: ("language",),
    ItemKind.SUPERVISION: ("student", "topic", "level"),
    ItemKind.FIELD: ("code",),
    ItemKind.KEYWORD: ("word",),
}
"""What two tellings of one fact have in common, diacritics aside."""
BARE = frozenset(
    {ItemKind.NAME, ItemKind.IDENTIFIER, ItemKind.KEYWORD, ItemKind.FIELD, ItemKind.LANGUAGE}
)
"""Kinds that say one thing only: where that differs, it is another fact, whatever its place in a source."""
_SOFT: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.APPOINTMENT: ("starts",),
    ItemKind.DEGREE: ("awarded",),
    ItemKind.TITLE: ("year",),
    ItemKind.CREDENTIAL: ("issued", "number"),
    ItemKind.TRAINING: ("starts",),
    ItemKind.PROJECT_ROLE: ("code",),
    ItemKind.DISTINCTION: ("awarded",),
}
"""What agrees where both say it: the year of a date, a number."""


def fingerprint(kind: ItemKind, values: dict[str, Any]) -> str:
    """The fact in one line, by which a refusal is remembered and a row is known in another file."""
    firm = [_firm(kind, name, values) for name in _FIRM[kind]]
    soft = [_soft(name, values) for name in _SOFT.get(kind, ())]
    return "|".join([kind.value, *firm, *soft])[:400]


def is_one_fact(kind: ItemKind, one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether both say the same fact, one perhaps less exactly."""
    if any(_firm(kind, name, one) != _firm(kind, name, other) for name in _FIRM[kind]):
        return False
    pairs = [(_soft(name, one), _soft(name, other)) for name in _SOFT.get(kind, ())]
    return all(a == b for a, b in pairs if a and b)


def _firm(kind: ItemKind, name: str, values: dict[str, Any]) -> str:
    text = str(values.get(name) or "")
    if kind is ItemKind.NAME:
        return exact(text)
    if kind is ItemKind.IDENTIFIER and name == "value":
        bare = text.lower().removeprefix("https://").removeprefix("http://").rstrip("/")
        return bare.removeprefix("orcid.org/")
    return fold(text)


def _soft(name: str, values: dict[str, Any]) -> str:
    text = str(values.get(name) or "")
    return text[:4] if name in PARTIAL_DATES else fold(text)


def differences(kind: ItemKind, item: Any, read: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """(column, as stored, as read) where the source says otherwise; silence is no difference."""
    stored = said_by(item)
    return [
        (name, stored.get(name), value)
        for name, value in read.items()
        if value not in (None, "") and not _says_the_same(kind, name, stored.get(name), value)
    ]


def _says_the_same(kind: ItemKind, name: str, stored: Any, read: Any) -> bool:
    if name in _FIRM[kind] and kind is not ItemKind.PROJECT_ROLE:
        return True
    if stored in (None, ""):
        return False
    if name in PARTIAL_DATES:
        return str(stored).startswith(str(read))
    if isinstance(stored, str) and isinstance(read, str):
        return exact(stored) == exact(read)
    return bool(stored == read)
