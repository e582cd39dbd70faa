"""What a record says of the person as such, beside what the profile says: headline, birth, contact."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import inspect

from portal.accounts.models import Account
from portal.core.requests import visible
from portal.core.text import exact
from portal.registry.actions import edit_basics
from portal.registry.formats.dates import read_date
from portal.registry.importing.comparing import RowStatus
from portal.registry.importing.models import ImportRow
from portal.registry.importing.places import place_written
from portal.registry.models import Audience, Person

BASICS = (
    *("called_name", "family_name", "headline", "bio", "sector", "sex", "birth_date"),
    *("contact_email", "contact_phone", "commune", "availability", "availability_until"),
)
"""What is compared; the full name is the one field of truth and no file changes it."""
READERS = {
    "sex": "sex_visibility",
    "birth_date": "birth_visibility",
    "contact_email": "contact_visibility",
    "contact_phone": "contact_visibility",
    "commune": "commune_visibility",
}
"""Who may see which of them: set with a value that was empty, never changed by a file."""
_LONGEST = {"bio": 20_000}


@dataclass
class ComparedBasics:
    """The row of the person as such."""

    row: ImportRow
    status: RowStatus
    differences: list[tuple[str, Any, Any]] = field(default_factory=list)
    is_plain = False
    kind = None


def compare_basics(row: ImportRow, person: Person) -> ComparedBasics:
    read = typed_basics(row.parsed["basics"])
    found = [
        (name, stored, value)
        for name in BASICS
        if (value := read.get(name)) not in (None, "")
        and not _is_same(stored := getattr(person, name), value)
    ]
    return ComparedBasics(row, RowStatus.CHANGED if found else RowStatus.SAME, found)


def _is_same(stored: Any, read: Any) -> bool:
    if isinstance(stored, str) and isinstance(read, str):
        return exact(stored) == exact(read)
    return bool(stored == read)


def typed_basics(values: dict[str, Any]) -> dict[str, Any]:
    """The values as a person's columns take them; what they do not take is left out."""
    types = {column.key: column.columns[0].type for column in inspect(Person).column_attrs}
    wanted = (*BASICS, *READERS.values())
    found = {name: _typed(name, types.get(name), values.get(name)) for name in wanted}
    return {name: value for name, value in found.items() if value not in (None, "")}


def _typed(name: str, type_: Any, given: Any) -> Any:
    text = visible(given).strip() if isinstance(given, str) else ""
    choices = getattr(type_, "enum_class", None)
    if choices is not None:
        return choices(text) if text in set(choices) else None
    if name == "commune":
        return place_written(text) if text else None
    if name == "availability_until":
        day = read_date(text)
        return date.fromisoformat(day) if len(day) == 10 else None
    if name == "birth_date":
        return read_date(text) or None
    return text[: _LONGEST.get(name, 300)]


def take_over_basics(compared: ComparedBasics, person: Person, *, actor: Account) -> None:
    """Change what differs; readers come along only for a value that was empty, and only by the owner."""
    read = typed_basics(compared.row.parsed["basics"])
    values = {name: value for name, _stored, value in compared.differences}
    if person.account_id in (None, actor.id):
        for name, reader in READERS.items():
            is_new = name in values and not getattr(person, name)
            others = [one for one, same in READERS.items() if same == reader and one != name]
            if is_new and reader in read and not any(getattr(person, one) for one in others):
                values[reader] = Audience(read[reader])
    edit_basics(person, values, actor=actor, seen=person.version)
