"""What one row of a staff list says, and what its cells are read with; each error with its column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.core.dates import parse_partial_date
from portal.registry.importing.models import RowAction
from portal.registry.staff.places import Communes, Offices
from portal.registry.staff.words import Words

SENSITIVE = ("national_id", "ethnicity")
"""Columns whose cells are neither kept nor shown as they were written."""
EARLIEST = 1900
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")


@dataclass
class Told:
    """What a row says, as plain data, and what could not be read: [{column, written, sentence}]."""

    action: RowAction = RowAction.AUTO
    person_id: int | None = None
    basics: dict[str, Any] = field(default_factory=dict)
    unit_id: int | None = None
    appointment: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    degree: dict[str, Any] = field(default_factory=dict)
    rank: str = ""
    field_id: int | None = None
    orcid: str = ""
    science_code: str = ""
    sensitive: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.basics.get("full_name", ""))

    @property
    def email(self) -> str:
        return str(self.basics.get("contact_email", ""))

    @property
    def birth(self) -> str:
        return str(self.basics.get("birth_date", ""))

    @property
    def national_id_key(self) -> str:
        return str(self.sensitive.get("national_id_key", ""))


@dataclass(frozen=True)
class Reader:
    """What cells are read with: the words, the places of the day, the fields by their code."""

    today: date
    offices: Offices
    communes: Communes | None
    fields: Mapping[str, int]
    headers: Mapping[str, str]
    """The header of each of our columns as it stands in the file."""
    with_sensitive: bool
    _dates: dict[str, str] = field(default_factory=dict)

    def problem(self, told: Told, column: str, written: str, sentence: str) -> None:
        header = self.headers.get(column, column)
        told.problems.append({"column": header, "written": written[:200], "sentence": sentence})

    def word(self, cells: Mapping[str, str], told: Told, column: str, words: Words) -> Any:
        """The member a cell means, as stored; a problem that lists what is allowed for another."""
        written = cells.get(column, "")
        if not written:
            return None
        member = words.member(written)
        if member is None:
            allowed = ", ".join(words.allowed())
            self.problem(told, column, written, _("Allowed: %(words)s.", words=allowed))
            return None
        return member.value

    def date(self, cells: Mapping[str, str], told: Told, column: str) -> str:
        """A partial date that can be: not before 1900, and not to come where `past`."""
        written = cells.get(column, "")
        if not written:
            return ""
        known = self._dates.get(written)
        if known is None:
            try:
                known = parse_partial_date(_TIME.sub("", written).strip("'"))
            except ValueError as wrong:
                self.problem(told, column, written, str(wrong))
                return ""
            self._dates[written] = known
        if not EARLIEST <= int(known[:4]) <= self.today.year + 1:
            self.problem(told, column, written, _("The year is not possible."))
            return ""
        return known
