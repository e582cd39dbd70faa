"""A list as a table: what its reader may see of each person, as words and never as formulas."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from portal.core import clock
from portal.core.documents import Sheet, write_xlsx
from portal.core.i18n import label, show_day
from portal.registry.facet_links import names_of
from portal.registry.lists.queries import Listed, all_of
from portal.registry.lists.rules import MOST_ENTRIES
from portal.registry.models import Audience, PeopleList, Person
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import facet_values
from portal.registry.visibility import audiences_of, sees

_TOLD = (
    FacetName.RANK,
    FacetName.LEVEL,
    FacetName.FIELD,
    FacetName.UNIT,
    FacetName.LOCALITY,
    FacetName.ASSOCIATION,
    FacetName.HONOUR,
)
_FORMULA = re.compile(r"^[\s]*[=+\-@]|^[\t\r\n]")


def xlsx_of(people: PeopleList, actor: Any) -> bytes:
    """The list as a workbook."""
    note = _("As of %(day)s. %(note)s", day=show_day(clock.today()), note=people.note)
    sheet = Sheet(people.name, _columns(), list(_rows(people, actor)), note=note.strip())
    return write_xlsx(sheet)


def csv_of(people: PeopleList, actor: Any) -> bytes:
    """The list as UTF-8 text that spreadsheets open; a text they would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_columns())
    writer.writerows([[plain(cell) for cell in row] for row in _rows(people, actor)])
    return out.getvalue().encode("utf-8-sig")


def plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _columns() -> list[str]:
    return [
        _("Full name"),
        _("In one line: what you do"),
        *(label(name) for name in _TOLD),
        _("E-mail"),
        _("Telephone"),
        _("Requests to the expert"),
        _("Note"),
        _("Address of the profile"),
    ]


def _rows(people: PeopleList, actor: Any) -> Iterator[list[str]]:
    lines = all_of(people, actor, MOST_ENTRIES)
    shown = [line.person for line in lines if line.person is not None]
    held = facet_values(shown, _TOLD)
    counted = {
        name: [(value, 0) for value in {v for one in held.values() for v in one[name]}]
        for name in _TOLD
    }
    names, circles = names_of(counted, {}), audiences_of(actor, shown)
    for line in lines:
        yield _row(line, held, names, circles)


def _row(line: Listed, held: Any, names: Any, circles: Any) -> list[str]:
    person = line.person
    if person is None:
        blank = [""] * (len(_TOLD) + 4)
        return [_("No longer shown"), *blank, line.note, ""]
    values = held[person.id]
    return [
        person.full_name,
        person.headline,
        *(_joined(names[name], values[name]) for name in _TOLD),
        *_contact(person, circles[person.id]),
        label(person.availability_on(clock.today())),
        line.note,
        f"{current_app.config['SITE_URL']}{person.url}",
    ]


def _joined(names: Any, values: Sequence[str]) -> str:
    return "; ".join(names.get(value, value) for value in values)


def _contact(person: Person, circle: Audience | None) -> tuple[str, str]:
    if sees(circle, person.contact_visibility):
        return person.contact_email, person.contact_phone
    return "", ""
