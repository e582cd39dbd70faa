"""What strangers upload: each hostile file is refused beside its field, in words."""

import io
import re
from typing import Any

import pytest

from portal.core.db import db
from portal.core.files import StoredFile
from tests import corpus
from tests.trust.sheets import Sheet, sheets_of
from tests.trust.test_hostile import check_answer
from tests.trust.visitor import Visitors
from tests.trust.world import World

UPLOADS = [
    ("owner", "/items/degree/{item}/proof", "evidence"),
    ("owner", "/people/{person}/photo", "photo"),
    ("owner", "/people/{person}/works/import", "file"),
    ("officer", "/units/{commune}/staff-list", "file"),
    ("neighbour", "/nominations/{draft_nomination}/papers", "file"),
    ("drafter", "/consultations/{consultation}/drafts/new", "file"),
    ("drafter", "/consultations/{consultation}/documents/new", "file"),
    ("drafter", "/documents/new", "file"),
]
FILES = ("gif_javascript_as_jpg", "svg_script", "pdf_as_jpg", "docx_macro", "empty", "png_bomb")


@pytest.mark.parametrize(("actor", "template", "field"), UPLOADS, ids=lambda value: value)
def test_a_hostile_file_is_refused_in_words(
    actor: str, template: str, field: str, world: World, visitors: Visitors
) -> None:
    path = world.path(template)
    (sheet,) = [one for one in sheets_of(visitors.get(actor, path).text, path) if one.files]
    assert field in sheet.files
    for name in FILES:
        make, file_name = corpus.HOSTILE_FILES[name]
        data = _with_file(sheet, field, make(), file_name)
        answer = visitors.client(actor).post(path, data=data)
        check_answer(answer, name)
        assert answer.status_code == 422, name
        assert f'id="{field}-error"' in answer.text, name
    assert (
        db.session.query(StoredFile).filter_by(name=corpus.HOSTILE_FILES["svg_script"][1]).count()
        == 0
    )


def test_a_photo_of_forty_megabytes_is_refused_in_words(world: World, visitors: Visitors) -> None:
    path = world.path("/people/{person}/photo")
    (sheet,) = [one for one in sheets_of(visitors.get("owner", path).text, path) if one.files]
    large = corpus.jpeg() + bytes(40 * 1024 * 1024)
    answer = visitors.client("owner").post(path, data=_with_file(sheet, "photo", large, "anh.jpg"))
    assert answer.status_code == 422
    assert re.search(r'id="photo-error".* MB', answer.text)


def _with_file(sheet: Sheet, field: str, content: bytes, name: str) -> dict[str, Any]:
    """The form as it stands, its title filled in, with a file."""
    named = {"title": "Thử", "number": "1/QĐ", "subject": "Thử"}
    named |= {"issued_on": "02/03/2026", "issuer": "Tỉnh Đây"}
    given = {key: value or named.get(key, "") for key, value in sheet.fields}
    return given | {field: (io.BytesIO(content), name)}
