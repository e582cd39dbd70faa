"""Migrations of the portal's one database, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import JSON, Connection, Enum

from portal.core.db import UtcDateTime

database = current_app.extensions["migrate"].db


def render(kind: str, thing: Any, _autogen: Any) -> str | Literal[False]:
    """Write our own types as the plain ones they are stored as: a migration imports no code."""
    if kind != "type":
        return False
    if isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(thing, Enum):
        return f"sa.String(length={thing.length})"
    return "JSON" if isinstance(thing, JSON) else False


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table that others point to; what they point to is checked afterwards."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    yield
    connection.rollback()
    broken = driver.execute("PRAGMA foreign_key_check").fetchall()
    driver.execute("PRAGMA foreign_keys=ON")
    if broken:
        raise RuntimeError(f"rows point nowhere after the migration: {broken[:5]}")


def run() -> None:
    """Run what is asked within one transaction, with batch mode for SQLite."""
    with database.engine.connect() as connection, without_foreign_keys(connection):
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            compare_type=True,
            render_as_batch=True,
            render_item=render,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
