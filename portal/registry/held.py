"""Everything held about one person: each feature adds its part, and says what it leaves out and why.

The versioned JSON is for machines, the paper for people; both are made from the same parts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from flask_babel.speaklater import LazyString
from sqlalchemy import ColumnElement, inspect, select

from portal.core import clock
from portal.core.db import db
from portal.registry.models import Person

FORMAT, FORMAT_VERSION = "hien-tai.held", 1
Rows = list[dict[str, Any]]
Read = Callable[[Person], Rows]

_DERIVED = frozenset({"folded", "sort_given", "sort_full", "slug", "version"})
_SECRET = ("_hash", "_digest", "_sealed", "_secret", "national_id_key")
"""What proves an identity or opens a door is no knowledge about a person, and would harm in a file."""


@dataclass(frozen=True)
class HeldPart:
    """One part: its key in the JSON, its title, the tables it answers for, how it is read."""

    name: str
    title: str | LazyString
    tables: tuple[type[Any], ...]
    read: Read


_parts: dict[str, HeldPart] = {}
_left_out: dict[type[Any], str] = {}


def held(name: str, title: str | LazyString, *tables: type[Any]) -> Callable[[Read], Read]:
    """Register `read(person)`: the rows of these tables that are about the person, or their account."""

    def register(read: Read) -> Read:
        _parts[name] = HeldPart(name, title, tables, read)
        return read

    return register


def leave_out(table: type[Any], reason: str) -> None:
    """Say that a table which names people is not handed out, and why; the reason stands in the file."""
    _left_out[table] = reason


def answered_tables() -> set[type[Any]]:
    """Every table that some part answers for or that is left out with a reason."""
    return {table for part in _parts.values() for table in part.tables} | set(_left_out)


def rows_of(model: type[Any], *where: ColumnElement[bool], but: Iterable[str] = ()) -> Rows:
    """The matching rows as plain data, without derived columns and without secrets."""
    hidden = {*_DERIVED, *but}
    names = [
        column.key
        for column in inspect(model).column_attrs
        if column.key not in hidden and not column.key.endswith(_SECRET)
    ]
    found = db.session.scalars(select(model).where(*where).order_by(*inspect(model).primary_key))
    return [{name: _plain(getattr(row, name)) for name in names} for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def everything_about(person: Person) -> dict[str, Any]:
    """All parts under their names; the keys of a version are never renamed."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "made_at": clock.now().isoformat(),
        "person": {"id": person.id, "full_name": person.full_name, "url": person.url},
        "parts": {name: part.read(person) for name, part in _parts.items()},
        "left_out": {table.__tablename__: reason for table, reason in _left_out.items()},
    }


def parts() -> list[HeldPart]:
    """The parts in the order of the floors."""
    return list(_parts.values())


def titles() -> list[tuple[str, str]]:
    """The parts by name, with their titles in the reader's language."""
    return [(name, str(part.title)) for name, part in _parts.items()]
