"""A kept page never outlives the fact it shows, and nobody gets what was made for another."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import make_response, session
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from portal.app import create_app
from portal.core import clock
from portal.core.access import PUBLIC, allow
from portal.core.changes import note_change
from portal.core.db import db
from portal.core.pagecache import EVERY, keep_page
from portal.core.unit_of_work import Portal, commit
from tests.conftest import PRODUCTION_SESSION

made: list[str] = []


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Portal:
    monkeypatch.setattr(db, "session", PRODUCTION_SESSION)
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "tests-only-" * 4,
            "INSTANCE": tmp_path,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/t.db",
            "PAGE_CACHE": True,
            "JOBS": "worker",
        }
    )
    made.clear()

    @allow(PUBLIC)
    def shown(name: str) -> Response:
        made.append(name)
        deadline = datetime(2026, 11, 25, 10, tzinfo=UTC) if name == "timed" else None
        keep_page(("person", name), ("round", EVERY), until=deadline)
        if name == "personal":
            session["seen"] = 1
        return make_response(f"page {len(made)}", 500 if name == "broken" else 200)

    app.add_url_rule("/shown/<name>", "shown", shown)
    with app.app_context():
        db.create_all()
    return app


def change(app: Portal, kind: str, key: str) -> None:
    with app.app_context():
        note_change(kind, key)
        commit()


def body(client: FlaskClient, path: str = "/shown/a", **headers: str) -> str:
    return client.get(path, headers={"Host": "localhost", **headers}).get_data(as_text=True)


def test_the_second_reader_gets_the_kept_page(kept: Portal) -> None:
    assert (
        body(kept.test_client(use_cookies=False))
        == body(kept.test_client(use_cookies=False))
        == "page 1"
    )


@pytest.mark.parametrize(("kind", "key"), [("person", "a"), ("round", "7")])
def test_a_change_of_what_it_shows_drops_it(kept: Portal, kind: str, key: str) -> None:
    client = kept.test_client(use_cookies=False)
    assert body(client) == "page 1"
    change(kept, kind, key)
    assert body(client) == "page 2"


def test_a_change_of_something_else_does_not(kept: Portal) -> None:
    client = kept.test_client(use_cookies=False)
    body(client)
    change(kept, "person", "b")
    assert body(client) == "page 1"


def test_each_language_has_its_own(kept: Portal) -> None:
    assert body(kept.test_client(use_cookies=False)) == "page 1"
    assert body(kept.test_client(use_cookies=False), Cookie="lang=en") == "page 2"
    assert body(kept.test_client(use_cookies=False), Cookie="lang=en") == "page 2"


def test_a_reader_with_a_session_is_never_served_from_it(kept: Portal) -> None:
    body(kept.test_client(use_cookies=False))
    assert body(kept.test_client(use_cookies=False), Cookie="session=anything") == "page 2"


@pytest.mark.parametrize("name", ["personal", "broken"])
def test_personal_and_broken_pages_are_not_kept(kept: Portal, name: str) -> None:
    assert body(kept.test_client(use_cookies=False), f"/shown/{name}") == "page 1"
    assert body(kept.test_client(use_cookies=False), f"/shown/{name}") == "page 2"


def test_a_page_ends_at_its_deadline(kept: Portal) -> None:
    client, deadline = kept.test_client(use_cookies=False), datetime(2026, 11, 25, 10, tzinfo=UTC)
    with clock.frozen(deadline - timedelta(minutes=1)):
        assert body(client, "/shown/timed") == body(client, "/shown/timed") == "page 1"
    with clock.frozen(deadline):
        assert body(client, "/shown/timed") == "page 2"


def test_an_unchanged_page_is_answered_with_304(kept: Portal) -> None:
    client = kept.test_client(use_cookies=False)
    etag = client.get("/shown/a").headers["ETag"]
    answer = client.get("/shown/a", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_a_change_while_the_page_is_made_keeps_it_out(kept: Portal) -> None:
    client = kept.test_client(use_cookies=False)

    @allow(PUBLIC)
    def slow() -> str:
        made.append("slow")
        keep_page(("person", "slow"))
        if len(made) == 1:
            change(kept, "person", "slow")
            body(kept.test_client(use_cookies=False), "/shown/other")
        return f"page {len(made)}"

    kept.add_url_rule("/slow", "slow", slow)
    body(client, "/slow")
    assert body(client, "/slow") == "page 3"
