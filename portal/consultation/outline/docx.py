"""Paragraphs of a DOCX file: a pure function on a path, run in a bounded child process."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.oxml.parser import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 60 * 1024 * 1024
_MOST_PARAGRAPHS = 20_000
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText"})


def read_docx(path: str) -> dict[str, Any]:
    """Paragraphs and warnings of the DOCX at `path`.

    Tracked changes are read as if accepted, automatic numbers are computed, a table row becomes one
    paragraph; each of these gives a warning. `error` names why a file is refused: "macros",
    "too_big" or "broken".
    """
    try:
        with zipfile.ZipFile(Path(path)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, KeyError, SyntaxError, RuntimeError, OSError, ValueError):
        return {"error": "broken"}


def _read(archive: zipfile.ZipFile) -> dict[str, Any]:
    names = archive.namelist()
    if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
        return {"error": "too_big"}
    types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    if any(name.endswith(("vbaProject.bin", "vbaData.xml")) for name in names):
        return {"error": "macros"}
    if "macroEnabled" in types:
        return {"error": "macros"}
    body = parse_xml(archive.read("word/document.xml")).find(f"{_W}body")
    if body is None:
        return {"error": "broken"}
    numbers = Numbering(
        parse_xml(archive.read("word/numbering.xml")) if "word/numbering.xml" in names else None
    )
    paragraphs = [text for text in _paragraphs(body, numbers) if text.strip()]
    warnings = [name for name, tag in _WARNED if next(body.iter(*tag), None) is not None]
    if numbers.was_used:
        warnings.append("automatic_numbers")
    return {"paragraphs": paragraphs[:_MOST_PARAGRAPHS], "warnings": warnings}


_WARNED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tracked_changes", (f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")),
    ("tables", (f"{_W}tbl",)),
    ("text_boxes", (f"{_W}txbxContent",)),
)


def _paragraphs(parent: Any, numbers: "Numbering") -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _lines(numbers.prefix(child) + _text(child))
        elif child.tag == f"{_W}tbl":
            yield from _rows(child, numbers)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo"):
            yield from _paragraphs(child, numbers)


def _rows(table: Any, numbers: "Numbering") -> Iterator[str]:
    """A layout table (one row or long cells) gives its paragraphs; a real one a line per row."""
    rows = table.findall(f"{_W}tr")
    if len(rows) <= 2:
        for cell in table.iter(f"{_W}tc"):
            yield from _paragraphs(cell, numbers)
        return
    for row in rows:
        cells = row.findall(f"{_W}tc")
        yield " ; ".join(" ".join(_paragraphs(cell, numbers)) for cell in cells)


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    _collect(paragraph, pieces)
    return "".join(pieces)


def _collect(element: Any, pieces: list[str]) -> None:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif child.tag == f"{_W}tab":
            pieces.append(" ")
        elif child.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        else:
            _collect(child, pieces)


_MARKED = re.compile(r"\s*(?:[-–•+]|\d{1,3}[.)]|[a-zđ]\)|[IVX]+\.|Điều|Chương|Mục|Phần)\s")


def _lines(text: str) -> Iterator[str]:
    """A soft line break parts paragraphs where a marker follows, and is a space elsewhere."""
    lines = text.split("\n")
    whole = lines[0]
    for line in lines[1:]:
        if _MARKED.match(line):
            yield whole
            whole = line
        else:
            whole = f"{whole} {line}"
    yield whole


class Numbering:
    """The automatic numbers of a document, counted while its paragraphs are read in order."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self.was_used = False
        if root is not None:
            self._learn(root)

    def _learn(self, root: Any) -> None:
        abstract = {e.get(f"{_W}abstractNumId"): e for e in root.findall(f"{_W}abstractNum")}
        for num in root.findall(f"{_W}num"):
            reference = num.find(f"{_W}abstractNumId")
            definition = abstract.get(reference.get(f"{_W}val")) if reference is not None else None
            for level in definition.findall(f"{_W}lvl") if definition is not None else []:
                key = (num.get(f"{_W}numId"), int(level.get(f"{_W}ilvl", "0")))
                self._levels[key] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )

    def prefix(self, paragraph: Any) -> str:
        """The number Word would show before this paragraph, with a space; "" where it has none."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        if properties is None:
            return ""
        number, depth = _value(properties, "numId", "0"), int(_value(properties, "ilvl", "0"))
        if (number, depth) not in self._levels:
            return ""
        counts = self._counts.setdefault(number, {})
        start = self._levels[number, depth][2]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        self.was_used = True
        return f"{self._shown(number, depth, counts)} "

    def _shown(self, number: str, depth: int, counts: dict[int, int]) -> str:
        shape, pattern, _start = self._levels[number, depth]
        if shape == "bullet":
            return "-"
        for level in range(depth + 1):
            form, _pattern, start = self._levels.get((number, level), ("decimal", "", 1))
            pattern = pattern.replace(f"%{level + 1}", _in_form(counts.get(level, start), form))
        return pattern


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(f"{_W}{name}")
    value: str | None = found.get(f"{_W}val") if found is not None else None
    return value or default


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def _in_form(value: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        text = ""
        for size, sign in _ROMAN:
            text, value = text + sign * (value // size), value % size
        return text if form == "upperRoman" else text.lower()
    if form in ("lowerLetter", "upperLetter") and 1 <= value <= len(_LETTERS):
        letter = _LETTERS[value - 1]
        return letter if form == "lowerLetter" else letter.upper()
    return str(value)
