"""Tables for a spreadsheet: text stays text, whatever it begins with."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from portal.core import clock
from portal.core.documents.text import printable

_LONGEST = 32_767
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its columns' titles, its rows (any iterable), and a note shown above the table."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    note: str = ""


class _Formats:
    def __init__(self, book: Any) -> None:
        font = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        self.text = book.add_format({**font, "text_wrap": True})
        self.number = book.add_format({**font, "num_format": "#,##0.##"})
        self.whole = book.add_format({**font, "num_format": "#,##0"})
        self.day = book.add_format({**font, "num_format": "dd/mm/yyyy", "align": "left"})
        self.instant = book.add_format({**font, "num_format": "dd/mm/yyyy hh:mm", "align": "left"})
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        self.note = book.add_format({**font, "italic": True})
        self.head = book.add_format(
            {**font, "bold": True, "text_wrap": True, "bg_color": "#EFEAE0", "bottom": 1}
        )


def write_xlsx(sheets: Sheet | Sequence[Sheet]) -> bytes:
    """The workbook of these sheets; rows are written as they come, in bounded memory.

    Strings are never formulas, links or numbers; dates are dates; instants are on the Vietnamese clock.
    """
    out = BytesIO()
    book = Workbook(out, _SETTINGS)
    book.set_calc_mode("manual")
    formats = _Formats(book)
    names: set[str] = set()
    for sheet in [sheets] if isinstance(sheets, Sheet) else sheets:
        _write_sheet(book.add_worksheet(_sheet_name(sheet.title, names)), sheet, formats)
    book.close()
    return out.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name Excel accepts: 31 characters, none of []:*?/\\', unlike every other."""
    base = _FORBIDDEN.sub(" ", printable(title)).strip()[:31] or "Sheet"
    name, number = base, 1
    while name.lower() in taken or name.lower() == "history":
        number += 1
        name = f"{base[: 30 - len(str(number))]} {number}"
    taken.add(name.lower())
    return name


def _write_sheet(page: Any, sheet: Sheet, formats: _Formats) -> None:
    row = 0
    if sheet.note:
        page.write_string(0, 0, _text(sheet.title), formats.title)
        page.write_string(1, 0, _text(sheet.note), formats.note)
        row = 3
    head, widths = row, [len(column) for column in sheet.columns]
    for index, column in enumerate(sheet.columns):
        page.write_string(head, index, _text(column), formats.head)
    for values in sheet.rows:
        row += 1
        for index, value in enumerate(values):
            length = _write_value(page, row, index, value, formats)
            widths[index] = max(widths[index], length)
    page.freeze_panes(head + 1, 0)
    if sheet.columns:
        page.autofilter(head, 0, row, len(sheet.columns) - 1)
    for index, width in enumerate(widths):
        page.set_column(index, index, min(max(width + 2, 8), 60))
    page.repeat_rows(head)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write_value(page: Any, row: int, column: int, value: Any, formats: _Formats) -> int:
    """Write one cell by the type of its value; gives the length it is shown with."""
    if value is None or value == "":
        page.write_blank(row, column, None, formats.text)
        return 0
    if isinstance(value, datetime):
        naive = clock.local(value).replace(tzinfo=None) if value.tzinfo else value
        page.write_datetime(row, column, naive, formats.instant)
        return 16
    if isinstance(value, date):
        if value.year < 1900:
            value = value.strftime("%d/%m/%Y")
        else:
            page.write_datetime(row, column, value, formats.day)
            return 10
    if isinstance(value, int | float | Decimal) and _fits_a_number(value):
        kind = formats.whole if value == int(value) else formats.number
        page.write_number(row, column, value, kind)
        return len(f"{value:,}")
    text = _text(value)
    page.write_string(row, column, text, formats.text)
    return max((len(line) for line in text.splitlines()), default=0)


def _fits_a_number(value: int | float | Decimal) -> bool:
    """Excel keeps 15 digits; truth values are words, not 0 and 1."""
    return not isinstance(value, bool) and math.isfinite(value) and -(10**15) < value < 10**15


def _text(value: object) -> str:
    text = printable(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
