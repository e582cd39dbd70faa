"""One request is one transaction, and a form is acted upon once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import redirect, url_for
from sqlalchemy import func, select, text
from werkzeug.wrappers import Response

from portal.app import create_app
from portal.core.access import ANYONE_MAY_SEND, PUBLIC, allow
from portal.core.changes import Change, note_change
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.unit_of_work import Portal
from tests.conftest import PRODUCTION_SESSION, database_url


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Portal:
    monkeypatch.setattr(db, "session", PRODUCTION_SESSION)
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "tests-only-" * 4,
            "INSTANCE": tmp_path,
            "SQLALCHEMY_DATABASE_URI": database_url(tmp_path, "house"),
            "WTF_CSRF_ENABLED": False,
            "JOBS": "worker",
        }
    )
    app.add_url_rule("/note/<manner>", "note", allow(ANYONE_MAY_SEND)(note), methods=["POST"])
    app.add_url_rule("/look", "look", allow(PUBLIC)(lambda: "looked"))
    with app.app_context():
        db.create_all()
    return app


def test_every_connection_is_prepared(house: Portal) -> None:
    """SQLite keeps its references; PostgreSQL compiles no plan, which can take it minutes."""
    with house.app_context():
        if db.engine.dialect.name == "sqlite":
            assert db.session.scalar(text("PRAGMA foreign_keys")) == 1
        else:
            assert db.session.scalar(text("SHOW jit")) == "off"


def note(manner: str) -> Response | str:
    note_change("note", manner)
    if manner == "rule":
        raise RuleBroken("This is not allowed.")
    if manner == "crash":
        raise ZeroDivisionError
    return "shown again" if manner == "again" else redirect(url_for("look"))


def notes(app: Portal) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Change)) or 0


def send(app: Portal, manner: str, **form: str) -> int:
    headers = {"Referer": "http://localhost/look"}
    return app.test_client().post(f"/note/{manner}", data=form, headers=headers).status_code


def test_returning_commits(house: Portal) -> None:
    assert send(house, "done") == 302
    assert notes(house) == 1


def test_a_broken_rule_undoes_all_though_it_answers_with_a_redirect(house: Portal) -> None:
    assert send(house, "rule") == 302
    assert notes(house) == 0


def test_a_crash_undoes_all(house: Portal) -> None:
    with pytest.raises(ZeroDivisionError):
        send(house, "crash")
    assert notes(house) == 0


def test_the_second_submit_goes_where_the_first_one_went(house: Portal) -> None:
    assert [send(house, "done", once="abc") for _ in range(3)] == [302, 302, 302]
    assert notes(house) == 1


def test_a_form_that_came_back_with_errors_may_be_sent_again(house: Portal) -> None:
    assert [send(house, "again", once="abc"), send(house, "again", once="abc")] == [200, 200]
    assert notes(house) == 2


def test_another_form_has_another_key(house: Portal) -> None:
    assert [send(house, "done", once="abc"), send(house, "done", once="abd")] == [302, 302]
    assert notes(house) == 2


def test_ten_at_once_are_one(house: Portal) -> None:
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: send(house, "done", once="abc"), range(10)))
    assert answers == [302] * 10
    assert notes(house) == 1


def test_twenty_writers_all_get_through(house: Portal) -> None:
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda number: send(house, "done", once=f"k{number}"), range(20)))
    assert answers == [302] * 20
    assert notes(house) == 20
