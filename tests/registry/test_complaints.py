"""Every rule, case and complaint of the reference has its test: the list, and those that stood alone."""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.registry.importing import ImportTask, RowState
from portal.registry.importing.actions import OTHER, accept, begin_import
from portal.registry.importing.diff import compare_rows
from portal.registry.importing.forms import Decision
from portal.registry.importing.jobs import forget_imports
from portal.registry.importing.models import ImportRow, RowStanding
from portal.registry.lines import period
from portal.registry.models import (
    Audience,
    Degree,
    ItemState,
    Keyword,
    Person,
    PersonIdentifier,
    Sector,
    Sex,
    Work,
)
from portal.registry.profile import profile_of
from portal.registry.staff.template import csv_template, xlsx_template
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import (
    make_appointment,
    make_degree,
    make_distinction,
    make_person,
    make_work,
)
from tests.factories.units import make_unit
from tests.registry.staff.conftest import hand_in

TESTS = Path(__file__).resolve().parents[1]
LIST = Path(__file__).with_name("complaints.txt")
WHOLE = {
    *(f"3.{n}" for n in range(1, 15)),
    *(f"4.{n}" for n in range(1, 6)),
    *(f"5.{n}" for n in range(1, 30)),
    *(f"9.{n}" for n in range(1, 25)),
}
BIBTEX = "@article{a, title={Lũ quét}, author={Nguyễn Văn Anh}, year={2020}}"


def demands() -> list[tuple[str, list[str]]]:
    lines = [line for line in LIST.read_text("utf-8").splitlines() if line and line[0] != "#"]
    parts = [[part.strip() for part in line.split(" | ")] for line in lines]
    return [(number, tests.split()) for number, _words, tests in parts]


def test_every_demand_is_in_the_list_once() -> None:
    assert sorted(number for number, _tests in demands()) == sorted(WHOLE)


@pytest.mark.parametrize(("number", "tests"), demands(), ids=lambda one: str(one)[:5])
def test_every_demand_has_tests_that_exist(number: str, tests: list[str]) -> None:
    assert tests, number
    for test in tests:
        file, _sign, name = test.partition("::")
        text = (TESTS / file).read_text("utf-8")
        assert re.search(rf"^(async )?def {name}\(", text, re.M), test


@pytest.fixture
def account() -> Account:
    return make_account(full_name="Nguyễn Văn Anh")


@pytest.fixture
def person(account: Account) -> Person:
    return make_person(full_name="Nguyễn Văn Anh", account=account)


def record_of(*words: str, urls: tuple[str, ...] = ()) -> str:
    """An ORCID record with these keywords and addresses."""
    record = {
        "orcid-identifier": {"path": "0000-0002-1825-0097"},
        "person": {
            "name": {"credit-name": {"value": "Nguyễn Văn Anh"}},
            "keywords": {
                "keyword": [
                    {"content": word, "path": f"/0000-0002-1825-0097/keywords/{word}"}
                    for word in words
                ]
            },
            "researcher-urls": {"researcher-url": [{"url": {"value": url}} for url in urls]},
        },
        "activities-summary": {},
    }
    return json.dumps(record)


def take_plain(person: Person, account: Account, content: str) -> ImportTask:
    task = begin_import(person, content, actor=account)
    accept(person, [Decision(row) for row in task.rows], actor=account)
    return task


def test_an_open_end_reads_as_today_and_a_year_stays_a_year() -> None:
    assert period("2015", None) == "2015 – nay"
    assert period("2016", "2017-12") == "2016 – 12/2017"
    assert period("2018-06-01", "2018-06-30") == "01/06/2018 – 30/06/2018"


def test_confirmed_and_stated_items_are_counted_for_each_reader(person: Person) -> None:
    make_degree(person, state=ItemState.VERIFIED)
    make_appointment(person)
    make_distinction(person, state=ItemState.VERIFIED, visibility=Audience.OWNER)
    assert profile_of(person, Audience.PUBLIC).counted == (1, 1)
    assert profile_of(person, Audience.OWNER).counted == (2, 1)


def test_a_list_nobody_decided_on_is_forgotten_and_what_was_taken_stays(
    person: Person, account: Account
) -> None:
    task = begin_import(person, BIBTEX, actor=account)
    accept(person, [Decision(task.rows[0], "0")], actor=account)
    waiting = begin_import(person, BIBTEX.replace("quét", "ống"), actor=account)
    young = begin_import(person, BIBTEX.replace("quét", "lụt"), actor=account)
    for one in (task, waiting):
        one.expires_at = clock.now() - timedelta(days=1)
    db.session.flush()
    forget_imports()
    db.session.flush()
    assert db.session.scalars(select(ImportTask)).all() == [young]
    assert [work.title for work in db.session.scalars(select(Work))] == ["Lũ quét"]


def test_one_screen_shows_new_changed_same_and_only_here_and_takes_row_by_row(
    client: FlaskClient, person: Person, account: Account
) -> None:
    degree = {
        "put-code": 1,
        "path": "/0000-0002-1825-0097/education/1",
        "role-title": "Tiến sĩ",
        "department-name": "Thuỷ văn",
        "start-date": {"year": {"value": "2010"}},
        "end-date": {"year": {"value": "2014"}},
        "organization": {"name": "Đại học Huế"},
    }

    def record(*words: str, year: str) -> str:
        content = json.loads(record_of(*words))
        told = degree | {"end-date": {"year": {"value": year}}}
        group = {"summaries": [{"education-summary": told}]}
        content["activities-summary"] = {"educations": {"affiliation-group": [group]}}
        return json.dumps(content)

    take_plain(person, account, record("giữ nguyên", "đã bỏ", year="2014"))
    db.session.commit()
    task = begin_import(person, record("giữ nguyên", "mới thêm", year="2015"), actor=account)
    db.session.commit()
    rows = {one.row.id: one for one in compare_rows(task.rows, person)}
    of = {one.status.value: one.row for one in rows.values() if one.row.kind != "identifier"}
    assert set(of) == {"same", "new", "changed"}
    address = f"/imports/{task.id}"
    page = sign_in(client, account).get(address)
    for words in ("Mới: 1", "Có điểm khác: 1", "Chỉ có trên hồ sơ: 1", "đã bỏ", "mới thêm"):
        assert words in page.text, words
    assert "<del>2014</del>" in page.text
    data = {"csrf_token": csrf_of(page), f"accept-{of['changed'].id}": "1", "visibility": "owner"}
    assert client.post(address, data=data).status_code == 302
    db.session.expire_all()
    assert db.session.scalars(select(Degree)).one().awarded == "2015"
    kept = sorted(one.word for one in db.session.scalars(select(Keyword)))
    assert kept == ["giữ nguyên", "đã bỏ"]
    assert of["new"].state is RowState.WAITING


def test_an_address_without_a_name_is_kept(person: Person, account: Account) -> None:
    take_plain(person, account, record_of("nước", urls=("https://example.vn/toi",)))
    values = {one.value for one in db.session.scalars(select(PersonIdentifier))}
    assert "https://example.vn/toi" in values


def test_asking_orcid_again_shows_only_what_is_new(person: Person, account: Account) -> None:
    take_plain(person, account, record_of("một", "hai"))
    again = begin_import(person, record_of("một", "hai", "ba"), actor=account)
    compared = compare_rows(again.rows, person)
    assert [one.row.parsed["values"].get("word") for one in compared if one.is_plain] == ["ba"]


@pytest.fixture
def school() -> Unit:
    return make_unit(name="Trường Đại học Sông Hương", kind=UnitKind.INSTITUTION)


@pytest.fixture
def clerk(school: Unit) -> Account:
    return make_account(Role.PEOPLE_OFFICER, school)


def rows_of(task: ImportTask) -> list[ImportRow]:
    query = select(ImportRow).where(ImportRow.task_id == task.id).order_by(ImportRow.number)
    return list(db.session.scalars(query))


def test_signs_around_an_address_are_mended_or_told_beside_their_column(
    school: Unit, clerk: Account
) -> None:
    head = ("Họ và tên", "E-mail", "Chức vụ")
    addresses = ("<binh@truong.vn>", "Bình <binh2@truong.vn>", "a@b@truong.vn", "<>")
    lines = [(f"Trần Thị Bình {'ABCD'[n]}", one, "Giảng viên") for n, one in enumerate(addresses)]
    rows = rows_of(hand_in(school, clerk, [head, *lines]))
    told = [row.parsed["told"]["basics"].get("contact_email") for row in rows]
    assert told[:2] == ["binh@truong.vn", "binh2@truong.vn"]
    for row in rows[2:]:
        assert row.standing is RowStanding.WRONG
        assert "ten@donvi.vn" in row.error


def test_the_error_of_a_row_lists_the_allowed_values(school: Unit, clerk: Account) -> None:
    head = ("Họ và tên", "Chức vụ", "Học vị cao nhất")
    (row,) = rows_of(hand_in(school, clerk, [head, ("Trần Thị Bình", "Giảng viên", "Vua")]))
    assert row.standing is RowStanding.WRONG
    for word in ("Học vị", "Tiến sĩ", "Thạc sĩ"):
        assert word in row.error


@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_the_template_of_a_staff_list_is_itself_a_list_that_loads(
    school: Unit, clerk: Account, end: str
) -> None:
    content = xlsx_template(school) if end == "xlsx" else csv_template()
    task = hand_in(school, clerk, content, name=f"mau.{end}", day=clock.today())
    assert task.errors == []
    assert task.columns["unknown"] == []
    assert [row.error for row in rows_of(task)] == [""]


def test_ones_own_name_stands_out_among_the_authors(client: FlaskClient, person: Person) -> None:
    make_work(make_person(full_name="Lò Thị Một"), person, make_person(full_name="Lê Ba"))
    db.session.commit()
    text = client.get(person.url).text
    assert "Lò Thị Một, <strong>Nguyễn Văn Anh</strong>, Lê Ba" in text


class Figures(HTMLParser):
    """The pictures of a page: whether each has a name and stands with a table."""

    def __init__(self) -> None:
        super().__init__()
        self.unnamed = self.pictures = self.figures = self.bare = 0
        self._tables = -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "figure":
            self.figures, self._tables = self.figures + 1, 0
        if tag == "table":
            self._tables += 1
        if tag == "svg" and given.get("role") == "img":
            self.pictures += 1
            self.unnamed += not given.get("aria-labelledby")

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self.bare += self._tables == 0


def test_every_picture_has_a_name_and_its_numbers_as_a_table(
    client: FlaskClient, person: Person
) -> None:
    make_appointment(person, starts="2010")
    make_degree(person, awarded="2009")
    make_work(person, make_person(), issued="2020")
    for _n in range(7):
        make_person(birth_date="1980", sex=Sex.MALE, sector=Sector.HEALTH)
    db.session.commit()
    for address, least in ((f"/people/{person.id}/pictures", 3), ("/people/statistics", 1)):
        seen = Figures()
        seen.feed(client.get(address).text)
        assert seen.figures >= least, address
        assert seen.pictures >= 1, address
        assert (seen.unnamed, seen.bare) == (0, 0), address


def test_a_row_with_an_open_question_is_not_taken_without_its_answer(
    person: Person, account: Account
) -> None:
    task = begin_import(person, BIBTEX.replace("Nguyễn Văn Anh", "Trần Hà"), actor=account)
    assert accept(person, [Decision(task.rows[0])], actor=account).refused == 1
    assert task.rows[0].error
    assert accept(person, [Decision(task.rows[0], OTHER)], actor=account).added == 1
