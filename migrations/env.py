"""Migrations of the portal's one database, on SQLite and on PostgreSQL."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import JSON, Enum

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


def run() -> None:
    """Run what is asked within one transaction, with batch mode for SQLite."""
    with database.engine.connect() as connection:
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
