"""Every private value carries a marker; no channel open to the public may show one."""

import io
import json
import zipfile
from collections.abc import Iterator

import pypdfium2
import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.cv import SECTIONS, as_docx, as_pdf, cv_of
from portal.registry.models import (
    ITEM_MODELS,
    Audience,
    ItemKind,
    ItemState,
    Person,
    Project,
    Work,
)
from portal.registry.models.career import AppointmentKind
from portal.registry.profile import profile_of
from portal.registry.search import person_documents
from portal.units.models import Unit
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import make_person, make_research_field

MARK = "CANARY"
_NEVER_SHOWN = ("student", "diploma_number", "decision_number", "number", "budget")


def marked(kind: ItemKind, name: str) -> str:
    return f"{MARK} {kind.value} {name}"


def make_item(person: Person, kind: ItemKind, visibility: Audience, **given: object) -> object:
    """An item of any kind with a marker in every text."""
    model = ITEM_MODELS[kind]
    values: dict[str, object] = {"person": person, "visibility": visibility}
    for column in inspect(model).columns:
        if column.key in ("source_note", "country") or column.foreign_keys:
            continue
        if str(column.type) == "TEXT" and column.key not in ("folded", "starts", "ends"):
            values[column.key] = marked(kind, column.key)
    for name in ("starts", "ends", "awarded", "issued", "valid_until"):
        values.pop(name, None)
    values |= _REQUIRED.get(kind, dict)()
    item = model(**(values | given))
    db.session.add(item)
    db.session.flush()
    return item


_REQUIRED = {
    ItemKind.NAME: dict,
    ItemKind.IDENTIFIER: lambda: {"identifier_kind": "other"},
    ItemKind.APPOINTMENT: lambda: {"appointment_kind": AppointmentKind.EMPLOYMENT},
    ItemKind.DEGREE: lambda: {"level": "doctor"},
    ItemKind.RANK: lambda: {"rank": "professor"},
    ItemKind.SUPERVISION: lambda: {"level": "master"},
    ItemKind.CONTRIBUTION: lambda: {"work": _work()},
    ItemKind.PROJECT_ROLE: lambda: {"project": _project()},
    ItemKind.FIELD: lambda: {"field": make_research_field(name=f"{MARK} field")},
}


def _work() -> Work:
    return Work(
        title=f"{MARK} work title", container=f"{MARK} container", abstract=f"{MARK} abstract"
    )


def _project() -> Project:
    return Project(name=f"{MARK} project", code=f"{MARK} code", funder=f"{MARK} funder")


@pytest.fixture
def person(commune: Unit) -> Person:
    return make_person(
        full_name="Đặng Thị Hoà",
        account=make_account(),
        home_unit=commune,
        contact_email=f"{MARK}@example.vn",
        contact_phone=f"{MARK} 0905",
        birth_date="1911-11-11",
    )


def texts_of(client: FlaskClient, person: Person) -> Iterator[tuple[str, str]]:
    """Everything that a reader without an account can get of a person."""
    for path in (
        person.url,
        person.url + "?tab=works",
        "/people",
        "/people?q=dang+thi+hoa",
        "/people?q=canary",
        "/people?sort=updated&q=canary",
        f"/people/{person.id}/works.bib",
        f"/people/{person.id}/works.json",
    ):
        yield path, client.get(path).text
    yield "search", repr(list(person_documents([str(person.id)])))
    profile = profile_of(person, Audience.OWNER)
    paper = cv_of(profile, chosen=[kinds[0].value for kinds in SECTIONS], public_only=True)
    with zipfile.ZipFile(io.BytesIO(as_docx(paper))) as parts:
        yield "docx", parts.read("word/document.xml").decode()
    pdf = pypdfium2.PdfDocument(as_pdf(paper))
    yield "pdf", "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.mark.parametrize("visibility", [Audience.REGISTERED, Audience.OFFICERS, Audience.OWNER])
def test_what_is_not_public_leaves_by_no_public_channel(
    client: FlaskClient, person: Person, visibility: Audience
) -> None:
    for kind in ITEM_MODELS:
        make_item(person, kind, visibility, state=ItemState.VERIFIED)
    db.session.commit()
    for channel, text in texts_of(client, person):
        assert MARK not in text, channel
        assert "1911" not in text, channel


def test_a_public_item_keeps_its_numbers_and_students_private(
    client: FlaskClient, person: Person
) -> None:
    for kind in ITEM_MODELS:
        make_item(person, kind, Audience.PUBLIC)
    db.session.commit()
    for channel, text in texts_of(client, person):
        for kind in ITEM_MODELS:
            for name in _NEVER_SHOWN:
                assert marked(kind, name) not in text, channel


def test_the_public_channels_are_not_empty_either(client: FlaskClient, person: Person) -> None:
    for kind in ITEM_MODELS:
        make_item(person, kind, Audience.PUBLIC)
    db.session.commit()
    found = dict(texts_of(client, person))
    assert MARK in found[person.url]
    assert f"{MARK} work title" in found[f"/people/{person.id}/works.bib"]
    assert json.loads(found[f"/people/{person.id}/works.json"])[0]["title"] == f"{MARK} work title"
    assert f"{MARK} project" in found["search"]
    assert f"{MARK} work title" in found["docx"]
    assert f"{MARK} work title" in " ".join(found["pdf"].split())
    assert "Đặng Thị Hoà" in found["/people?q=canary"]


def test_a_withdrawn_profile_leaves_nothing(client: FlaskClient, person: Person) -> None:
    for kind in ITEM_MODELS:
        make_item(person, kind, Audience.PUBLIC)
    person.is_public = False
    db.session.commit()
    for channel, text in texts_of(client, person):
        if channel not in ("docx", "pdf"):
            assert MARK not in text, channel
            assert "Đặng Thị Hoà" not in text, channel


def test_the_preview_shows_an_officer_no_more_than_officers_see(
    client: FlaskClient, person: Person, officer: Account
) -> None:
    for kind in ITEM_MODELS:
        make_item(person, kind, Audience.OWNER)
    db.session.commit()
    sign_in(client, officer)
    for audience in Audience:
        page = client.get(f"/people/{person.id}/preview/{audience.value}")
        assert page.status_code == 200
        assert MARK not in page.text, audience
    assert MARK not in client.get(f"/people/{person.id}/record").text
