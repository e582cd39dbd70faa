"""The pages of a staff list: handed in, seen, decided on, downloaded."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.importing.models import ImportTask
from portal.registry.models import Person
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, sign_in
from tests.factories.registry import make_person
from tests.registry.conftest import Counter
from tests.registry.staff.conftest import AN, BINH, HEAD, hand_in, rows_of, text, xlsx


@pytest.fixture
def desk(client: FlaskClient, officer: Account) -> FlaskClient:
    db.session.commit()
    return sign_in(client, officer)


def once_of(page: TestResponse) -> str:
    found = re.search(r'name="once"[^>]*value="([^"]+)"', page.text)
    assert found
    return found[1]


def send(client: FlaskClient, where: str, to: str = "", **fields: Any) -> TestResponse:
    page = client.get(where)
    data = {"csrf_token": csrf_of(page), "once": once_of(page), **fields}
    return client.post(to or where, data=data, content_type="multipart/form-data")


def file_of(content: bytes, name: str = "ds.xlsx") -> tuple[BytesIO, str]:
    return BytesIO(content), name


def test_an_officer_hands_a_list_in_sees_it_and_takes_it_over(
    desk: FlaskClient, school: Unit
) -> None:
    lists = desk.get("/staff-lists")
    assert f"/units/{school.id}/staff-list" in lists.text
    where = f"/units/{school.id}/staff-list"
    answer = send(desk, where, file=file_of(xlsx([HEAD, AN, BINH])))
    assert answer.status_code == 302
    task = db.session.scalars(select(ImportTask)).one()
    assert "/jobs/" in answer.location  # the work is seen on its own page, which leads back
    assert f"/staff-lists/{task.id}" in desk.get(answer.location).text
    page = desk.get(f"/staff-lists/{task.id}")
    assert AN[0] in page.text
    assert BINH[0] in page.text
    answer = send(desk, f"/staff-lists/{task.id}", f"/staff-lists/{task.id}/all")
    assert answer.status_code == 302
    assert db.session.scalar(select(func.count()).select_from(Person)) == 2
    assert desk.get(f"/staff-lists/{task.id}?show=done").text.count("<h3>") == 2


def test_rows_are_chosen_on_the_page(desk: FlaskClient, school: Unit, officer: Account) -> None:
    make_person(full_name="Nguyễn Văn An", home_unit=school)
    task = hand_in(school, officer, [HEAD, AN, BINH])
    unsure, new = rows_of(task)
    where = f"/staff-lists/{task.id}"
    refused = send(desk, where, **{f"take-{unsure.id}": "1"})
    assert refused.status_code == 422
    refused = send(desk, where)
    assert refused.status_code == 422
    send(desk, where, **{f"take-{new.id}": "1", "refuse": "1"})
    send(desk, where, **{f"take-{unsure.id}": "1", f"who-{unsure.id}": "new"})
    names = db.session.scalars(select(Person.full_name)).all()
    assert names == [AN[0], AN[0]]


def test_every_tab_and_the_absent_are_shown(
    desk: FlaskClient, school: Unit, officer: Account
) -> None:
    make_person(full_name="Chỉ Có Ở Đây", home_unit=school)
    make_person(full_name=BINH[0], birth_date="1972", home_unit=school)
    wrong = ("Lê Văn Cường", "32/13/1960", "", "", "", "Siêu nhân", "")
    task = hand_in(school, officer, [HEAD, AN, BINH, wrong])
    for shown in ("all", "new", "changed", "wrong", "absent", "same", "undone", "nonsense"):
        assert desk.get(f"/staff-lists/{task.id}?show={shown}").status_code == 200
    assert "Chỉ Có Ở Đây" in desk.get(f"/staff-lists/{task.id}?show=absent").text
    page = desk.get(f"/staff-lists/{task.id}?show=wrong").text
    assert "Siêu nhân" in page
    assert "Bác sĩ chuyên khoa II" in page


def test_the_statements_of_a_page_do_not_grow_with_its_rows(
    desk: FlaskClient, school: Unit, officer: Account, statements: Counter
) -> None:
    one = hand_in(school, officer, [HEAD, AN])
    many = hand_in(
        school,
        officer,
        [HEAD, *((f"{AN[0]} Hai", "", f"a{n}@b.vn", "", "x", "", "") for n in range(30))],
    )
    seen = []
    for task in (one, many):
        desk.get(f"/staff-lists/{task.id}")
        with statements() as found:
            assert desk.get(f"/staff-lists/{task.id}").status_code == 200
        seen.append(len(found))
    assert seen[0] == seen[1]


def test_the_result_has_numbers_and_outcomes_and_can_be_handed_in_again(
    desk: FlaskClient, school: Unit, officer: Account
) -> None:
    wrong = ("Lê Văn Cường", "32/13/1960", "", "", "", "", "")
    task = hand_in(school, officer, [HEAD, AN, BINH, wrong])
    send(desk, f"/staff-lists/{task.id}", f"/staff-lists/{task.id}/all")
    result = desk.get(f"/staff-lists/{task.id}/result.xlsx")
    sheet = CalamineWorkbook.from_filelike(BytesIO(result.data)).get_sheet_by_index(0).to_python()
    assert sheet[0][0] == "Mã hồ sơ"
    assert [row[0] for row in sheet[1:]] == [str(row.person_id or "") for row in rows_of(task)]
    assert "32/13/1960" in sheet[3]
    again = hand_in(school, officer, result.data)
    assert [row.standing.value for row in rows_of(again) if row.standing] == [
        "same",
        "same",
        "wrong",
    ]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"GIF89a", "ds.xlsx", "XLSX"),
        (b"%PDF-1.7 x", "ds.xlsx", "XLSX"),
        (b"a,b\n1,2\n", "ds.csv", None),
    ],
)
def test_a_file_that_is_no_list_is_answered_with_a_sentence(
    desk: FlaskClient, school: Unit, content: bytes, name: str, says: str | None
) -> None:
    where = f"/units/{school.id}/staff-list"
    answer = send(desk, where, file=file_of(content, name))
    if says is not None:
        assert answer.status_code == 422
        assert says in answer.text
        return
    task = db.session.scalars(select(ImportTask)).one()
    page = desk.get(f"/staff-lists/{task.id}")
    assert page.status_code == 200
    assert "Họ và tên" in page.text


def test_the_day_is_asked_and_answered(desk: FlaskClient, school: Unit, officer: Account) -> None:
    task = hand_in(
        school, officer, text([("Họ và tên", "Mã xã"), ("Lê An", "70")]).encode(), name="ds.csv"
    )
    where = f"/staff-lists/{task.id}"
    assert 'name="day"' in desk.get(where).text
    answer = send(desk, where, f"{where}/questions", day="31/12/2999", encoding="")
    assert answer.status_code == 422
    answer = send(desk, where, f"{where}/questions", day="01/08/2025", encoding="")
    assert answer.status_code == 302
    db.session.expire_all()
    assert str(task.data_date) == "2025-08-01"


def test_templates_download(desk: FlaskClient, school: Unit) -> None:
    for end in ("xlsx", "csv"):
        assert desk.get(f"/units/{school.id}/staff-list/template.{end}").status_code == 200


def test_a_file_that_could_not_be_read_leads_to_another_one(
    desk: FlaskClient, school: Unit, officer: Account
) -> None:
    task = hand_in(school, officer, b"a,b\n1,2\n", name="ds.csv")
    work = desk.get(f"/jobs/{task.job_id}")
    assert f"/staff-lists/{task.id}" in work.text
    page = desk.get(f"/staff-lists/{task.id}")
    assert f"/units/{school.id}/staff-list" in page.text
    assert f"/staff-lists/{task.id}/go-on" in page.text
    assert f"/staff-lists/{task.id}/result.xlsx" not in page.text
    assert desk.get(f"/units/{school.id}/staff-list").text.count("Chưa đọc hết") == 1


def test_the_day_is_no_longer_asked_once_rows_were_taken_over(
    desk: FlaskClient, school: Unit, officer: Account
) -> None:
    head = ("Họ và tên", "Mã xã", "Chức vụ")
    rows = [head, ("Lê An", "70", "Giảng viên"), ("Lê Bình", "", "Giảng viên")]
    task = hand_in(school, officer, rows)
    where = f"/staff-lists/{task.id}"
    assert 'name="day"' in desk.get(where).text
    send(desk, where, f"{where}/all")
    page = desk.get(where).text
    assert 'name="day"' not in page
    assert "tính đến ngày nào" in page


def test_the_page_of_a_list_taken_back_leads_to_what_stays(
    desk: FlaskClient, school: Unit, officer: Account
) -> None:
    task = hand_in(school, officer, [HEAD, AN, BINH])
    where = f"/staff-lists/{task.id}"
    send(desk, where, f"{where}/all")
    person = db.session.get_one(Person, rows_of(task)[1].person_id)
    person.is_public = True
    db.session.commit()
    send(desk, where, f"{where}/undo")
    assert f'href="{where}?show=undone"' in desk.get(where).text
    first, second = re.findall(r"<h3>(.+?)</h3>", desk.get(f"{where}?show=undone").text)
    assert (first, second) == (BINH[0], AN[0])


def test_letters_of_an_old_encoding_are_confirmed_with_one_press(
    desk: FlaskClient, school: Unit, officer: Account
) -> None:
    content = text([("Ho ten", "Chuc vu"), ("Lê An", "Giám thị")]).replace("ị", "i\u0323")
    task = hand_in(school, officer, content.encode("cp1258"), name="ds.csv")
    where = f"/staff-lists/{task.id}"
    page = desk.get(where).text
    assert '<option selected value="cp1258">' in page
    assert 'name="day" value=""' in page
    assert f"{where}/all" not in page
    send(desk, where, f"{where}/questions", day="", encoding="cp1258")
    page = desk.get(where).text
    assert f"{where}/all" in page
    assert "Lê An" in page
