"""The parts of a DOCX for which python-docx has no word of its own."""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from portal.core.documents.text import printable

FONT = "Times New Roman"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_HEADINGS = {1: 14, 2: 14, 3: 13, 4: 13}


def set_up_styles(document: Any, language: str) -> None:
    """Times New Roman everywhere, 14 points, black; running text justified with a first-line indent."""
    normal = document.styles["Normal"]
    _use_font(normal, 14)
    language_element = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language_element.set(qn(name), language)
    normal.element.get_or_add_rPr().append(language_element)
    normal.paragraph_format.first_line_indent = Cm(1.27)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    for level, size in _HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _use_font(style, size)
        style.font.bold, style.font.italic = True, level == 4
        style.paragraph_format.space_before = Pt(8)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    title = document.styles["Title"]
    _use_font(title, 14)
    for border in title.element.findall(".//" + qn("w:pBdr")):
        border.getparent().remove(border)


def _use_font(style: Any, size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def number_pages_from_second(section: Any) -> None:
    """The page number in the middle of the head margin; the first page shows none."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Cm(0)
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def fill_cell(
    cell: Any,
    text: object,
    *,
    size: int,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
    more: bool = False,
) -> Any:
    """Write a cell's text, or one `more` paragraph in it; gives the last paragraph."""
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    paragraph.alignment = {
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[align]
    paragraph.paragraph_format.first_line_indent = Cm(0)
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run(printable(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def add_line_below(paragraph: Any, *, part: float, width: int) -> None:
    """A thin line under a paragraph over `part` of `width`, as under the motto."""
    space = int(width * (1 - part) / 2)
    line = (
        paragraph._parent.add_paragraph() if hasattr(paragraph._parent, "add_paragraph") else None
    )
    target = line if line is not None else paragraph
    if line is not None:
        paragraph._p.addnext(line._p)
        line.paragraph_format.first_line_indent = Cm(0)
        line.paragraph_format.space_after = Pt(2)
        line.paragraph_format.line_spacing = Pt(3)
    target.paragraph_format.left_indent = Emu(space)
    target.paragraph_format.right_indent = Emu(space)
    borders = OxmlElement("w:pBdr")
    borders.append(_border("top"))
    target._p.get_or_add_pPr().append(borders)


def _border(side: str, value: str = "single") -> Any:
    element = OxmlElement(f"w:{side}")
    for name, setting in (("val", value), ("sz", "4"), ("space", "0"), ("color", "000000")):
        element.set(qn(f"w:{name}"), setting)
    return element


def _set_borders(table: Any, value: str) -> None:
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        borders.append(_border(side, value))
    properties.append(borders)


def show_borders(table: Any) -> None:
    _set_borders(table, "single")


def without_borders(table: Any) -> None:
    _set_borders(table, "nil")


def repeat_on_each_page(row: Any) -> None:
    """Mark a table row as the head: it is repeated, and read aloud as the head."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    properties.append(OxmlElement("w:cantSplit"))


def set_widths(table: Any, widths: Sequence[int]) -> None:
    """Fix the widths of the columns; word processors believe the cells, not the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Emu(width)
