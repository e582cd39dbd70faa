"""A unit's staff list: preview and run, against reading the same file and inserting the same rows.

Both by the clock, as a user waits, and by the seconds of processor, which a busy machine does not change.
The measured import does everything that the bare insert does not: it reads in a child, compares with
the registry, keeps each row, and writes history, change log, audit and undo, batch by batch.
"""

import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from python_calamine import CalamineWorkbook
from sqlalchemy import Table, insert
from werkzeug.datastructures import FileStorage
from xlsxwriter import Workbook

from bench.directory import settings
from bench.table import print_table
from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.app import create_app
from portal.core import clock
from portal.core.db import db
from portal.core.jobs import running
from portal.core.unit_of_work import unit_of_work
from portal.registry.importing.models import ImportTask
from portal.registry.models import Appointment, Degree, Person, name_columns
from portal.registry.staff import actions
from portal.units import actions as units
from portal.units.models import Unit, UnitKind

HEAD = (
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "E-mail",
    "Điện thoại",
    "Phòng ban",
    "Chức vụ",
    "Nhóm",
    "Từ ngày",
    "Học vị cao nhất",
    "Chuyên ngành",
    "Năm tốt nghiệp",
)
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi")
_MIDDLES = ("Văn", "Thị", "Minh", "Ngọc", "Đức", "Thanh", "Hữu", "Thu", "Quang", "Kim")
_GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hòa", "Khánh", "Lan", "Mai", "Nga", "Phúc")
_LEVELS = {"Cử nhân": "bachelor", "Thạc sĩ": "master", "Tiến sĩ": "doctor"}
_BATCH = 500
Spent = tuple[float, float]
"""Seconds by the clock and of the processor."""


def measure(rows: int) -> None:
    """Each side in a process of its own over an empty database; print rates, their ratio and memory."""
    with TemporaryDirectory() as name:
        file = Path(name) / "list.xlsx"
        file.write_bytes(sheet_of(rows))
        bare = _alone("bare", file)
        whole = _alone("whole", file)
    table = [
        _line("read with calamine + Core insert", rows, bare["all"], bare["peak"]),
        _line("preview", rows, whole["preview"], None),
        _line("run", rows, whole["run"], None),
        _line("preview + run", rows, whole["all"], whole["peak"]),
    ]
    titles = ["step", "s", "rows a second", "CPU s", "peak MB"]
    print_table(f"A staff list of {rows:,} rows", titles, table)
    clock_ratio, cpu_ratio = (
        one / other for one, other in zip(bare["all"], whole["all"], strict=True)
    )
    print(
        f"  ratio {clock_ratio:.2f} by the clock, {cpu_ratio:.2f} by the processor;"
        f" the child's peak {whole['child']:.0f} MB"
    )


def _line(step: str, rows: int, spent: Spent, peak: float | None) -> list[Any]:
    return [step, spent[0], rows / spent[0], spent[1], peak]


def _alone(side: str, file: Path) -> dict[str, Any]:
    order = [sys.executable, "-m", "bench.staff", side, str(file)]
    done = subprocess.run(order, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def sheet_of(rows: int) -> bytes:
    """People with all their cells filled, dates as dates."""
    out = BytesIO()
    book = Workbook(out, {"constant_memory": True})
    page = book.add_worksheet("Danh sách")
    page.write_row(0, 0, HEAD)
    for number, row in enumerate(people(rows), start=1):
        page.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def people(rows: int) -> Iterator[tuple[str, ...]]:
    levels = list(_LEVELS)
    for n in range(rows):
        name = f"{_FAMILIES[n % 10]} {_MIDDLES[n // 10 % 10]} {_GIVEN[n // 100 % 12]}"
        yield (
            name,
            f"{n % 28 + 1:02}/{n // 28 % 12 + 1:02}/{1955 + n % 45}",
            "Nam" if n % 2 else "Nữ",
            f"can-bo-{n}@donvi.example",
            f"09{n:08}",
            f"Khoa {n % 40 + 1}",
            "Giảng viên",
            "Viên chức",
            f"09/{1990 + n % 30}",
            levels[n % 3],
            f"Chuyên ngành {n % 60}",
            str(1980 + n % 40),
        )


def _bare(file: Path) -> dict[str, Any]:
    with TemporaryDirectory() as name, settings(Path(name)):
        app, _officer, unit_id = _portal()
        with app.app_context():
            begun = _spent()
            sheet = CalamineWorkbook.from_path(file).get_sheet_by_index(0)
            read = iter(sheet.iter_rows())
            next(read)
            at = clock.now()
            with unit_of_work():
                for start in range(1, sheet.height, _BATCH):
                    piece = [row for row, _n in zip(read, range(_BATCH), strict=False)]
                    _insert_bare(piece, start, unit_id, at)
            return {"all": _since(begun), "peak": _peak()}


def _insert_bare(piece: list[list[Any]], start: int, unit_id: int, at: Any) -> None:
    persons, posts, degrees = [], [], []
    for id, row in enumerate(piece, start=start):
        name, born, sex, mail, phone, place, role, _group, since, level, topic, year = row
        day, month, of = born.split("/")
        item = {"person_id": id, "visibility": "officers", "state": "draft", "source": "import"}
        persons.append(
            {
                "id": id,
                "full_name": name,
                **name_columns(name),
                "birth_date": f"{of}-{month}-{day}",
                "birth_year": int(of),
                "sex": "male" if sex == "Nam" else "female",
                "contact_email": mail,
                "contact_phone": phone,
                "home_unit_id": unit_id,
                "source": "import",
                "created_at": at,
                "updated_at": at,
            }
        )
        post = {"role": role, "department": place, "job_category": "public_employee"}
        when = {"starts": "-".join(reversed(since.split("/"))), "unit_id": unit_id}
        posts.append({**item, **post, **when})
        degrees.append({**item, "level": _LEVELS[level], "discipline": topic, "awarded": year})
    for model, values in ((Person, persons), (Appointment, posts), (Degree, degrees)):
        db.session.execute(insert(cast(Table, model.__table__)), values)


def _portal() -> tuple[Any, int, int]:
    app = create_app({"PAGE_CACHE": False, "JOBS": "later"})
    logging.getLogger("portal").setLevel(logging.WARNING)
    with app.app_context(), unit_of_work():
        db.create_all()
        unit = units.create_unit(name="Trường Đại học", kind=UnitKind.INSTITUTION, parent=None)
        officer = accounts.create_account(
            email="can-bo@donvi.example", full_name="Cán Bộ", password="rừng xanh núi đỏ 45"
        )
        accounts.grant(officer, Role.PEOPLE_OFFICER, unit)
        db.session.flush()
        return app, officer.id, unit.id


def _whole(file: Path) -> dict[str, Any]:
    with TemporaryDirectory() as name, settings(Path(name)):
        app, officer_id, unit_id = _portal()
        with app.app_context():
            preview = _timed(lambda: _hand_in(file, officer_id, unit_id))
            run = _timed(lambda: _take(officer_id))
            child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            both = (preview[0] + run[0], preview[1] + run[1])
            return {
                "preview": preview,
                "run": run,
                "all": both,
                "peak": _peak(),
                "child": child,
            }


def _timed(work: Any) -> Spent:
    begun = _spent()
    running.run_job(work())
    return _since(begun)


def _spent() -> Spent:
    """Seconds of the clock, and of the processor for this process and its children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used)


def _since(begun: Spent) -> Spent:
    now = _spent()
    return now[0] - begun[0], now[1] - begun[1]


def _hand_in(file: Path, officer_id: int, unit_id: int) -> int:
    with unit_of_work(), file.open("rb") as content:
        officer = db.session.get_one(Account, officer_id)
        unit = db.session.get_one(Unit, unit_id)
        upload = FileStorage(content, filename="list.xlsx", name="file")
        return actions.begin_list(unit, upload, day=None, actor=officer).job_id or 0


def _take(officer_id: int) -> int:
    with unit_of_work():
        officer = db.session.get_one(Account, officer_id)
        task = db.session.scalars(db.select(ImportTask)).one()
        actions.accept_all(task, actor=officer)
        return task.job_id or 0


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps({"bare": _bare, "whole": _whole}[sys.argv[1]](Path(sys.argv[2]))))
