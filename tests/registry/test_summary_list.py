"""Trích ngang: of each person what the reader may see, in as many statements for thirty as for one."""

from io import BytesIO

from docx import Document
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.models import Audience, DegreeLevel, Person, Sex
from portal.registry.summary_list import summary_docx, summary_pdf
from portal.units.models import Unit
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import (
    make_appointment,
    make_degree,
    make_distinction,
    make_person,
    make_person_field,
)
from tests.registry.conftest import Counter


def stated(unit: Unit | None = None) -> Person:
    person = make_person(
        full_name="Lò Thị Hương", home_unit=unit, birth_date="1960-05-19", sex=Sex.FEMALE
    )
    person.sex_visibility = Audience.PUBLIC
    person.birth_visibility = Audience.OFFICERS
    make_appointment(person, role="Trưởng khoa", organisation="Bệnh viện tỉnh")
    make_appointment(person, role="Bác sĩ", organisation="Trạm xá cũ", ends="2014")
    make_degree(person, level=DegreeLevel.MASTER, discipline="Y tế công cộng")
    make_degree(person, level=DegreeLevel.DOCTOR, visibility=Audience.OWNER, discipline="Giấu kín")
    make_distinction(person, name="Giải nhất sáng tạo", awarded="2020")
    make_person_field(person)
    db.session.flush()
    return person


def line(content: bytes) -> list[str]:
    (table,) = Document(BytesIO(content)).tables
    return [cell.text for cell in table.rows[1].cells]


def test_an_officer_reads_what_officers_may_see(officer: Account, commune: Unit) -> None:
    told = line(summary_docx([stated(commune)], officer))
    assert told[1:4] == ["Lò Thị Hương", "1960", "Nữ"]
    assert told[4] == "Trưởng khoa, Bệnh viện tỉnh"
    assert told[5] == "Thạc sĩ, Y tế công cộng"
    assert told[7] == "Giải nhất sáng tạo (2020)"


def test_another_reader_is_told_no_year_of_birth(commune: Unit) -> None:
    told = line(summary_docx([stated(commune)], make_account()))
    assert told[1:4] == ["Lò Thị Hương", "", "Nữ"]
    assert "Giấu kín" not in " ".join(told)


def test_the_list_prints(commune: Unit, officer: Account) -> None:
    assert summary_pdf([stated(commune)], officer, subject="Hội đồng").startswith(b"%PDF")


def test_thirty_people_take_as_many_statements_as_one(
    commune: Unit, officer: Account, statements: Counter
) -> None:
    counts = []
    for number in (1, 30):
        people = [stated(commune) for _n in range(number)]
        db.session.flush()
        with statements() as seen:
            summary_docx(people, officer)
        counts.append(len(seen))
    assert counts[1] <= counts[0] <= 12


def test_the_papers_are_for_the_owner_and_the_officers_in_charge(
    client: FlaskClient, officer: Account, commune: Unit
) -> None:
    owner = make_account()
    person = stated(commune)
    person.account = owner
    db.session.commit()
    for path in (
        f"/people/{person.id}/summary",
        f"/people/{person.id}/cv?format=docx&sections=degree",
    ):
        assert sign_in(client, owner).get(path).status_code == 200
        assert sign_in(client, officer).get(path).status_code == 200
        assert sign_in(client, make_account()).get(path).status_code == 404


def test_the_officers_cv_leaves_out_what_only_the_owner_sees(
    client: FlaskClient, officer: Account, commune: Unit
) -> None:
    person = stated(commune)
    db.session.commit()
    path = f"/people/{person.id}/cv?format=docx&sections=degree"
    paper = Document(BytesIO(sign_in(client, officer).get(path).data))
    text = "\n".join(one.text for one in paper.paragraphs)
    assert "Y tế công cộng" in text
    assert "Giấu kín" not in text
