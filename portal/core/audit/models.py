"""The entries of the log and the head of its chain."""

from datetime import datetime

from sqlalchemy import DDL, CheckConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model

NOTHING_YET = "0" * 64
"""The hash before the first entry."""


class AuditEntry(Model):
    """One act: who did what to which thing, why, and the keyed hashes of the thing before and after.

    The number leaves no gap; the values themselves are never stored, only the names of the fields.
    """

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    thing_kind: Mapped[str]
    thing_key: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(index=True)
    reason: Mapped[str]
    fields: Mapped[list[str]]
    before_hash: Mapped[str]
    after_hash: Mapped[str]
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)


class AuditHead(Model):
    """The single row that every writer of the log locks: it makes the chain strictly serial."""

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str]


FIRST_HEAD = f"INSERT INTO audit_head (id, number, hash) VALUES (1, 0, '{NOTHING_YET}')"  # noqa: S608
SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)
POSTGRESQL_GUARDS = (
    "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
    "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
)
"""What a migration runs after it has created the two tables, as `create_all` does."""

event.listen(AuditHead.__table__, "after_create", DDL(FIRST_HEAD))  # type: ignore[no-untyped-call]
for _dialect, _guards in (("sqlite", SQLITE_GUARDS), ("postgresql", POSTGRESQL_GUARDS)):
    for _guard in _guards:
        ddl = DDL(_guard)  # type: ignore[no-untyped-call]
        event.listen(AuditEntry.__table__, "after_create", ddl.execute_if(dialect=_dialect))
