"""Search over everything public."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from portal.core.db import db
from portal.core.search import current_engine
from portal.core.search.excerpts import excerpt, marked
from tests.factories.registry import make_person


@pytest.fixture(autouse=True)
def _empty_index() -> Iterator[None]:
    current_engine().clear()
    yield
    current_engine().clear()


def test_a_person_is_found_without_diacritics(client: FlaskClient) -> None:
    make_person(full_name="Lò Thị Hương", headline="Bác sĩ hồi sức cấp cứu")
    make_person(full_name="Cà Văn Minh", is_public=False)
    db.session.commit()
    page = client.get("/search?q=lo thi huong")
    assert "<mark>Hương</mark>" in page.text
    assert 'href="/people/' in page.text
    assert "Cà Văn Minh" not in client.get("/search?q=ca van minh").text


def test_kinds_are_tabs_with_counts(client: FlaskClient) -> None:
    make_person(full_name="Quàng Thị Ơn")
    db.session.commit()
    page = client.get("/search?q=quang&kind=person")
    assert "Trí thức <span" in page.text
    assert "1 kết quả" in page.text
    assert client.get("/search?q=quang&kind=nonsense").status_code == 200


def test_a_misspelt_word_gets_a_suggestion(client: FlaskClient) -> None:
    make_person(full_name="Nguyễn Đức Thắng", headline="Nghiên cứu thổ nhưỡng")
    db.session.commit()
    assert "nhuong" in client.get("/search?q=thoo nhuongg").text


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"', "%00", "a" * 5_000, "* OR 1=1"]
)
def test_hostile_words_do_no_harm(client: FlaskClient, words: str) -> None:
    page = client.get("/search", query_string={"q": words})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_marks_fall_on_words_whatever_their_diacritics_and_escape_the_rest() -> None:
    assert marked("Hồi sức & <cấp cứu>", "hoi cuu") == (
        "<mark>Hồi</mark> sức &amp; &lt;cấp <mark>cứu</mark>&gt;"
    )


def test_an_excerpt_shows_the_first_asked_word() -> None:
    long = "mở đầu " * 40 + "ngộ độc lá ngón " + "kết thúc " * 60
    shown = str(excerpt(long, "lá ngón"))
    assert shown.startswith("… ")
    assert shown.endswith("…")
    assert "<mark>ngón</mark>" in shown
