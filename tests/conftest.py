"""One database a run, one outer transaction a test: everything a test commits is rolled back."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import g
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from portal.app import create_app
from portal.core.db import db
from portal.core.unit_of_work import Portal

PRODUCTION_SESSION = db.session
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def database_url(folder: Path, part: str = "tests") -> str:
    """An empty database of this worker's own: a file, or one on the server of TEST_DATABASE_URL."""
    given = os.environ.get("TEST_DATABASE_URL")
    if not given:
        return f"sqlite:///{folder}/t.db"
    server = make_url(given).set(drivername="postgresql+psycopg")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{server.database}_{worker}_{part}"
    admin = create_engine(server.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'"))
    admin.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    instance = tmp_path_factory.mktemp("instance")
    given = {
        "TESTING": True,
        "SECRET_KEY": "tests-only-" * 4,
        "INSTANCE": instance,
        "SQLALCHEMY_DATABASE_URI": database_url(instance),
        "JOBS": "immediate",
        "PAGE_CACHE": False,
        "REQUIRE_2FA": False,
        "ARGON2_COST": "cheap",
    }
    app = create_app(given)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def database(app: Portal, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with app.app_context():
        connection = db.engine.connect()
        outer = connection.begin()
        factory = sessionmaker(
            bind=connection, class_=Session, join_transaction_mode="create_savepoint"
        )
        monkeypatch.setattr(db, "session", scoped_session(factory))
        yield
        db.session.remove()
        outer.rollback()
        connection.close()
        for place in app.config["INSTANCE"].glob("index/*/position.json"):
            place.unlink()


class Browser(FlaskClient):
    """A client whose requests forget each other: the test's own context outlives them all."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        for name in list(g):
            g.pop(name)
        return super().open(*args, **kwargs)


@pytest.fixture
def client(app: Portal) -> FlaskClient:
    app.test_client_class = Browser
    return app.test_client()


@pytest.fixture
def shared() -> Path:
    """Real inputs beside the project; without them the test says why it is skipped, never in CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{SHARED} is missing")
        pytest.skip(f"real inputs are not here: {SHARED}")
    return SHARED
