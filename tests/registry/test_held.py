"""Everything held about me: no table that names people is forgotten, and nothing of others is told."""

import json
import re

import pypdfium2
import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect

from portal.accounts.actions import add_delegate, agree
from portal.accounts.models import Account, ConsentPurpose
from portal.core.db import Model, db
from portal.core.unit_of_work import Portal
from portal.registry.actions.sensitive import SensitiveInput, reveal, set_sensitive
from portal.registry.held import (
    _DERIVED,
    _SECRET,
    answered_tables,
    everything_about,
    parts,
    titles,
)
from portal.registry.held_paper import as_paper, sections_of
from portal.registry.held_words import MACHINE, WORDS
from portal.registry.models import ITEM_MODELS, Audience, Person
from portal.registry.sensitive import SensitiveField
from portal.units.models import Unit
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_degree, make_person, make_work

NAMES = ("person_id", "account_id")


@pytest.fixture
def person(commune: Unit) -> Person:
    return make_person(full_name="Trần Thị Chủ", account=make_account(), home_unit=commune)


def test_every_table_that_names_people_is_handed_out_or_left_out_with_a_reason(app: Portal) -> None:
    naming = {
        mapper.class_
        for mapper in Model.registry.mappers
        if any(column.name in NAMES and column.foreign_keys for column in mapper.columns)
    }
    assert {table.__name__ for table in naming - answered_tables()} == set()


def test_the_file_holds_what_nobody_else_sees_and_nothing_of_others(
    person: Person, officer: Account
) -> None:
    make_degree(person, discipline="Chỉ mình tôi", visibility=Audience.OWNER)
    make_work(person, title="Công trình của tôi")
    other = make_person(account=make_account(full_name="Người Khác"))
    make_degree(other, discipline="Của người khác")
    add_delegate(person.account, make_account(), ends_on=None)
    agree(person.account, ConsentPurpose.STATISTICS, seen=1)
    given = SensitiveInput(national_id="046160001234", ethnicity="01")
    set_sensitive(person, given, actor=person.account)
    reveal(person, SensitiveField.NATIONAL_ID, actor=officer, reason="Đối chiếu")
    db.session.flush()
    file = json.loads(json.dumps(everything_about(person)))
    assert (file["format"], file["version"]) == ("hien-tai.held", 1)
    parts = file["parts"]
    assert parts["degree"][0]["discipline"] == "Chỉ mình tôi"
    assert parts["works"][0]["title"] == "Công trình của tôi"
    assert parts["sensitive"] == [
        {"national_id": "046160001234", "ethnicity": "01", "party_joined": ""}
    ]
    assert parts["sensitive_readings"][0]["reason"] == "Đối chiếu"
    for name in ("account", "consents", "delegates", "person", "revisions", "contribution"):
        assert parts[name], name
    text = json.dumps(file, ensure_ascii=False)
    assert "Của người khác" not in text
    for secret in ("password_hash", "token_hash", "claim_digest", "national_id_key", "argon2"):
        assert secret not in text


def test_every_column_of_each_item_is_there_but_derived_and_secret_ones(person: Person) -> None:
    degree = make_degree(person)
    (row,) = everything_about(person)["parts"]["degree"]
    columns = {column.key for column in inspect(type(degree)).column_attrs}
    assert columns - set(row) == {"version"}
    assert {kind.value for kind in ITEM_MODELS} <= {name for name, _title in titles()}


def test_every_column_has_words_on_paper_or_is_for_machines() -> None:
    names = {
        attribute.key
        for part in parts()
        for table in part.tables
        for attribute in inspect(table).column_attrs
    }
    left = {
        name
        for name in names - set(WORDS) - MACHINE - _DERIVED
        if not name.endswith(("_id", *_SECRET))
    }
    assert left == set()
    assert not set(WORDS) & MACHINE


def test_the_paper_speaks_vietnamese_and_says_who_looked(person: Person, officer: Account) -> None:
    make_degree(person, awarded="2014-12", visibility=Audience.OFFICERS)
    set_sensitive(person, SensitiveInput(national_id="046160001234"), actor=person.account)
    reveal(person, SensitiveField.NATIONAL_ID, actor=officer, reason="Đối chiếu")
    db.session.flush()
    told = {section["title"]: section["rows"] for section in sections_of(person)}
    (degree,) = told["Học vị"]
    assert ["Ai được xem", "Cán bộ phụ trách"] in degree
    assert any(value == "12/2014" for _name, value in degree)
    assert any("Tiến sĩ" in value for _name, value in degree)
    (basics,) = told["Thông tin chung"]
    assert any(value == person.home_unit.name for _name, value in basics)
    (reading,) = told["Ai đã xem thông tin nhạy cảm"]
    assert ["Người xem", officer.full_name] in reading
    assert ["Lý do", "Đối chiếu"] in reading
    words = {name for rows in told.values() for row in rows for name, _value in row}
    assert not [word for word in words if "_" in word]
    values = [value for rows in told.values() for row in rows for _name, value in row]
    assert not [one for one in values if re.search(r"T\d\d:\d\d|^(True|False|None)$", one)]


def test_only_the_owner_downloads_it_and_as_paper_too(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    make_degree(person, discipline="Hồi sức")
    db.session.commit()
    sign_in(client, officer)
    for ending in ("", ".json", ".pdf"):
        assert client.get(f"/people/{person.id}/held{ending}").status_code == 404
    sign_in(client, person.account)
    assert client.get(f"/people/{person.id}/held").status_code == 200
    answer = client.get(f"/people/{person.id}/held.json")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert json.loads(answer.data)["person"]["id"] == person.id
    document = pypdfium2.PdfDocument(as_paper(person))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Hồi sức" in text
