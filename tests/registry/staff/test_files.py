"""Files that are no list, or want to become too much: each is answered with a sentence."""

import struct
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.files import StoredFile
from portal.core.unit_of_work import commit
from portal.registry.importing.models import ImportRow, ImportTask
from portal.registry.models import Person
from portal.registry.sheets import reading
from portal.registry.staff import actions
from portal.registry.staff.jobs import forget_staff_lists
from portal.registry.staff.page import list_page
from portal.units.models import Unit
from tests.registry.staff.conftest import AN, BINH, HEAD, hand_in, rows_of, take_all, upload, xlsx

MB = 1024 * 1024
WENT_WRONG = "trục trặc"


def swollen(megabytes: int, *, says: int = 0) -> bytes:
    """A true workbook whose sheet unpacks to so much; `says`: what its directory claims instead."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(xlsx([HEAD, AN]))) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as grown,
    ):
        for entry in given.infolist():
            if entry.filename != "xl/worksheets/sheet1.xml":
                grown.writestr(entry.filename, given.read(entry))
                continue
            with grown.open(entry.filename, "w", force_zip64=True) as sheet:
                sheet.write(given.read(entry))
                for _n in range(megabytes):
                    sheet.write(b" " * MB)
    content = out.getvalue()
    if says:
        real = next(
            one for one in zipfile.ZipFile(BytesIO(content)).infolist() if one.file_size > MB
        )
        content = content.replace(struct.pack("<L", real.file_size), struct.pack("<L", says))
    return content


def far_away() -> bytes:
    """A few bytes with one cell in the last column of the last row."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx([HEAD, AN]))) as given, zipfile.ZipFile(out, "w") as changed:
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                cell = (
                    b'<row r="1048576"><c r="XFD1048576" t="inlineStr">'
                    b"<is><t>x</t></is></c></row></sheetData>"
                )
                content = content.replace(b"</sheetData>", cell)
            changed.writestr(entry.filename, content)
    return out.getvalue()


def with_password() -> bytes:
    """The container in which Office keeps a workbook that a password protects."""
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    kinds, starts, sizes = (5, 2, 2), (0xFFFFFFFE, 2, 10), (0, 4096, 4096)
    children = ((0xFFFFFFFF, 1), (2, 0xFFFFFFFF), (0xFFFFFFFF, 0xFFFFFFFF))
    entries = b""
    for name, kind, start, size, (right, child) in zip(
        names, kinds, starts, sizes, children, strict=True
    ):
        wide = (name + "\0").encode("utf-16-le")
        entries += wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
        entries += struct.pack("<LLL", 0xFFFFFFFF, right, child) + bytes(36)
        entries += struct.pack("<LLL", start, size, 0)
    chain = [0xFFFFFFFD, 0xFFFFFFFE]
    for first in (2, 10):
        chain += [*range(first + 1, first + 8), 0xFFFFFFFE]
    table = struct.pack("<128L", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<LLLLLLLL", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)
    return head + table + entries.ljust(512, b"\0") + bytes(2 * 4096)


def refusal(unit: Unit, officer: Account, content: bytes, name: str) -> str:
    """The sentence, whether it is said at once or by the job that reads."""
    try:
        task = actions.begin_list(unit, upload(content, name), day=None, actor=officer)
    except RuleBroken as broken:
        db.session.rollback()
        return broken.message
    commit()
    assert rows_of(task) == []
    page = list_page(task, {})
    assert page.is_interrupted
    return page.failure


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF", "ds.xlsx", "XLSX"),
        (b"\xff\xd8\xff\xe0 JFIF", "ds.xlsx", "XLSX"),
        (b"", "ds.xlsx", ""),
        (b"PK\x03\x04 cut off", "ds.xlsx", "XLSX"),
        (xlsx([HEAD, AN])[:2000], "ds.xlsx", ""),
        (xlsx([]), "ds.xlsx", "Họ và tên"),
        (xlsx([HEAD]), "ds.xlsx", ""),
        (b"a,b\n1,2\n", "ds.csv", "Họ và tên"),
        (b"\xef\xbb\xbf", "ds.csv", ""),
        (with_password(), "ds.xlsx", "mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "ds.xls", ""),
    ],
)
def test_a_file_that_is_no_list_is_answered_with_a_sentence(
    school: Unit, officer: Account, content: bytes, name: str, word: str
) -> None:
    said = refusal(school, officer, content, name)
    assert said.endswith(".")
    assert WENT_WRONG not in said
    assert word in said


@pytest.mark.parametrize("says", [0, 1000])
def test_a_workbook_of_three_hundred_megabytes_is_refused_before_it_is_read(
    school: Unit, officer: Account, says: int
) -> None:
    content = swollen(300, says=says)
    assert len(content) < MB
    assert refusal(school, officer, content, "ds.xlsx").endswith(".")
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_one_cell_in_the_last_corner_does_not_fill_the_memory(
    school: Unit, officer: Account
) -> None:
    said = refusal(school, officer, far_away(), "ds.xlsx")
    assert said.endswith(".")
    assert WENT_WRONG not in said


def test_more_rows_or_columns_than_the_bounds_are_refused(
    school: Unit, officer: Account, tmp_path: Any
) -> None:
    many = "Ho ten,Email\n" + "An,a@b.vn\n" * (reading.MOST_ROWS + 1)
    assert "50,000" in refusal(school, officer, many.encode(), "ds.csv")
    wide = "Ho ten,Email" + "," * 600 + "\nAn,a@b.vn" + "," * 600 + "\n"
    assert "500" in refusal(school, officer, wide.encode(), "ds.csv")


def test_a_refused_file_leaves_a_list_that_a_better_one_follows(
    school: Unit, officer: Account
) -> None:
    refusal(school, officer, b"a,b\n1,2\n", "ds.csv")
    assert len(rows_of(hand_in(school, officer, [HEAD, AN]))) == 1
    assert db.session.scalar(select(func.count()).select_from(ImportTask)) == 2


def test_a_list_whose_time_is_over_is_forgotten_with_its_file_and_the_people_stay(
    school: Unit, officer: Account
) -> None:
    over, fresh = hand_in(school, officer, [HEAD, AN]), hand_in(school, officer, [HEAD, BINH])
    take_all(over, officer)
    over.expires_at = clock.now() - timedelta(seconds=1)
    commit()
    forget_staff_lists()
    commit()
    assert db.session.scalars(select(ImportTask.id)).all() == [fresh.id]
    assert db.session.scalars(select(ImportRow.task_id)).all() == [fresh.id]
    assert db.session.scalars(select(StoredFile.id)).all() == [fresh.file_id]
    assert db.session.scalars(select(Person.full_name)).all() == [AN[0]]
