"""What strangers send: every field of every form, every address, every file field."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import event
from werkzeug.test import TestResponse

from portal.core.db import db
from portal.core.mail import OutboxMessage
from portal.core.mail.smtp import compose
from portal.core.requests import INVISIBLE, LARGEST
from tests import corpus
from tests.trust.doors import PUBLIC_PAGES, doors
from tests.trust.fields import words_in
from tests.trust.sheets import Sheet, sheets_of
from tests.trust.visitor import Visitors
from tests.trust.world import World

S = corpus.STRINGS
STRINGS = {
    "markup": S["html"] + S["image"] + S["attribute"] + S["template"] + S["percent"],
    "characters": S["zero_width"] + S["rtl"] + S["nfd"] + S["nul"] + S["surrogate"] + S["emoji"],
    "links": S["javascript_url"],
    "formula": S["formula"],
    "header": S["header"] + S["sql"] + S["path"] + S["typst"][:80],
    "long": S["long_word"],
    "number": "9" * 30,
    "large": "3000000000",
    "reference": "#" + "9" * 30,
}
NO_FORMS = {("anonymous", page) for page in ("/styleguide", "/readyz", "/healthz")}
FORMS = {(door.holder, door.template) for door in doors("GET") if "." not in door.template[-5:]}
FORMS |= {("anonymous", page) for page in PUBLIC_PAGES if "?" not in page} - NO_FORMS
PAGES = sorted({template for _actor, template in FORMS})
RAW = (S["html"], "<img src=x", '" onmouseover', 'href="javascript:', "49${", "<class ")
QUERIES = (
    "q",
    "page",
    "sort",
    "tab",
    "state",
    "unit",
    "question",
    "year",
    "title",
    "code",
    "field",
)


@pytest.fixture
def bound(world: World) -> Iterator[list[str]]:
    """Every text bound to a statement that a database or a reader could not take as it is."""
    found: list[str] = []

    def note(_c: Any, _cur: Any, statement: str, given: Any, *_rest: Any) -> None:
        writes = statement.startswith(("INSERT", "UPDATE"))
        found.extend(
            f"{statement[:60]} ← {text[:60]!r}"
            for text in _texts(given)
            if not _is_sound(text, writes)
        )

    event.listen(world.connection, "before_cursor_execute", note)
    yield found
    event.remove(world.connection, "before_cursor_execute", note)


def _texts(given: Any) -> Iterator[str]:
    """Every text in the parameters of one or of many rows; a number that PostgreSQL refuses, too."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, int) and given > LARGEST:
        yield "\x00 for a number out of range"
    elif isinstance(given, dict | list | tuple):
        for one in given.values() if isinstance(given, dict) else given:
            yield from _texts(one)


def _is_sound(text: str, stored: bool) -> bool:
    """No NUL and no half of a pair, which PostgreSQL refuses; what is stored is composed and visible."""
    if "\x00" in text or re.search("[\ud800-\udfff]", text):
        return False
    return not stored or (not INVISIBLE.search(text) and unicodedata.is_normalized("NFC", text))


def check_answer(answer: TestResponse, where: str) -> None:
    """Whatever was sent, the answer is a whole page in which it is text."""
    assert answer.status_code < 500, where
    if not answer.content_type.startswith("text/html"):
        return
    text = answer.text
    assert [raw for raw in RAW if raw in text] == [], where
    assert INVISIBLE.search(text) is None, where
    assert "\n" not in str(answer.headers.get("Location", "")), where


@pytest.mark.parametrize("actor_page", sorted(FORMS), ids=lambda pair: f"{pair[1]} {pair[0]}")
def test_a_form_takes_every_text_as_text(
    actor_page: tuple[str, str], world: World, visitors: Visitors, bound: list[str]
) -> None:
    actor, template = actor_page
    page = world.path(template)
    shown = visitors.get(actor, page)
    if not shown.content_type.startswith("text/html") or shown.status_code != 200:
        return
    for sheet in sheets_of(shown.text, page):
        if not sheet.words or "/sign-out" in sheet.action:
            continue
        for name, text in STRINGS.items():
            with world.undone():
                _send(visitors, actor, sheet, text, world, f"{name} to {sheet.action}")
    assert bound == []


LONG = [
    ("citizen", "/settings"),
    ("owner", "/people/{person}/basics"),
    ("owner", "/people/{person}/works/import"),
    ("nominator", "/nominations/{nomination}/edit"),
    ("drafter", "/consultations/{consultation}/drafts/new"),
    ("anonymous", "/consultations/{consultation}/opinions/new"),
    ("anonymous", "/sign-in"),
]


@pytest.mark.parametrize(("actor", "template"), LONG, ids=lambda value: value)
def test_a_megabyte_in_a_field_is_answered_in_words(
    actor: str, template: str, world: World, visitors: Visitors
) -> None:
    path = world.path(template)
    for sheet in sheets_of(visitors.get(actor, path).text, path):
        if sheet.action == path.split("?")[0] and sheet.words:
            body = sheet.typed("Thử", world.keys).decode()
            body += "&" + urlencode({sheet.words[-1]: corpus.MEGABYTE[:900_000]})
            kind = "application/x-www-form-urlencoded"
            answer = visitors.client(actor).post(path, data=body, content_type=kind)
            check_answer(answer, template)
            assert answer.status_code in (200, 302, 409, 413, 422), template


def _send(
    visitors: Visitors, actor: str, sheet: Sheet, text: str, world: World, where: str
) -> None:
    client = visitors.client(actor)
    body = sheet.typed(text, world.keys)
    answer = client.post(sheet.action, data=body, content_type="application/x-www-form-urlencoded")
    check_answer(answer, where)
    assert answer.status_code in (200, 302, 404, 409, 413, 422), f"{where}: {answer.status_code}"
    if answer.status_code == 302 and answer.location.startswith("/"):
        check_answer(client.get(answer.location), f"{where} → {answer.location}")


@pytest.mark.parametrize("template", PAGES)
def test_an_address_takes_every_text_as_text(
    template: str, world: World, visitors: Visitors, bound: list[str]
) -> None:
    actor = next(actor for actor, page in sorted(FORMS) if page == template)
    for name in ("markup", "characters", "header", "number", "large"):
        query = dict.fromkeys(QUERIES, STRINGS[name].replace("\ud800", ""))
        answer = visitors.get(actor, world.path(template), query_string=query)
        check_answer(answer, f"{name} in the query of {template}")
        assert answer.status_code < 500
    assert bound == []


def test_a_path_takes_every_text_as_text(
    world: World, visitors: Visitors, bound: list[str]
) -> None:
    for start in (
        "/verify/",
        "/opinions/",
        "/consultations/",
        "/rounds/",
        "/associations/",
        "/people/1-",
        "/people/",
        "/invitations/",
        "/register/confirm/",
        "/items/",
        "/units/1-",
    ):
        for end in ("%00", "%ED%A0%80", "%0d%0aX: y", "..%2f..%2fetc", "<script>", "9" * 30):
            check_answer(visitors.get("citizen", start + end), start + end)
    assert bound == []


@pytest.fixture(scope="module")
def hostile(world: World) -> None:
    """Every field of words begins with a formula and breaks its line, as if it had been let in."""
    for thing in world.rows:
        row = world.thing(thing)
        for column in set(words_in(type(row))) - {"birth_date"}:
            value = f"=cmd|' /C calc'!A0 {S['html']} {S['typst']} {thing}"
            address = f"{thing.replace('_', '.')}@example.vn"
            setattr(row, column, address if "email" in column else value)
    db.session.commit()
    db.session.remove()


EXPORTS = [
    ("secretary", "/associations/{association}/members.xlsx"),
    ("honours", "/rounds/{round}/results.xlsx"),
    ("honours", "/rounds/{round}/results.csv"),
    ("drafter", "/consultations/{consultation}/synthesis.xlsx"),
    ("drafter", "/consultations/{consultation}/synthesis.docx"),
    ("drafter", "/consultations/{consultation}/synthesis.json"),
    ("owner", "/people/{person}/cv?format=docx&sections=degree"),
    ("owner", "/people/{person}/cv?format=pdf&sections=degree"),
    ("anonymous", "/people/{person}/works.bib"),
    ("anonymous", "/people/{person}/works.json"),
    ("owner", "/cards/{card}.pdf"),
]


@pytest.mark.parametrize(("actor", "template"), EXPORTS)
def test_an_export_holds_no_formula(
    actor: str, template: str, world: World, visitors: Visitors, hostile: None
) -> None:
    answer = visitors.get(actor, world.path(template))
    assert answer.status_code == 200
    if answer.data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
            for name in parts.namelist():
                content = parts.read(name)
                assert b"<f>" not in content, name
                assert b"<script>" not in content, name
                assert set(re.findall(rb"<w:instrText[^>]*>([^<]*)", content)) <= {b"PAGE"}, name
    elif template.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if re.match(r"[=+@\t\r]|-\D", cell)] == []
        assert any("cmd|" in cell for cell in cells)


@pytest.mark.parametrize("door", doors("GET"), ids=lambda door: door.template)
def test_a_page_about_hostile_things_shows_them_as_text(
    door: Any, world: World, visitors: Visitors, hostile: None
) -> None:
    answer = visitors.get(door.holder, world.path(door.template))
    check_answer(answer, door.template)


def test_a_letter_holds_no_line_of_its_sender(
    world: World, visitors: Visitors, hostile: None
) -> None:
    for thing in ("consultation", "association"):
        world.thing(thing).title = S["header"]
    for name in ("owner_account", "person", "neighbour_account"):
        world.thing(name).full_name = S["header"]
    db.session.commit()
    before = db.session.query(OutboxMessage).count()
    reason = {"reason": S["header"]}
    visitors.post("secretary", world.path("/applications/{application}/refuse"), reason)
    visitors.post("moderator", world.path("/opinions/{opinion}/hide"), reason)
    visitors.post("nominator", world.path("/nominations/{nomination}/withdraw"), reason)
    letters = db.session.query(OutboxMessage).order_by(OutboxMessage.id).all()[before:]
    assert len(letters) > 1
    for letter in letters:
        message = compose(letter, "portal@example.vn")
        assert message["Bcc"] is None
        assert message.get_all("To") == [letter.to]
        assert "victim" not in str(message["To"]) + str(message["From"])
