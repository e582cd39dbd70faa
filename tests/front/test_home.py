"""The first page: what is open, who was honoured, live figures, in a fixed number of statements."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy import event

from portal.core.db import db
from portal.registry.models import ItemState
from tests.factories.registry import make_degree, make_person


@contextmanager
def _statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _people(count: int) -> None:
    for _number in range(count):
        make_degree(make_person(), state=ItemState.VERIFIED)
    db.session.commit()


def _reads(client: FlaskClient) -> int:
    with _statements() as seen:
        assert client.get("/?fresh").status_code == 200
    return sum(one.startswith("SELECT") and "change" not in one for one in seen)


def test_the_figures_are_those_of_the_registry(client: FlaskClient) -> None:
    _people(3)
    make_person()
    make_person(is_public=False)
    db.session.commit()
    text = client.get("/").text
    assert '<span class="figure-big">4</span>' in text
    assert '<span class="figure-big">75%</span>' in text
    assert "<figure" in text


def test_an_empty_portal_says_so_and_invents_nothing(client: FlaskClient) -> None:
    text = client.get("/").text
    assert "Hiện chưa có đợt nào đang mở" in text
    assert '<span class="figure-big">0</span>' in text
    assert "<figure" not in text


def test_the_first_page_reads_the_same_number_of_times_for_one_and_for_many(
    client: FlaskClient,
) -> None:
    _people(1)
    few = _reads(client)
    _people(29)
    assert _reads(client) == few


def test_the_work_list_is_for_those_who_signed_in(client: FlaskClient) -> None:
    assert client.get("/work").status_code == 302
