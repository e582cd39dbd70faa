"""Pages of units and documents, as people use them."""

from datetime import date

from flask.testing import FlaskClient

from portal.core import clock
from portal.core.db import db
from portal.units import actions, queries
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.units import make_document, make_unit


def address(unit: Unit) -> str:
    return f"/units/{unit.id}-{unit.slug}"


def test_a_unit_is_found_by_an_old_name_without_accents(client: FlaskClient) -> None:
    unit = make_unit(name="Sở Khoa học", starts_on=date(2020, 1, 1))
    actions.rename_unit(unit, name="Sở Khoa học và Công nghệ", on=date(2025, 3, 1))
    db.session.commit()
    page = client.get("/units?q=so+khoa+hoc")
    assert "Sở Khoa học và Công nghệ" in page.text
    assert page.text.count(address(unit)) == 2


def test_a_unit_shows_its_successor(client: FlaskClient) -> None:
    old = make_unit(name="Phòng Cũ", starts_on=date(2020, 1, 1))
    new = make_unit(name="Phòng Mới", starts_on=date(2025, 3, 1))
    actions.merge_units([old], new, on=date(2025, 3, 1))
    db.session.commit()
    assert address(new) in client.get(address(old)).text
    assert "Phòng Cũ" in client.get(address(new)).text


def test_an_old_address_leads_to_the_new_one(client: FlaskClient) -> None:
    unit = make_unit()
    db.session.commit()
    answer = client.get(f"/units/{unit.id}-old-name")
    assert answer.status_code == 301
    assert answer.location == address(unit)


def test_an_administrator_founds_a_unit_below_theirs(client: FlaskClient) -> None:
    province = make_unit(name="Tỉnh Thử", kind=UnitKind.PROVINCE)
    sign_in(client, make_account("admin", province))
    typed = {
        "csrf_token": csrf_of(client.get("/units/new")),
        "name": "Sở Y tế",
        "kind": "agency",
        "parent": "tinh thu",
    }
    answer = client.post("/units/new", data=typed)
    assert answer.status_code == 302
    [unit] = queries.unit_named("Sở Y tế", on=clock.today())
    assert unit.current.parent_id == province.id


def test_an_administrator_changes_nothing_outside(client: FlaskClient) -> None:
    own, other = make_unit(name="Tỉnh A"), make_unit(name="Tỉnh B")
    sign_in(client, make_account("admin", own))
    assert client.get(f"/units/{other.id}/rename").status_code == 403
    typed = {
        "csrf_token": csrf_of(client.get("/units/new")),
        "name": "Sở Y tế",
        "kind": "agency",
        "parent": f"#{other.id}",
    }
    assert client.post("/units/new", data=typed).status_code == 403


def test_renaming_keeps_both_names(client: FlaskClient) -> None:
    unit = make_unit(name="Hội Cũ", kind=UnitKind.ASSOCIATION, starts_on=date(2020, 1, 1))
    sign_in(client, make_account("admin", unit))
    token = csrf_of(client.get(f"/units/{unit.id}/rename"))
    typed = {"csrf_token": token, "name": "Hội Mới", "on": "01/03/2026"}
    assert client.post(f"/units/{unit.id}/rename", data=typed).status_code == 302
    assert queries.name_of(unit, date(2026, 2, 28)) == "Hội Cũ"
    assert queries.name_of(unit, date(2026, 3, 1)) == "Hội Mới"
    again = client.post(f"/units/{unit.id}/rename", data=typed | {"name": "Hội Khác"})
    assert again.status_code == 422
    assert "Hội Khác" in again.text


def test_two_units_of_one_name_are_told_apart(client: FlaskClient) -> None:
    province = make_unit(name="Tỉnh Thử")
    first, second = (make_unit(province, name="Phòng Tổ chức") for _time in range(2))
    sign_in(client, make_account("admin", province))
    typed = {
        "csrf_token": csrf_of(client.get("/units/new")),
        "name": "Tổ Một",
        "kind": "division",
        "parent": "Phòng Tổ chức",
    }
    answer = client.post("/units/new", data=typed)
    assert answer.status_code == 422
    assert f"#{first.id}" in answer.text
    assert f"#{second.id}" in answer.text


def test_the_register_is_for_people_who_signed_in(client: FlaskClient) -> None:
    make_document(number="45/QĐ-UBND")
    db.session.commit()
    assert client.get("/documents").status_code == 302
    sign_in(client, make_account())
    assert "45/QĐ-UBND" in client.get("/documents?q=45/qd").text
    assert client.get("/documents/new").status_code == 403


def test_an_officer_registers_a_document_once(client: FlaskClient) -> None:
    sign_in(client, make_account("people_officer", make_unit()))
    typed = {
        "csrf_token": csrf_of(client.get("/documents/new")),
        "number": "7/QĐ-UBND",
        "kind": "decision",
        "issued_on": "02/03/2026",
        "issuer": "UBND tỉnh",
        "subject": "Về việc thử",
    }
    answer = client.post("/documents/new", data=typed, follow_redirects=True)
    assert "Về việc thử" in answer.text
    assert client.post("/documents/new", data=typed).status_code == 422
