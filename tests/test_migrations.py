"""Migrations give the same tables as the models, and go down again."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from portal.app import create_app
from portal.core.db import db
from tests.conftest import PRODUCTION_SESSION, database_url


def test_migrations_build_what_the_models_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "session", PRODUCTION_SESSION)
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "tests-only-" * 4,
            "INSTANCE": tmp_path,
            "SQLALCHEMY_DATABASE_URI": database_url(tmp_path, "migrations"),
        }
    )
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, db.metadata) == []
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()
