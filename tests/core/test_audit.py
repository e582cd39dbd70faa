"""The audit log cannot be changed unseen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.core import verify
from portal.core.audit import AuditEntry, acting_for, record
from portal.core.audit.queries import faults, head_of_chain
from portal.core.db import db
from tests.conftest import database_url


def entry(action: str = "verify.issued") -> AuditEntry:
    code = verify.issue("paper", action)
    return record(action, code, actor_id=7, before={"name": "An"}, after={"name": "Ân", "age": 3})


def allow_changes() -> None:
    """Take the guards away, as one who owns the database could."""
    if db.engine.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            db.session.execute(text(f"DROP TRIGGER audit_entry_no_{verb}"))
    else:
        db.session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))


def test_entries_are_numbered_without_a_gap_and_the_chain_is_whole() -> None:
    first, second = entry("a"), entry("b")
    db.session.commit()
    assert second.id == first.id + 1
    assert second.previous_hash == first.hash
    assert list(faults()) == []
    assert head_of_chain() == (second.id, second.hash)


def test_values_are_kept_as_keyed_hashes_and_names_of_fields_only() -> None:
    written = entry()
    assert written.fields == ["age", "name"]
    assert len(written.before_hash) == 64
    assert "Ân" not in str({c.name: getattr(written, c.name) for c in AuditEntry.__table__.columns})


def test_a_job_acts_for_the_one_who_started_it() -> None:
    with acting_for(12):
        assert record("x", None).actor_id == 12


@pytest.mark.parametrize(
    "change", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(change: str) -> None:
    entry()
    db.session.commit()
    with pytest.raises(DBAPIError, match="append-only"), db.session.begin_nested():
        db.session.execute(text(change))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE audit_entry SET reason = 'x' WHERE id = {n}", "entry {n} was changed"),
        ("DELETE FROM audit_entry WHERE id = {n}", "entry {n} is missing"),
        ("UPDATE audit_entry SET id = 900 WHERE id = {n}", "entry 900 was changed"),
        ("DELETE FROM audit_entry WHERE id > {n}", "the log ends at entry {n}"),
    ],
)
def test_whoever_gets_past_the_guards_is_found_and_named(change: str, sentence: str) -> None:
    middle = [entry(letter) for letter in "abc"][1].id
    allow_changes()
    db.session.execute(text(change.format(n=middle)))
    db.session.expire_all()
    assert any(fault.startswith(sentence.format(n=middle)) for fault in faults())


def test_a_chain_rewritten_from_the_start_is_found_by_what_was_kept_elsewhere() -> None:
    written = entry()
    assert list(faults((written.id, written.hash))) == []
    assert list(faults((written.id, "f" * 64)))
    assert list(faults((written.id + 5, written.hash)))


def test_an_act_undone_leaves_no_entry() -> None:
    before = head_of_chain()
    nested = db.session.begin_nested()
    entry()
    nested.rollback()
    assert head_of_chain() == before
    assert list(faults()) == []


def test_the_operator_is_told_by_name_and_exit_code(app: Flask) -> None:
    written = entry()
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["audit", "verify"]).exit_code == 0
    assert runner.invoke(args=["audit", "head"]).output.strip() == f"{written.id}:{written.hash}"
    broken = runner.invoke(args=["audit", "verify", "--anchor", f"{written.id}:{'0' * 64}"])
    assert broken.exit_code == 1
    assert f"entry {written.id}" in broken.output


WRITERS = """
import threading
from portal.app import create_app
from portal.core.audit import record
from portal.core.db import db
from portal.core.unit_of_work import unit_of_work

app = create_app({"TESTING": True, "SECRET_KEY": "x" * 40})
with app.app_context():
    db.drop_all()
    db.create_all()

def write(number):
    with app.app_context():
        for turn in range(6):
            with unit_of_work():
                record(f"act {number}.{turn}", None)

threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
with app.app_context():
    from portal.core.audit.queries import faults, head_of_chain
    print(head_of_chain()[0], list(faults()))
"""


def test_many_writers_at_once_make_one_chain_without_a_gap(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PORTAL_INSTANCE": str(tmp_path),
        "DATABASE_URL": database_url(tmp_path, "audit"),
    }
    told = subprocess.run(
        [sys.executable, "-c", WRITERS],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert told.stdout.strip() == "36 []", told.stderr[-2000:]
