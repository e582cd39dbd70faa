"""One world a module: built once, and every test leaves it as it found it."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from portal.core.db import db
from portal.core.unit_of_work import Portal
from tests.trust.visitor import Visitors
from tests.trust.world import World, build_world


@pytest.fixture(scope="module")
def world(app: Portal) -> Iterator[World]:
    with app.app_context(), pytest.MonkeyPatch.context() as patch:
        connection = db.engine.connect()
        outer = connection.begin()
        factory = sessionmaker(
            bind=connection, class_=Session, join_transaction_mode="create_savepoint"
        )
        patch.setattr(db, "session", scoped_session(factory))
        built = build_world(connection)
        db.session.remove()
        yield built
        db.session.remove()
        outer.rollback()
        connection.close()
        for place in app.config["INSTANCE"].glob("index/*/position.json"):
            place.unlink()


@pytest.fixture(autouse=True)
def database(world: World) -> Iterator[None]:
    with world.undone():
        yield


@pytest.fixture
def visitors(app: Portal, world: World) -> Visitors:
    return Visitors(app, world)
