"""One database a run, one outer transaction a test: everything a test commits is rolled back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from portal.app import create_app
from portal.core.db import db
from portal.core.unit_of_work import Portal

PRODUCTION_SESSION = db.session
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    instance = tmp_path_factory.mktemp("instance")
    given = {
        "TESTING": True,
        "SECRET_KEY": "tests-only-" * 4,
        "INSTANCE": instance,
        "SQLALCHEMY_DATABASE_URI": os.environ.get(
            "TEST_DATABASE_URL", f"sqlite:///{instance}/t.db"
        ),
        "JOBS": "immediate",
        "PAGE_CACHE": False,
        "ARGON2_COST": "cheap",
    }
    app = create_app(given)
    with app.app_context():
        db.drop_all()
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


@pytest.fixture
def client(app: Portal) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def shared() -> Path:
    """Real inputs beside the project; without them the test says why it is skipped, never in CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{SHARED} is missing")
        pytest.skip(f"real inputs are not here: {SHARED}")
    return SHARED
