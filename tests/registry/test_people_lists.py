"""Lists of people: who reads and keeps them, what a reader sees of each, and the files made of them."""

import csv
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.registry.lists import actions, rules
from portal.registry.lists.permissions import EDIT_LIST, KEEP_ENTRIES, READ_LIST
from portal.registry.lists.queries import people_on
from portal.registry.lists.sheet import plain
from portal.registry.models import Audience, ListKind, PeopleList, Person
from portal.units.models import Unit
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_degree, make_person
from tests.factories.units import make_unit
from tests.registry.conftest import Counter as Statements


def make_list(owner: Account, *people: Person, **given: Any) -> PeopleList:
    made = actions.begin_list(owner=owner, **({"name": "Chuyên gia chè"} | given))
    if people:
        actions.add_people(made, people)
    db.session.commit()
    return made


RIGHTS = [
    # who, shared with the unit, reads, keeps the people on it, changes and deletes it
    ("owner", False, True, True, True),
    ("owner", True, True, True, True),
    ("officer", False, False, False, False),
    ("officer", True, True, True, False),
    ("leader", True, True, False, False),
    ("elsewhere", True, False, False, False),
    ("citizen", True, False, False, False),
    ("nobody", True, False, False, False),
]


@pytest.mark.parametrize(("who", "shared", "reads", "keeps", "changes"), RIGHTS)
def test_who_may_do_what_with_a_list(
    who: str, shared: bool, reads: bool, keeps: bool, changes: bool, province: Unit
) -> None:
    actor = {
        "owner": lambda: make_account(Role.PEOPLE_OFFICER, province),
        "officer": lambda: make_account(Role.PEOPLE_OFFICER, province),
        "leader": lambda: make_account(Role.UNIT_LEADER, province),
        "elsewhere": lambda: make_account(Role.PEOPLE_OFFICER, make_unit()),
        "citizen": make_account,
        "nobody": lambda: None,
    }[who]()
    owner = actor if who == "owner" else make_account(Role.PEOPLE_OFFICER, province)
    people = make_list(owner, unit=province if shared else None)
    assert READ_LIST(actor, people) is reads
    assert KEEP_ENTRIES(actor, people) is keeps
    assert EDIT_LIST(actor, people) is changes


def test_a_list_is_shared_only_with_a_unit_whose_people_one_reads(province: Unit) -> None:
    with pytest.raises(RuleBroken):
        make_list(make_account(), unit=province)


def test_each_reader_sees_of_the_list_whom_they_may_see_anyway(
    commune: Unit, officer: Account
) -> None:
    hidden = make_person(full_name="Lò Thị Kín", home_unit=commune, is_public=False)
    shown = make_person(full_name="Lò Thị Mở")
    people = make_list(officer, hidden, shown)
    assert [one.person for one in people_on(people, officer)] == [hidden, shown]
    assert [one.person for one in people_on(people, make_account())] == [shown, None]


def test_who_became_hidden_is_no_longer_named(client: FlaskClient) -> None:
    owner, person = make_account(), make_person(full_name="Vì Thị Ẩn")
    people = make_list(owner, person)
    actions.write_note(people, person.id, "gọi sau Tết")
    person.is_public = False
    db.session.commit()
    sign_in(client, owner)
    for address in ("", ".csv"):
        text = client.get(f"/lists/{people.key}{address}").get_data(as_text=True)
        assert "Vì Thị Ẩn" not in text
        assert "gọi sau Tết" in text
    assert "không còn được hiển thị" in text.lower()


def test_a_merged_record_stands_under_its_survivor_with_both_notes() -> None:
    owner = make_account()
    old, new = make_person(), make_person(full_name="Người Còn Lại")
    people = make_list(owner, old, new)
    actions.write_note(people, old.id, "một")
    actions.write_note(people, new.id, "hai")
    old.is_public, old.merged_into_id = False, new.id
    db.session.commit()
    (line,) = people_on(people, owner)
    assert line.person is new
    assert sorted(line.note.split("\n")) == ["hai", "một"]
    again = make_list(owner, old)
    assert [entry.person_id for entry in again.entries] == [new.id]


def test_a_live_list_shows_whom_the_directory_finds_now(client: FlaskClient) -> None:
    owner = make_account()
    people = make_list(owner, query={"level": ["doctor"]})
    assert people.kind is ListKind.LIVE
    make_degree(make_person(full_name="Tiến Sĩ Mới"))
    db.session.commit()
    sign_in(client, owner)
    assert "Tiến Sĩ Mới" in client.get(f"/lists/{people.key}").text
    assert "Tiến Sĩ Mới" in client.get(f"/lists/{people.key}.csv").get_data(as_text=True)


def test_putting_somebody_on_a_list_twice_changes_nothing() -> None:
    person = make_person()
    people = make_list(make_account(), person)
    assert actions.add_people(people, [person, person]) == 0
    assert len(people.entries) == 1


def test_lists_and_their_lengths_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_account()
    people = make_list(owner)
    monkeypatch.setattr(rules, "MOST_ENTRIES", 1)
    with pytest.raises(RuleBroken):
        actions.add_people(people, [make_person(), make_person()])
    monkeypatch.setattr(rules, "MOST_LISTS", 1)
    with pytest.raises(RuleBroken):
        make_list(owner)


def test_the_second_to_save_is_told_and_loses_nothing(client: FlaskClient) -> None:
    owner = make_account()
    people = make_list(owner, note="cũ")
    sign_in(client, owner)
    path = f"/lists/{people.key}/edit"
    page = client.get(path)
    version = re.search(r'name="version"[^>]*value="(\d+)"', page.text)
    assert version
    typed = {"csrf_token": csrf_of(page), "version": version[1], "name": "Tên"}
    assert client.post(path, data=typed | {"note": "của người kia"}).status_code == 302
    late = client.post(path, data=typed | {"note": "của tôi"})
    assert late.status_code == 422
    assert "của người kia" in late.text
    assert "của tôi" in late.text


def test_a_note_is_not_written_over_unread() -> None:
    person = make_person()
    people = make_list(make_account(), person)
    seen = people.version
    actions.write_note(people, person.id, "một", seen=seen)
    db.session.commit()
    with pytest.raises(EditConflict):
        actions.write_note(people, person.id, "hai", seen=seen)


HOSTILE = ["=1+1", "+84 912", "-2", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(client: FlaskClient, text: str) -> None:
    owner = make_account()
    person = make_person(headline=text)
    people = make_list(owner, person, name="Danh sách")
    actions.write_note(people, person.id, text)
    db.session.commit()
    sign_in(client, owner)
    sheet = client.get(f"/lists/{people.key}.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.data)).get_sheet_by_index(0).to_python()
    assert any(text.strip() in str(cell) for row in rows for cell in row)
    told = client.get(f"/lists/{people.key}.csv").data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(told)) for cell in row]
    assert f"'{text}" in cells
    assert not any(cell.lstrip()[:1] in "=+@" for cell in cells if cell.strip())


def test_an_ordinary_text_stays_as_it_is() -> None:
    assert plain("Nguyễn Văn An") == "Nguyễn Văn An"


def test_the_file_holds_a_contact_only_for_those_who_may_see_it(
    client: FlaskClient, commune: Unit, officer: Account
) -> None:
    person = make_person(
        home_unit=commune, contact_email="a@example.vn", contact_visibility=Audience.OFFICERS
    )
    for owner, sees in ((officer, True), (make_account(), False)):
        people = make_list(owner, person)
        sign_in(client, owner)
        told = client.get(f"/lists/{people.key}.csv").get_data(as_text=True)
        assert ("a@example.vn" in told) is sees


def test_people_ticked_in_the_directory_go_onto_a_new_list_with_a_note(client: FlaskClient) -> None:
    owner = make_account()
    first, second = make_person(full_name="Lò Thị Một"), make_person(full_name="Lò Thị Hai")
    db.session.commit()
    assert 'name="person"' not in client.get("/people").text
    sign_in(client, owner)
    assert f'name="person" value="{first.id}"' in client.get("/people").text
    path = f"/lists/add?person={first.id}&person={second.id}&person=999999&person=x"
    page = client.get(path)
    assert "Lò Thị Một" in page.text
    assert "Lò Thị Hai" in page.text
    frame = {"csrf_token": csrf_of(page), "onto": "new"}
    assert client.post(path, data=frame).status_code == 422
    done = client.post(path, data=frame | {"name": "Mời họp"}, follow_redirects=True)
    assert "Mời họp" in done.text
    assert "Lò Thị Hai" in done.text
    people = db.session.scalars(db.select(PeopleList)).one()
    assert len(people.key) >= 20
    note = f"/lists/{people.key}/people/{first.id}"
    page = client.get(note)
    assert (
        client.post(note, data={"csrf_token": csrf_of(page), "note": "đã gọi"}).status_code == 302
    )
    assert "đã gọi" in client.get(f"/lists/{people.key}").text
    page = client.get(f"/lists/{people.key}")
    client.post(f"{note}/remove", data={"csrf_token": csrf_of(page)})
    assert "Lò Thị Một" not in re.sub(
        r"(?s)<main.*?<h2>", "", client.get(f"/lists/{people.key}").text
    )
    client.post(f"/lists/{people.key}/delete", data={"csrf_token": csrf_of(page)})
    assert client.get(f"/lists/{people.key}").status_code == 404


def test_nobody_puts_people_on_the_list_of_another(client: FlaskClient) -> None:
    theirs = make_list(make_account())
    person = make_person()
    db.session.commit()
    sign_in(client, make_account())
    path = f"/lists/add?person={person.id}"
    frame = {"csrf_token": csrf_of(client.get(path)), "onto": theirs.key}
    assert client.post(path, data=frame).status_code == 422
    assert theirs.entries == []


def test_a_question_of_the_directory_is_kept_as_a_live_list(client: FlaskClient) -> None:
    owner = make_account()
    sign_in(client, owner)
    path = "/lists/new?live=1&level=doctor&q=che"
    frame = {"csrf_token": csrf_of(client.get(path)), "name": "Tiến sĩ về chè"}
    assert client.post(path, data=frame).status_code == 302
    people = db.session.scalars(db.select(PeopleList)).one()
    assert (people.kind, people.query) == (ListKind.LIVE, {"q": "che", "level": ["doctor"]})


@pytest.mark.parametrize("address", ["/lists", "/lists/{key}", "/lists/{key}.csv"])
def test_a_list_asks_as_often_for_thirty_as_for_one(
    client: FlaskClient, statements: Statements, address: str
) -> None:
    owner = make_account()
    people = make_list(owner)
    sign_in(client, owner)
    path, owner_id, list_id = address.format(key=people.key), owner.id, people.id
    asked = []
    for more in (1, 29):
        owner = db.session.get_one(Account, owner_id)
        people = db.session.get_one(PeopleList, list_id)
        for _ in range(more):
            person = make_person()
            make_degree(person)
            actions.add_people(people, [person])
            make_list(owner, person)
        db.session.commit()
        client.get(path)
        db.session.remove()
        with statements() as seen:
            assert client.get(path).status_code == 200
        asked.append(len(seen))
    assert asked[0] == asked[1]
