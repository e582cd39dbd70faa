"""A DOCX builder that keeps the layout of Decree 30/2020: paper, margins, type, heading, signature."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt

from portal.core.documents.docx_parts import (
    add_line_below,
    fill_cell,
    number_pages_from_second,
    repeat_on_each_page,
    set_up_styles,
    set_widths,
    show_borders,
    without_borders,
)
from portal.core.documents.text import MOTTO, STATE, place_and_day, printable

_ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_LONG, _SHORT, _LEFT, _RIGHT, _TOP = Mm(297), Mm(210), Mm(30), Mm(15), Mm(20)


class Docx:
    """One document, written from top to bottom; every method adds a part and returns the builder."""

    def __init__(
        self, title: str = "", *, landscape: bool = False, language: str = "vi-VN"
    ) -> None:
        self.document: Any = Document()
        self.document.core_properties.title = printable(title)
        self.document.core_properties.author = ""
        self.document.core_properties.language = language
        set_up_styles(self.document, language)
        self._lay_out(self.document.sections[0], landscape)
        number_pages_from_second(self.document.sections[0])

    @staticmethod
    def _lay_out(section: Any, landscape: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
        section.left_margin, section.right_margin = _LEFT, _RIGHT
        section.top_margin = section.bottom_margin = _TOP
        section.header_distance = section.footer_distance = Mm(10)

    @property
    def width(self) -> int:
        """The width between the margins of the present section."""
        section = self.document.sections[-1]
        return int(section.page_width - section.left_margin - section.right_margin)

    def heading_block(
        self,
        *,
        agency: str,
        parent_agency: str = "",
        number: str = "",
        place: str = "",
        day: date | None = None,
        subject: str = "",
    ) -> "Docx":
        """Agency on the left, state and motto on the right, then number and date.

        `subject` is the "V/v …" line under the number: only official letters have it.
        """
        table = self.document.add_table(rows=2, cols=2)
        without_borders(table)
        set_widths(table, [self.width * 2 // 5, self.width * 3 // 5])
        (left, right), (below_left, below_right) = (row.cells for row in table.rows)
        if parent_agency:
            fill_cell(left, parent_agency.upper(), size=12)
        line = fill_cell(left, agency.upper(), size=12, bold=True, more=bool(parent_agency))
        add_line_below(line, part=0.4, width=self.width * 2 // 5)
        fill_cell(right, STATE, size=12, bold=True)
        motto = fill_cell(right, MOTTO, size=13, bold=True, more=True)
        add_line_below(motto, part=0.52, width=self.width * 3 // 5)
        fill_cell(below_left, f"Số: {number}" if number else "", size=13)
        if subject:
            fill_cell(below_left, f"V/v {subject}", size=12, more=True)
        fill_cell(below_right, place_and_day(place, day), size=13, italic=True)
        return self

    def state_and_motto(self) -> "Docx":
        """State and motto alone, centred: the head of a paper that a person writes."""
        self._line(STATE, bold=True, size=12)
        motto = self._line(MOTTO, bold=True, size=13)
        add_line_below(motto, part=0.34, width=self.width)
        return self

    def title(self, kind: str, subject: str = "") -> "Docx":
        """The kind of the paper in capitals, and what it is about, with the short line below."""
        self._line(kind.upper(), bold=True, size=14, before=18, style="Title")
        if subject:
            last = self._line(subject, bold=True, size=14)
            add_line_below(last, part=0.35, width=self.width)
        self._line("", size=6)
        return self

    def _line(
        self, text: str, *, bold: bool = False, size: int = 14, before: int = 0, style: str = ""
    ) -> Any:
        paragraph = self.document.add_paragraph(style=style or None)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.first_line_indent = Cm(0)
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(printable(text))
        run.bold, run.font.size = bold, Pt(size)
        return paragraph

    def heading(self, text: str, level: int = 1) -> "Docx":
        """A heading that word processors list in their outline."""
        self.document.add_heading(printable(text), level=min(max(level, 1), 4))
        return self

    def paragraph(
        self,
        text: object,
        *,
        bold: bool = False,
        italic: bool = False,
        align: str = "justify",
        indent: bool = True,
        label: str = "",
    ) -> "Docx":
        """A paragraph of running text; `label` stands before it in bold; new lines are kept."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        if not indent:
            paragraph.paragraph_format.first_line_indent = Cm(0)
        if label:
            paragraph.add_run(f"{printable(label)}: ").bold = True
        run = paragraph.add_run(printable(text))
        run.bold, run.italic = bold, italic
        return self

    def bullets(self, texts: Iterable[object]) -> "Docx":
        """Lines that begin with a dash, as official texts write lists."""
        for text in texts:
            self.paragraph(f"- {printable(text)}")
        return self

    def facts(self, rows: Iterable[tuple[object, object]]) -> "Docx":
        """Label and value, side by side without lines."""
        rows = list(rows)
        if rows:
            table = self.document.add_table(rows=len(rows), cols=2)
            without_borders(table)
            set_widths(table, [self.width * 2 // 5, self.width * 3 // 5])
            for (label, value), row in zip(rows, table.rows, strict=True):
                fill_cell(row.cells[0], label, size=13, align="left")
                fill_cell(row.cells[1], value, size=13, align="left", bold=True)
        return self

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        widths: Sequence[float] | None = None,
        right: Iterable[int] = (),
        size: int = 12,
        total: Sequence[object] | None = None,
    ) -> "Docx":
        """A table with lines whose head is repeated on every page.

        `widths` are proportions; the columns in `right` are set to the right; `total` is a last bold row.
        """
        table = self.document.add_table(rows=1, cols=len(columns))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        show_borders(table)
        shares = list(widths or [1.0] * len(columns))
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            fill_cell(cell, column, size=size, bold=True)
        repeat_on_each_page(table.rows[0])
        to_the_right = set(right)
        for number, row in enumerate([*rows, *([total] if total else [])]):
            del number
            cells = table.add_row().cells
            for index, (cell, value) in enumerate(zip(cells, row, strict=True)):
                side = "right" if index in to_the_right else "left"
                fill_cell(cell, value, size=size, align=side, bold=row is total)
        set_widths(table, [int(self.width * share / sum(shares)) for share in shares])
        self._line("", size=6)
        return self

    def signature(
        self,
        *,
        capacity: str = "",
        position: str = "",
        name: str = "",
        recipients: Sequence[str] = (),
        note: str = "",
    ) -> "Docx":
        """Who signs, on the right; who receives, on the left: kept together on one page."""
        table = self.document.add_table(rows=1, cols=2)
        without_borders(table)
        set_widths(table, [self.width // 2, self.width // 2])
        left, right = table.rows[0].cells
        if recipients:
            fill_cell(left, "Nơi nhận:", size=12, bold=True, italic=True, align="left")
            for receiver in recipients:
                fill_cell(left, f"- {receiver}", size=11, align="left", more=True)
        fill_cell(right, capacity.upper(), size=13, bold=True)
        if position:
            fill_cell(right, position.upper(), size=13, bold=True, more=bool(capacity))
        fill_cell(right, note or "\n\n\n", size=13, italic=bool(note), more=True)
        fill_cell(right, name, size=14, bold=True, more=True)
        return self

    def recipients(self, names: Sequence[str]) -> "Docx":
        """The recipients alone, where a paper has no signature."""
        self.paragraph("Nơi nhận:", bold=True, italic=True, align="left", indent=False)
        for name in names:
            self.paragraph(f"- {name}", align="left", indent=False)
        return self

    def picture(self, content: bytes, *, width_mm: float, align: str = "center") -> "Docx":
        """A picture of our own making, such as a QR code or a stored portrait."""
        self.document.add_picture(BytesIO(content), width=Mm(width_mm))
        self.document.paragraphs[-1].alignment = _ALIGN[align]
        self.document.paragraphs[-1].paragraph_format.first_line_indent = Cm(0)
        return self

    def new_page(self) -> "Docx":
        self.document.add_page_break()
        return self

    def new_section(self, *, landscape: bool) -> "Docx":
        """What follows is on new pages, upright or lying: wide tables lie."""
        self._lay_out(self.document.add_section(WD_SECTION.NEW_PAGE), landscape)
        return self

    def save(self) -> bytes:
        """The whole document."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()
