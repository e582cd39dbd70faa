"""Tables as offices write them, read cell by cell into what the registry would hold."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from portal.accounts.models import Account
from portal.registry.importing.models import ImportTask, RowStanding
from portal.registry.sheets.columns import TEMPLATE
from portal.registry.staff.page import list_page
from portal.registry.staff.result import result_sheet
from portal.registry.staff.template import csv_template, xlsx_template
from portal.units.models import Unit, UnitKind
from tests.conftest import SHARED
from tests.factories.units import make_unit
from tests.registry.staff.conftest import (
    AN,
    BINH,
    HEAD,
    Rows,
    hand_in,
    names,
    rows_of,
    standings,
    text,
    told,
)


def as_in_a_book(fill: Any) -> bytes:
    """A workbook that a test fills by hand: fill(book, page)."""
    out = BytesIO()
    with Workbook(out) as book:
        fill(book, book.add_worksheet("Danh sách"))
    return out.getvalue()


def as_ods(rows: Rows) -> bytes:
    """The smallest OpenDocument table."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Trang 1">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return out.getvalue()


def test_columns_stand_in_any_order_under_titles_and_other_headers(
    school: Unit, officer: Account
) -> None:
    rows = [
        ("TRƯỜNG ĐẠI HỌC SÔNG HƯƠNG",),
        ("Danh sách cán bộ năm 2026",),
        (),
        (
            "STT",
            "TRÌNH ĐỘ",
            "email ",
            "Năm sinh (*)",
            "ho va ten",
            "Sở thích",
            "CHỨC VỤ, CHỨC DANH",
        ),
        (1, 2, 3, 4, 5, 6, 7),
        (1, "TS", "AN@Truong.vn", 1960, "nguyễn văn an", "đọc sách", "Trưởng khoa"),
    ]
    task = hand_in(school, officer, rows)
    (one,) = told(task)
    assert one["basics"] == {
        "full_name": "nguyễn văn an",
        "birth_date": "1960",
        "contact_email": "an@truong.vn",
    }
    assert (one["degree"]["level"], one["appointment"]["role"]) == ("doctor", "Trưởng khoa")
    assert task.columns["unknown"] == ["Sở thích"]
    assert [row.number for row in rows_of(task)] == [6]


def test_a_header_over_two_rows_is_read(school: Unit, officer: Account) -> None:
    rows = [
        ("TT", "Họ và tên", "Năm sinh", "", "Nơi công tác", ""),
        ("", "", "Nam", "Nữ", "Phòng ban", "Chức vụ"),
        (1, AN[0], 1960, "", "Khoa Toán", "Trưởng khoa"),
        (2, BINH[0], "", 1972, "Khoa Văn", "Giảng viên"),
    ]
    first, second = told(hand_in(school, officer, rows))
    assert (first["basics"]["sex"], first["basics"]["birth_date"]) == ("male", "1960")
    assert (second["basics"]["sex"], second["basics"]["birth_date"]) == ("female", "1972")
    assert second["appointment"]["department"] == "Khoa Văn"


def test_the_same_header_twice_is_refused_with_its_columns(school: Unit, officer: Account) -> None:
    task = hand_in(school, officer, [("Họ tên", "Email", "E-mail"), ("Lê An", "a@b.vn", "c@d.vn")])
    assert rows_of(task) == []
    assert "B, C" in said_by_job(task)


def said_by_job(task: ImportTask) -> str:
    """What the page tells of a file that could not be read."""
    return list_page(task, {}).failure


def test_merged_cells_count_for_each_row_and_formulas_by_their_value(
    school: Unit, officer: Account
) -> None:
    def fill(book: Workbook, page: Any) -> None:
        page.merge_range(0, 0, 0, 3, "Danh sách cán bộ")
        page.write_row(1, 0, ("Phòng ban", "Họ và tên", "Năm sinh", "E-mail"))
        page.merge_range(2, 0, 3, 0, "Khoa Toán")
        for row, name in enumerate((AN[0], BINH[0]), start=2):
            page.write(row, 1, name)
            page.write_formula(row, 2, "=1950+10", value=1960)
            page.write_formula(row, 3, f'=LOWER("N{row}@TRUONG.VN")', value=f"n{row}@truong.vn")

    found = told(hand_in(school, officer, as_in_a_book(fill)))
    assert [one["appointment"]["department"] for one in found] == ["Khoa Toán", "Khoa Toán"]
    assert [one["basics"]["birth_date"] for one in found] == ["1960", "1960"]
    assert [one["basics"]["contact_email"] for one in found] == ["n2@truong.vn", "n3@truong.vn"]


def test_a_formula_that_came_to_an_error_or_stands_as_text_is_no_value(
    school: Unit, officer: Account
) -> None:
    def fill(book: Workbook, page: Any) -> None:
        page.write_row(0, 0, ("Họ và tên", "Năm sinh", "Chức vụ"))
        page.write_row(1, 0, (AN[0], "", "Giảng viên"))
        page.write_formula(1, 1, "=1/0", value="#DIV/0!")
        page.write_string(2, 0, '=HYPERLINK("http://evil.example","x")')
        page.write_string(2, 2, "Giảng viên")

    first, second = rows_of(hand_in(school, officer, as_in_a_book(fill)))
    assert "birth_date" not in first.parsed["told"]["basics"]
    assert second.standing is RowStanding.WRONG


@pytest.mark.parametrize(
    ("sign", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8"), (";", "cp1258")],
)
def test_text_tables_of_every_office_are_read(
    school: Unit, officer: Account, sign: str, encoding: str
) -> None:
    name = "Lê An" if encoding == "cp1258" else AN[0]
    content = text([("Ho ten", "Email"), (name, "an@b.vn")], sign).encode(encoding)
    task = hand_in(school, officer, content, name="ds.csv")
    assert names(task) == [name]
    assert task.columns["is_guessed"] is (encoding == "cp1258")


def test_an_opendocument_table_reads_like_the_workbook(school: Unit, officer: Account) -> None:
    task = hand_in(school, officer, as_ods([HEAD, AN, BINH]), name="ds.ods")
    other = hand_in(school, officer, [HEAD, AN, BINH])
    assert told(task) == told(other)
    assert standings(task) == ["new", "new"]


def test_hidden_sheets_are_passed_over_and_hidden_rows_and_other_lists_are_told(
    school: Unit, officer: Account
) -> None:
    def fill(book: Workbook, page: Any) -> None:
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, AN)
        page.write_row(2, 0, BINH)
        page.set_row(2, None, None, {"hidden": True})
        other, old = book.add_worksheet("Hợp đồng"), book.add_worksheet("Cũ")
        for sheet in (other, old):
            sheet.write_row(0, 0, HEAD)
            sheet.write_row(1, 0, ("Lê Văn Cường", *AN[1:]))
        old.hide()

    task = hand_in(school, officer, as_in_a_book(fill))
    assert names(task) == [AN[0], BINH[0]]
    assert (task.columns["hidden"], task.columns["other_sheets"]) == ([3], ["Hợp đồng"])


@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_the_template_itself_reads_without_an_error(
    school: Unit, officer: Account, end: str
) -> None:
    content = xlsx_template(school) if end == "xlsx" else csv_template()
    task = hand_in(school, officer, content, name=f"mau.{end}")
    (row,) = rows_of(task)
    assert (row.standing, row.error, task.columns["unknown"]) == (RowStanding.SKIPPED, "", [])
    assert task.columns.get("other_sheets", []) == []


def test_the_template_offers_every_list_to_choose_from(school: Unit) -> None:
    content = xlsx_template(school)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        notes = archive.read("xl/comments1.xml").decode()
    assert sheet.count('<dataValidation type="list"') == 8
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    allowed = book.get_sheet_by_index(1).to_python()
    lists = {
        str(head): [row[at] for row in allowed[1:] if row[at]] for at, head in enumerate(allowed[0])
    }
    titles = [title for title in lists if "Lĩnh vực" in title]
    assert "Nông, lâm, thuỷ sản" in lists[titles[0]]
    assert notes.count("<comment ") == len(TEMPLATE)


def test_the_example_of_the_template_is_a_person_once_it_is_no_longer_skipped(
    school: Unit, officer: Account
) -> None:
    content = csv_template().decode("utf-8-sig").replace("Bỏ qua", "")
    task = hand_in(school, officer, content.encode(), name="mau.csv")
    (row,) = rows_of(task)
    assert (row.standing, row.error) == (RowStanding.NEW, "")
    assert {"basics", "appointment", "degree", "orcid"} <= set(row.parsed["told"])


def test_the_hubs_own_example_is_read_with_its_partial_dates(officer: Account) -> None:
    file = SHARED / "registry" / "csv" / "nz-orcid-hub_example_affiliations.csv"
    home = make_unit(name="Home Organisation", kind=UnitKind.INSTITUTION)
    task = hand_in(home, officer, file.read_bytes(), name=file.name)
    alice, studies, bob = told(task)
    assert standings(task) == ["new", "new", "new"]
    assert alice["basics"]["contact_email"] == "contributor1@mailinator.com"
    assert (alice["appointment"]["role"], alice["appointment"]["starts"]) == (
        "Professor",
        "2018-06-01",
    )
    assert alice["unit_id"] == home.id
    assert (studies["training"]["starts"], studies["training"]["ends"]) == ("2016", "2017-12")
    assert rows_of(task)[1].parsed["with_row"] == rows_of(task)[0].number
    assert bob["training"]["organiser"] == "Different Organisation"
    assert result_sheet(task)
