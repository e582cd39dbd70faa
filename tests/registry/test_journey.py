"""An intellectual's whole way: begin, state, prove, be confirmed, publish, be found, take back."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from portal.accounts.models import Account
from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.registry.models import Degree, ItemState, Person
from portal.units.models import Unit, UnitKind
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.units import make_unit


@pytest.fixture
def province() -> Unit:
    return make_unit(name="Tỉnh Sông Hương", kind=UnitKind.PROVINCE)


@pytest.fixture
def commune(province: Unit) -> Unit:
    return make_unit(province, name="Phường An Cựu", kind=UnitKind.COMMUNE)


@pytest.fixture
def doctor(commune: Unit) -> Account:
    return make_account(full_name="Trần Thị Hà")


@pytest.fixture
def officer(province: Unit) -> Account:
    return make_account(Role.PEOPLE_OFFICER, province)


def send(client: FlaskClient, url: str, form_at: str = "", **data: object) -> TestResponse:
    page = client.get(form_at or url)
    assert page.status_code == 200, page.status
    data = {"csrf_token": csrf_of(page), **data}
    return client.post(url, data=data, content_type="multipart/form-data")


def scan() -> tuple[BytesIO, str]:
    content = BytesIO()
    Image.new("RGB", (400, 300), "white").save(content, "PNG")
    content.seek(0)
    return content, "bằng.png"


def test_an_intellectual_is_confirmed_published_and_found(
    client: FlaskClient, app: Portal, doctor: Account, officer: Account, commune: Unit
) -> None:
    owner = sign_in(client, doctor)
    assert owner.get("/profile", follow_redirects=True).status_code == 200
    begun = send(
        owner,
        "/profile/new",
        full_name="BS. Trần Thị Hà",
        home_unit="phường an cựu",
        headline="Bác sĩ tim mạch",
        sector="health",
    )
    assert begun.status_code == 302, begun.text
    person = db.session.scalars(db.select(Person)).one()
    assert person.full_name == "Trần Thị Hà"
    assert person.home_unit_id == commune.id
    record = f"/people/{person.id}/record"
    assert owner.get(record).status_code == 200

    stated = send(
        owner,
        f"/people/{person.id}/items/degree/new",
        level="doctor",
        discipline="Nội tim mạch",
        organisation="Trường Đại học Y Dược",
        awarded="2010",
        diploma_number="TS-123",
        visibility="public",
        evidence=scan(),
    )
    assert stated.status_code == 302, stated.text
    degree = db.session.scalars(db.select(Degree)).one()
    proof = f"/items/degree/{degree.id}/proof"
    assert send(owner, f"/items/degree/{degree.id}/submit", proof).status_code == 302
    db.session.refresh(degree)
    assert degree.state is ItemState.SUBMITTED

    clerk = sign_in(app.test_client(), officer)
    queue = clerk.get("/verification")
    assert "Nội tim mạch" in queue.text
    decision = {"method": "scan", "decision": "verify", "version": str(degree.version)}
    decided = send(clerk, f"/verification/degree/{degree.id}", **decision)
    assert decided.status_code == 302, decided.text
    db.session.refresh(degree)
    assert degree.state is ItemState.VERIFIED

    public = app.test_client()
    assert public.get(f"/people/{person.id}-tran-thi-ha").status_code == 404
    publication = f"/people/{person.id}/publication"
    assert send(owner, publication).status_code == 422
    assert send(owner, publication, agree="y").status_code == 302
    page = public.get(f"/people/{person.id}", follow_redirects=True)
    assert page.status_code == 200
    assert "Nội tim mạch" in page.text
    assert "TS-123" not in page.text
    for question in ("tran thi ha", "Hà", "tim mach"):
        assert "Trần Thị Hà" in public.get("/people", query_string={"q": question}).text
    assert "Trần Thị Hà" in public.get("/people?level=doctor").text
    assert "Trần Thị Hà" not in public.get("/people?level=master").text

    back = send(owner, f"/people/{person.id}/publication/withdraw", record)
    assert back.status_code == 302
    assert public.get(f"/people/{person.id}-tran-thi-ha").status_code == 404
    assert "Trần Thị Hà" not in public.get("/people?q=tran+thi+ha").text
