"""Workbooks: rows of texts from XLSX, ODS and XLS; a formula counts by its kept value."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import unescape

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from portal.registry.sheets.lines import Line, tidy

_HIDDEN_ROW = re.compile(rb"<row\b(?=[^>]*\shidden=\"(?:1|true)\")[^>]*\sr=\"(\d+)\"")
_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_PIECE = 1024 * 1024
_SEALED = "EncryptedPackage".encode("utf-16-le")


class Book:
    """An open workbook and its visible sheets."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._book = CalamineWorkbook.from_path(path)
        self._sheet = lru_cache(maxsize=1)(self._book.get_sheet_by_name)
        self.names = [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]

    def lines(self, name: str) -> Iterator[Line]:
        """The rows with their numbers; a cell merged downwards counts for each of its rows."""
        sheet = self._sheet(name)
        if sheet.start is None:
            return
        top, left = sheet.start
        merged = _merged_down(sheet)
        kept: dict[int, str] = {}
        blank = [""] * left
        for offset, values in enumerate(sheet.iter_rows()):
            row = top + offset
            cells = blank + [_text(value) for value in values]
            for column in merged.get(row, ()):
                if column < len(cells):
                    cells[column] = cells[column] or kept.get(column, "")
                    kept[column] = cells[column]
            yield row + 1, cells

    def hidden_rows(self, name: str) -> list[int]:
        """The numbers of hidden rows, where the file tells them (XLSX)."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                return _hidden(archive, _part_of(archive, name))
        except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
            return []


def is_sealed(path: str) -> bool:
    """Whether it is the container in which Office keeps an XLSX that a password protects."""
    with open(path, "rb") as content:
        return _SEALED in content.read(_PIECE)


def _merged_down(sheet: CalamineSheet) -> dict[int, list[int]]:
    """The first columns of cells that were merged over several rows, by row."""
    found: dict[int, list[int]] = {}
    for (first, column), (last, _right) in sheet.merged_cell_ranges or ():
        for row in range(first, min(last, first + 5_000) + 1) if last > first else ():
            found.setdefault(row, []).append(column)
    return found


def _text(value: Any) -> str:
    if value == "":
        return ""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    book = archive.read("xl/workbook.xml").decode("utf-8")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8")
    sheets = [dict(_ATTRIBUTE.findall(tag)) for tag in _SHEET.findall(book)]
    targets = [dict(_ATTRIBUTE.findall(tag)) for tag in _RELATION.findall(relations)]
    ids = [one["r:id"] for one in sheets if unescape(one["name"], {"&quot;": '"'}) == name]
    target = next((one["Target"] for one in targets if one["Id"] in ids), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _hidden(archive: zipfile.ZipFile, part: str) -> list[int]:
    found: list[int] = []
    rest = b""
    with archive.open(part) as content:
        while piece := content.read(_PIECE):
            text = rest + piece
            end = text.rfind(b"<")
            found += [int(number) for number in _HIDDEN_ROW.findall(text, 0, max(end, 0))]
            rest = text[end:] if end >= 0 else b""
    return found
