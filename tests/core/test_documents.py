"""Papers say what they are given, in the layout the decree asks for, and nothing in them can act."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest
from docx import Document
from flask import Flask
from PIL import Image
from python_calamine import CalamineWorkbook

from portal.core.documents import (
    Docx,
    Sheet,
    qr_png,
    qr_svg,
    render_pdf,
    send_document,
    write_xlsx,
)
from portal.core.documents.text import place_and_day
from portal.core.files.archives import check_archive
from portal.core.files.pdf import check_pdf
from tests.corpus import FORMULAS, STRINGS, jpeg

TYPST = STRINGS["typst"]


def decree_paper(text: str = "Nội dung") -> Docx:
    return (
        Docx("Báo cáo")
        .heading_block(
            agency="Hội Y học tỉnh",
            parent_agency="Uỷ ban nhân dân tỉnh",
            number="12/BC-HYH",
            place="Hà Nội",
            day=date(2026, 3, 5),
        )
        .title("Báo cáo", "Tổng hợp ý kiến")
        .heading("I. Chung")
        .paragraph(text)
        .facts([("Họ tên", "Đặng Thị Huế")])
        .table(["TT", "Họ tên"], [[1, text]], widths=[1, 5], total=["", "Cộng: 1"])
        .signature(position="Chủ tịch", name="Trần Ngọc Ỷ", recipients=["Như trên;", "Lưu: VT."])
    )


def text_of_docx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())


def test_a_decree_paper_has_its_margins_type_and_motto(tmp_path: Any) -> None:
    content = decree_paper().save()
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    sides = section.page_width, section.page_height, section.left_margin, section.right_margin
    assert [round(side.mm) for side in sides] == [210, 297, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    text = text_of_docx(content)
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
        assert part in text
    assert "Hà Nội, ngày 05 tháng 3 năm 2026" in text
    assert "Nơi nhận:" in text
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    check_archive(path)


def test_a_wide_table_lies_down() -> None:
    document = Document(
        io.BytesIO(Docx().paragraph("a").new_section(landscape=True).paragraph("b").save())
    )
    assert [section.page_width > section.page_height for section in document.sections] == [
        False,
        True,
    ]


def test_the_head_of_a_table_is_repeated_on_each_page() -> None:
    with zipfile.ZipFile(io.BytesIO(decree_paper().save())) as archive:
        assert b"<w:tblHeader/>" in archive.read("word/document.xml")


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 2, 5), "Hà Nội, ngày 05 tháng 02 năm 2026"),
        (date(2026, 12, 15), "Hà Nội, ngày 15 tháng 12 năm 2026"),
        (None, "Hà Nội, ngày      tháng      năm"),
    ],
)
def test_the_date_line_is_written_as_the_decree_asks(day: date | None, line: str) -> None:
    assert place_and_day("Hà Nội", day) == line


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_hostile_text_is_only_text_in_word_and_pdf(text: str) -> None:
    assert decree_paper(text).save()
    paper = {
        "kind": "Báo cáo",
        "subject": text[:200],
        "blocks": [
            {"is": "paragraph", "text": text},
            {"is": "table", "columns": ["a"], "rows": [[text]]},
        ],
    }
    check_pdf(render_pdf("paper", paper))


def text_of_pdf(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()


def test_typst_markup_is_printed_and_not_obeyed() -> None:
    text = text_of_pdf(
        render_pdf("paper", {"kind": "x", "blocks": [{"is": "paragraph", "text": TYPST}]})
    )
    assert "*bold* $x$ @ref" in text.replace("\r\n", " ")


def test_a_pdf_is_tagged_archivable_and_says_its_language_and_title() -> None:
    content = render_pdf("paper", {"kind": "Báo cáo", "document_title": "Báo cáo năm"})
    assert b"/Lang" in content
    assert b"pdfuaid" in content
    assert b"pdfaid" in content
    assert "Báo cáo năm".encode() in content


def test_every_vietnamese_letter_is_in_the_font() -> None:
    letters = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(
        "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
    )
    shown = render_pdf(
        "paper", {"kind": "x", "blocks": [{"is": "paragraph", "text": letters + letters.upper()}]}
    )
    assert set(letters + letters.upper()) <= set(text_of_pdf(shown))


def test_a_letter_that_no_font_has_does_not_cost_the_paper() -> None:
    assert render_pdf("paper", {"kind": "李白 👩‍🔬"}).startswith(b"%PDF")


def test_a_card_shows_name_code_and_portrait() -> None:
    code = qr_svg("https://example.org/verify/abc")
    given = {"title": "Thẻ", "name": "Đặng Thị Huế", "qr": code, "verify_text": "abc-x"}
    card = render_pdf("card", given, pictures={"photo": jpeg(90, 120)})
    assert "Đặng Thị Huế" in text_of_pdf(card)
    assert "abc-x" in text_of_pdf(card)
    pdf = pypdfium2.PdfDocument(card)
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in {each.type for each in pdf[0].get_objects()}
    pdf.close()


def test_a_template_outside_the_folder_is_not_read() -> None:
    with pytest.raises(LookupError):
        render_pdf("../../wsgi", {})


def rows_of(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python()


def test_a_sheet_keeps_the_kind_of_every_value() -> None:
    rows = [
        ["Đặng", 3, 2.5, date(2026, 3, 5), datetime(2026, 3, 5, 17, 30, tzinfo=UTC), None],
        ["0912345678", True, 10**20, date(1890, 1, 1), "", "x"],
    ]
    read = rows_of(write_xlsx(Sheet("Hội viên", list("abcdef"), rows)))
    assert read[1][:5] == ["Đặng", 3, 2.5, date(2026, 3, 5), datetime(2026, 3, 6, 0, 30)]
    assert read[2][0] == "0912345678"
    assert read[2][2] == str(10**20)
    assert read[2][3] == "01/01/1890"


@pytest.mark.parametrize("text", [*STRINGS.values(), *FORMULAS])
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    content = write_xlsx(Sheet("a", ["b"], [[text]]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_formulas_come_back_as_they_were_typed() -> None:
    read = rows_of(write_xlsx(Sheet("a", ["b"], [[text] for text in FORMULAS])))
    assert [row[0] for row in read[1:]] == list(FORMULAS)


def test_titles_become_names_a_spreadsheet_accepts() -> None:
    sheets = [Sheet("Hội [Y] / học: rất dài " * 3, ["a"], []) for _ in range(3)]
    names = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx(sheets))).sheet_names
    assert len(set(names)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_a_note_stands_above_the_table() -> None:
    read = rows_of(write_xlsx(Sheet("Hội viên", ["Họ tên"], [["An"]], note="Số liệu đến 01/01")))
    assert [row[0] for row in read if row[0]] == ["Hội viên", "Số liệu đến 01/01", "Họ tên", "An"]


def test_a_code_is_a_picture_in_both_forms() -> None:
    assert qr_svg("https://example.org").startswith("<svg")
    assert Image.open(io.BytesIO(qr_png("https://example.org"))).width > 100


@pytest.mark.parametrize("make", [lambda: (b"x", "báo cáo.docx"), lambda: (b"y", "a.xlsx")])
def test_a_paper_is_sent_as_a_download_that_no_cache_keeps(
    app: Flask, make: Callable[[], tuple[bytes, str]]
) -> None:
    with app.test_request_context():
        response = send_document(*make())
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
