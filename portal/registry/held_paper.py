"""Everything held about one person as a paper: in words, with days as people read them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Boolean, Date, inspect

from portal.core import clock
from portal.core.dates import show_partial_date
from portal.core.documents import render_pdf
from portal.core.i18n import current_language, label, show_day
from portal.registry.held import HeldPart, Rows, everything_about, parts
from portal.registry.held_words import WORDS, is_for_people
from portal.registry.models import Person
from portal.registry.plain import PARTIAL_DATES
from portal.registry.queries.directory import unit_names

Columns = Mapping[str, Any]
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*\+00:00$")
_NOTHING: tuple[Any, ...] = (None, "", [], {})


def as_paper(person: Person) -> bytes:
    """Each part a heading, each row its filled fields."""
    data = {
        "name": person.full_name,
        "sections": sections_of(person),
        "lang": current_language(),
        "day": clock.today(),
        "rest": _("Numbers by which the portal's tables refer to each other are in the JSON file."),
    }
    return render_pdf("held", data)


def sections_of(person: Person) -> list[dict[str, Any]]:
    """The parts that hold something: their titles, and of each row the pairs (what, value)."""
    rows_by_part: dict[str, Rows] = everything_about(person)["parts"]
    every = _columns(parts())
    units = unit_names(_unit_ids(every, rows_by_part.values()))
    writer = _Writer(every, units)
    return [
        {
            "title": str(part.title),
            "rows": [writer.row(row, _columns([part])) for row in rows_by_part[part.name]],
        }
        for part in parts()
        if rows_by_part[part.name]
    ]


def _columns(parts: Iterable[HeldPart]) -> dict[str, Any]:
    """The columns of the parts' tables by name; where two share a name, the first."""
    found: dict[str, Any] = {}
    for part in parts:
        for table in part.tables:
            for attribute in inspect(table).column_attrs:
                found.setdefault(attribute.key, attribute.columns[0])
    return found


def _is_unit(column: Any) -> bool:
    return any(key.column.table.name == "unit" for key in column.foreign_keys)


def _unit_ids(columns: Columns, parts: Iterable[Rows]) -> set[int]:
    names = [name for name, column in columns.items() if _is_unit(column)]
    return {row[name] for rows in parts for row in rows for name in names if row.get(name)}


class _Writer:
    """Turns stored values into words."""

    def __init__(self, columns: Columns, units: Mapping[int, str]) -> None:
        self._all, self._units = columns, units

    def row(self, row: Mapping[str, Any], columns: Columns) -> list[list[str]]:
        known = {**self._all, **columns}
        told = (
            [str(WORDS.get(name, name)), self._value(name, value, known)]
            for name, value in row.items()
            if value not in _NOTHING and is_for_people(name)
        )
        return [pair for pair in told if pair[1]]

    def _value(self, name: str, value: Any, columns: Columns) -> str:
        column = columns.get(name)
        if isinstance(value, Mapping):
            return "; ".join(": ".join(pair) for pair in self.row(value, {}))
        if isinstance(value, list):
            return ", ".join(self._value(name, one, columns) for one in value)
        if isinstance(value, bool) or (column is not None and isinstance(column.type, Boolean)):
            return _("Yes") if value else _("No")
        if column is not None and _is_unit(column):
            return self._units.get(value, "")
        return _typed(name, value, column)


def _typed(name: str, value: Any, column: Any) -> str:
    """A single value by the type of its column; one that does not fit stays as it stands."""
    try:
        if name in PARTIAL_DATES or name == "birth_date":
            return show_partial_date(str(value))
        if _INSTANT.match(str(value)):
            return clock.local(datetime.fromisoformat(value)).strftime("%H:%M %d/%m/%Y")
        if column is None:
            return str(value)
        if isinstance(column.type, Date):
            return show_day(date.fromisoformat(value))
        choices = getattr(column.type, "enum_class", None)
        return label(choices(value)) if choices is not None else str(value)
    except (KeyError, TypeError, ValueError):
        return str(value)
