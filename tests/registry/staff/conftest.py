"""A school with an officer, and files as offices write them."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from xlsxwriter import Workbook

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.unit_of_work import commit
from portal.registry.importing.models import ImportRow, ImportTask
from portal.registry.staff import actions
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import make_account
from tests.factories.units import make_unit

Rows = Sequence[Sequence[Any]]
HEAD = (
    "Họ và tên",
    "Ngày sinh",
    "E-mail",
    "Phòng ban",
    "Chức vụ",
    "Học vị cao nhất",
    "Chuyên ngành",
)
AN = (
    "Nguyễn Văn An",
    "19/05/1960",
    "an@truong.vn",
    "Khoa Toán",
    "Trưởng khoa",
    "Tiến sĩ",
    "Đại số",
)
BINH = ("Trần Thị Bình", "1972", "binh@truong.vn", "Khoa Văn", "Giảng viên", "Thạc sĩ", "Văn học")


@pytest.fixture
def school() -> Unit:
    return make_unit(name="Trường Đại học Sông Hương", kind=UnitKind.INSTITUTION)


@pytest.fixture
def officer(school: Unit) -> Account:
    return make_account(Role.PEOPLE_OFFICER, school)


def xlsx(rows: Rows, *, title: str = "Danh sách") -> bytes:
    """A workbook whose cells are what Python says they are: dates are dates, numbers are numbers."""
    out = BytesIO()
    book = Workbook(out, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False})
    book.set_properties({"created": datetime(2026, 1, 1)})  # the same rows are the same bytes
    page = book.add_worksheet(title)
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def text(rows: Rows, sign: str = ",") -> str:
    return "".join(sign.join(str(cell) for cell in row) + "\n" for row in rows)


def upload(content: bytes, name: str = "ds.xlsx") -> FileStorage:
    return FileStorage(BytesIO(content), filename=name, name="file")


def hand_in(unit: Unit, officer: Account, content: bytes | Rows, **given: Any) -> ImportTask:
    """Hand a file in and let it be read."""
    name = given.pop("name", "ds.xlsx")
    data = content if isinstance(content, bytes) else xlsx(content)
    task = actions.begin_list(unit, upload(data, name), day=given.pop("day", None), actor=officer)
    commit()
    return task


def take_all(task: ImportTask, officer: Account) -> None:
    """Take over all that asks nothing, as the job does."""
    actions.accept_all(task, actor=officer)
    commit()


def rows_of(task: ImportTask) -> list[ImportRow]:
    db.session.expire_all()
    query = db.select(ImportRow).filter_by(task_id=task.id).order_by(ImportRow.number)
    return list(db.session.scalars(query))


def standings(task: ImportTask) -> list[str]:
    return [row.standing.value if row.standing else "" for row in rows_of(task)]


def told(task: ImportTask) -> list[dict[str, Any]]:
    """What each row says, as it was read."""
    return [row.parsed["told"] for row in rows_of(task)]


def names(task: ImportTask) -> list[str]:
    return [one["basics"]["full_name"] for one in told(task)]
