"""Every text field of the registry gets every hostile string; every page and paper survives it."""

import re

import pytest
from flask.testing import FlaskClient

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.unit_of_work import Portal
from portal.registry.models import Person
from portal.units.models import Unit
from tests.corpus import MEGABYTE, STRINGS
from tests.factories.accounts import csrf_of, make_account, sign_in
from tests.factories.registry import make_person, make_research_field

_TEXT = re.compile(r'<(?:input|textarea)[^>]*\bname="([a-z_]+)"[^>]*>')
_SELECT = re.compile(r'<select[^>]*\bname="([a-z_]+)".*?<option[^>]*value="([^"]+)"', re.S)
_NOT_TEXT = {
    "csrf_token", "once", "version", "q", "evidence", "starts", "ends", "awarded", "issued",
    "valid_until", "year", "doi", "url", "credit", "is_featured", "budget", "birth_date",
    "home_unit", "contact_email", "words",
}  # fmt: skip
KINDS = [
    "name",
    "identifier",
    "appointment",
    "degree",
    "rank",
    "title",
    "credential",
    "training",
    "distinction",
    "language",
    "supervision",
    "keyword",
]


@pytest.fixture
def owner() -> Account:
    return make_account()


@pytest.fixture
def person(owner: Account, commune: Unit) -> Person:
    person: Person = make_person(full_name="Đặng Thị Hoà", account=owner, home_unit=commune)
    make_research_field()
    db.session.commit()
    return person


def fill(client: FlaskClient, path: str, text: str, **given: str) -> int:
    """Send the form at `path` with `text` in every text field; gives the status."""
    page = client.get(path)
    main = page.text.split("<main")[1]
    data = {name: text for name in _TEXT.findall(main) if name not in _NOT_TEXT}
    data |= dict(_SELECT.findall(main)) | {"csrf_token": csrf_of(page), "visibility": "public"}
    version = re.search(r'name="version"[^>]*value="(\d+)"', main)
    if version:
        data["version"] = version[1]
    answer = client.post(path, data=data | given)
    assert answer.status_code in (302, 413, 422), (path, answer.status_code)
    return answer.status_code


_SENDABLE = [name for name in STRINGS if name != "surrogate"]


@pytest.mark.parametrize("name", _SENDABLE)
def test_no_text_harms_any_page_or_paper(
    client: FlaskClient, app: Portal, owner: Account, person: Person, commune: Unit, name: str
) -> None:
    text = STRINGS[name]
    sign_in(client, owner)
    base = f"/people/{person.id}"
    fill(client, f"{base}/basics", text, home_unit=commune.name)
    for kind in KINDS:
        fill(client, f"{base}/items/{kind}/new", text)
    fill(client, f"{base}/works/new", text)
    fill(client, f"{base}/projects/new", text)
    db.session.refresh(person)
    public = app.test_client()
    pages = [
        public.get(path)
        for path in (person.url, f"{person.url}?tab=works", "/people", f"{base}/works.bib")
    ]
    pages += [
        client.get(f"{base}/{path}")
        for path in ("record", "history", "cv?format=docx&sections=contribution&sections=degree")
    ]
    sections = "&".join(f"sections={kind}" for kind in ("degree", "contribution", "appointment"))
    pages.append(client.get(f"{base}/cv?format=pdf&{sections}"))
    for page in pages:
        assert page.status_code == 200, page.request.path
        if page.mimetype == "text/html":
            assert "<script>alert" not in page.text
            assert "<img src=x" not in page.text
            assert 'href="javascript:' not in page.text


def test_a_megabyte_in_a_field_is_refused_and_not_stored(
    client: FlaskClient, owner: Account, person: Person, commune: Unit
) -> None:
    sign_in(client, owner)
    assert fill(client, f"/people/{person.id}/items/name/new", MEGABYTE) in (413, 422)
    bio = fill(client, f"/people/{person.id}/basics", "x", home_unit=commune.name, bio=MEGABYTE)
    assert bio in (413, 422)
    db.session.refresh(person)
    assert person.bio == ""


def test_an_unknown_kind_of_item_is_not_there(
    client: FlaskClient, owner: Account, person: Person
) -> None:
    sign_in(client, owner)
    for kind in ("x", "person", "../degree", "DEGREE"):
        assert client.get(f"/people/{person.id}/items/{kind}/new").status_code == 404
    assert client.get("/items/degree/999999999").status_code == 404
    assert not db.session.new
