"""The template of a staff list: what may stand in each column, and an example that reads as it stands."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from xlsxwriter import Workbook

from portal.core import clock
from portal.core.db import db
from portal.core.i18n import current_language
from portal.registry.models import ResearchField
from portal.registry.sensitive import ethnic_groups
from portal.registry.sheets.columns import TEMPLATE
from portal.registry.sheets.heads import letter
from portal.registry.staff.places import offices_of
from portal.registry.staff.words import (
    ACTIONS,
    CATEGORIES,
    LEVELS,
    RANKS,
    SECTORS,
    SEXES,
    Words,
)
from portal.units.models import Unit

NOTES = {
    "action": _l("Leave it empty and the portal finds out who is new. “Bỏ qua” skips the row."),
    "person": _l("The number of the record in the portal; empty for a new person."),
    "name": _l("The full name as in the papers, without titles such as TS. or PGS. Needed."),
    "birth": _l("As exact as is known: 1960, 05/1960 or 19/05/1960."),
    "sex": _l("Choose from the list."),
    "email": _l("One address, the person's own: two people never share one."),
    "phone": _l("One number; format the column as text so that the leading zero stays."),
    "national_id": _l("12 digits; kept sealed. Only officers with that right can bring it in."),
    "ethnicity": _l("As in the sheet of allowed values; kept sealed."),
    "unit": _l("A unit under yours, by its name; empty: your unit."),
    "department": _l("Free text."),
    "role": _l("Free text, for example: Trưởng phòng."),
    "post": _l("The name in the approved list of job positions."),
    "category": _l("Choose from the list."),
    "starts": _l("Since when in this position: 2015, 09/2015 or 01/09/2015."),
    "level": _l("Choose from the list."),
    "discipline": _l("Discipline of the highest degree."),
    "school": _l("Who awarded the highest degree."),
    "year": _l("Four digits."),
    "rank": _l("Choose from the list; empty for none."),
    "field": _l("The code from the sheet of allowed values."),
    "sector": _l("Choose from the list."),
    "orcid": _l("16 digits: 0000-0002-1825-0097."),
    "science_code": _l("The code in the national database on science and technology."),
    "commune_code": _l("5 digits, as text: 00070. A code needs the day of the list."),
    "commune": _l("With its accents; write the province beside it."),
    "province": _l("Needed where the commune is given by its name."),
}
EXAMPLE = {
    "action": "Bỏ qua",
    "name": "Nguyễn Thị Ví Dụ",
    "birth": "19/05/1980",
    "sex": "Nữ",
    "email": "vi-du@donvi.example",
    "phone": "0912 345 678",
    "national_id": "001180000012",
    "ethnicity": "Kinh",
    "department": "Phòng Tổ chức",
    "role": "Trưởng phòng",
    "post": "Quản lý nhân sự",
    "category": "Viên chức",
    "starts": "09/2015",
    "level": "Thạc sĩ",
    "discipline": "Quản trị nhân lực",
    "school": "Trường Đại học Ví Dụ",
    "year": "2009",
    "sector": "Quản lý nhà nước",
    "orcid": "0000-0002-1825-0097",
}
"""One row that says how cells are filled; its action skips it, so that nobody brings it in by mistake."""

_AS_TEXT = ("person", "phone", "national_id", "year", "field", "commune_code", "birth", "starts")
_CHOSEN: dict[str, Words[Any]] = {
    "action": ACTIONS,
    "sex": SEXES,
    "category": CATEGORIES,
    "level": LEVELS,
    "rank": RANKS,
    "sector": SECTORS,
}
_FROM_LIST = frozenset((*_CHOSEN, "unit", "ethnicity"))
_ROWS = 5_000


def csv_template() -> bytes:
    """Headers and the example, in UTF-8 with the mark by which spreadsheets know it."""
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow(_headers())
    rows.writerow([EXAMPLE.get(column.key, "") for column in TEMPLATE])
    return out.getvalue().encode("utf-8-sig")


def _headers() -> list[str]:
    return [column.header_in(current_language()) for column in TEMPLATE]


def xlsx_template(unit: Unit) -> bytes:
    """Headers with a note each, lists to choose from, the example, and a sheet of allowed values."""
    out = BytesIO()
    book = Workbook(out, {"strings_to_formulas": False, "strings_to_numbers": False})
    page = book.add_worksheet(_("Staff list"))
    allowed = book.add_worksheet(_("Allowed values"))
    lists = _lists(unit)
    _write_allowed(book, allowed, lists)
    _write_table(book, page, _ranges(allowed, lists))
    book.close()
    return out.getvalue()


def _ranges(page: Any, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Where the allowed values of a column stand: a list in the cell itself may neither be long nor
    have a comma in a word."""
    name = page.get_name().replace("'", "''")
    return {
        key: f"='{name}'!${letter(place)}$2:${letter(place)}${len(words) + 1}"
        for place, (key, words) in enumerate(lists.items())
        if key in _FROM_LIST
    }


def _write_table(book: Any, page: Any, ranges: Mapping[str, str]) -> None:
    head = book.add_format({"bold": True, "bg_color": "#EFEAE0", "bottom": 1, "text_wrap": True})
    text, grey = (
        book.add_format({"num_format": "@"}),
        book.add_format({"num_format": "@", "italic": True, "font_color": "#6B6B6B"}),
    )
    for place, (column, header) in enumerate(zip(TEMPLATE, _headers(), strict=True)):
        as_text = text if column.key in _AS_TEXT else None
        page.set_column(place, place, max(14, len(header) + 3), as_text)
        page.write_string(0, place, header, head)
        page.write_comment(0, place, str(NOTES[column.key]), {"x_scale": 2})
        page.write_string(1, place, EXAMPLE.get(column.key, ""), grey)
        if column.key in ranges:
            choice = {"validate": "list", "source": ranges[column.key], "error_type": "warning"}
            page.data_validation(1, place, _ROWS, place, choice)
    page.freeze_panes(1, 0)


def _lists(unit: Unit) -> dict[str, list[str]]:
    """What may stand in the columns that allow nothing else."""
    fields = db.session.execute(
        select(ResearchField.code, ResearchField.name).order_by(ResearchField.code)
    )
    offices = offices_of(unit, clock.today())
    return {
        **{key: words.allowed() for key, words in _CHOSEN.items()},
        "unit": [offices.name, *offices.names],
        "field": [f"{code} {name}" for code, name in fields],
        "ethnicity": list(ethnic_groups().values()),
    }


def _write_allowed(book: Any, page: Any, lists: Mapping[str, Sequence[str]]) -> None:
    head = book.add_format({"bold": True, "bg_color": "#EFEAE0", "bottom": 1})
    titles = dict(zip((column.key for column in TEMPLATE), _headers(), strict=True))
    for place, (key, words) in enumerate(lists.items()):
        page.set_column(place, place, 30)
        page.write_string(0, place, _("Allowed: %(column)s", column=titles[key]), head)
        for row, word in enumerate(words, start=1):
            page.write_string(row, place, word)
