"""What single cells say: dates, names, words of the lists; each error with what is allowed."""

from datetime import date

import pytest

from portal.accounts.models import Account
from portal.registry.importing.models import RowStanding
from portal.units.models import Unit
from tests.factories.units import make_unit
from tests.registry.staff.conftest import AN, BINH, HEAD, hand_in, names, rows_of, standings, told


def test_dates_are_read_as_dates_as_text_and_as_exact_as_they_are_known(
    school: Unit, officer: Account
) -> None:
    written = [
        date(1960, 5, 19),
        "19/05/1960",
        "19-5-1960",
        "19.05.1960",
        "1960-05-19",
        "'19/05/1960",
        "1960-05-19 00:00:00",
        "05/1960",
        1960,
        "1960",
    ]
    rows = [("Họ và tên", "Ngày sinh", "E-mail")]
    rows += [(AN[0] + " Hai", day, f"a{n}@b.vn") for n, day in enumerate(written)]  # type: ignore[misc]
    found = [one["basics"]["birth_date"] for one in told(hand_in(school, officer, rows))]
    assert found == ["1960-05-19"] * 7 + ["1960-05", "1960", "1960"]


@pytest.mark.parametrize(
    "written", ["31/02/1960", "13/1960", "22055", "hôm qua", "19/05/60", "01/01/2150", "1850"]
)
def test_a_date_that_cannot_be_is_said_and_not_guessed(
    school: Unit, officer: Account, written: str
) -> None:
    (row,) = rows_of(hand_in(school, officer, [("Họ tên", "Ngày sinh"), (AN[0], written)]))
    assert row.standing is RowStanding.WRONG
    (problem,) = row.parsed["problems"]
    assert (problem["column"], problem["written"]) == ("Ngày sinh", written)


def test_two_people_with_one_e_mail_are_asked_apart(school: Unit, officer: Account) -> None:
    rows = [HEAD, AN, (BINH[0], "1972", AN[2].upper(), *BINH[3:]), (*BINH[:2], "", *BINH[3:])]
    task = hand_in(school, officer, rows)
    assert standings(task) == ["wrong", "wrong", "new"]
    assert all("2, 3" in row.error and "E-mail" in row.error for row in rows_of(task)[:2])


def test_an_e_mail_may_stand_in_angle_brackets(school: Unit, officer: Account) -> None:
    rows = [("Họ tên", "Email"), (AN[0], f"{AN[0]} <an@truong.vn>"), (BINH[0], "<binh@truong.vn>")]
    task = hand_in(school, officer, [*rows, ("Lê Văn Cường", "cuong tại truong.vn")])
    found = [one["basics"].get("contact_email") for one in told(task)]
    assert found == ["an@truong.vn", "binh@truong.vn", None]
    assert standings(task) == ["new", "new", "wrong"]


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("Thao tác", ("Thêm", "Sửa", "Bỏ qua")),
        ("Giới tính", ("Nữ", "Nam")),
        ("Nhóm", ("Cán bộ", "Công chức", "Viên chức", "Người lao động")),
        ("Học vị cao nhất", ("Trung cấp", "Bác sĩ chuyên khoa II", "Tiến sĩ")),
        ("Học hàm", ("Giáo sư", "Phó Giáo sư")),
        ("Lĩnh vực", ("Y tế", "Công nghệ thông tin")),
        ("Đơn vị", ("Trường Đại học Sông Hương", "Khoa Y")),
    ],
)
def test_an_error_lists_what_may_stand_in_its_column(
    school: Unit, officer: Account, column: str, allowed: tuple[str, ...]
) -> None:
    make_unit(school, name="Khoa Y")
    (row,) = rows_of(hand_in(school, officer, [("Họ tên", column), (AN[0], "Siêu nhân")]))
    (problem,) = row.parsed["problems"]
    assert (problem["column"], problem["written"]) == (column, "Siêu nhân")
    assert all(word in problem["sentence"] for word in allowed)
    assert all(word in row.error for word in (column, *allowed))


def test_a_unit_arriving_in_two_spellings_is_one_unit(school: Unit, officer: Account) -> None:
    faculty = make_unit(school, name="Khoa Hoá", short_name="K. Hóa")
    rows = [("Họ tên", "Đơn vị", "Chức vụ")]
    rows += [(AN[0], "Khoa Hóa", "a"), (BINH[0], "KHOA HOA", "b"), ("Lê Văn Cường", "k. hoá", "c")]
    assert {one["unit_id"] for one in told(hand_in(school, officer, rows))} == {faculty.id}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("PGS.TS.BS Trần Thị Hà", "Trần Thị Hà"),
        ("H’Hen Niê", "H’Hen Niê"),
        ("Trần  Thị\u00a0 Hà", "Trần Thị Hà"),
        ("Tra\u0302\u0300n Thi\u0323 Ha\u0300", "Trần Thị Hà"),
        ("Y Moan", "Y Moan"),
        ("Lịch", "Lịch"),
    ],
)
def test_titles_are_no_part_of_a_name_and_a_name_is_not_forced_into_parts(
    school: Unit, officer: Account, written: str, kept: str
) -> None:
    task = hand_in(school, officer, [("Họ tên", "Chức vụ"), (written, "Giảng viên")])
    assert names(task) == [kept]


@pytest.mark.parametrize("written", ["123", "=SUM(A1)", "@cmd", "<b>An</b>", "", "TỔNG CỘNG: 25"])
def test_what_is_no_name_is_refused(school: Unit, officer: Account, written: str) -> None:
    task = hand_in(school, officer, [("Họ tên", "Chức vụ"), (written, "Giảng viên")])
    assert standings(task) == ["wrong"]


def test_the_action_column_adds_changes_and_skips(school: Unit, officer: Account) -> None:
    head = ("Thao tác", *HEAD)
    nobody = ("Lê Văn Cường", "1980", *AN[2:])
    rows = [head, ("bỏ qua", *AN), ("Thêm", *BINH), ("SỬA", *nobody)]
    task = hand_in(school, officer, rows)
    assert standings(task) == ["skipped", "new", "wrong"]
    assert rows_of(task)[2].error
