"""Operators see whether it is alive, ready and well; nobody else sees figures, nothing names a person."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.core import db as db_module
from portal.core import health
from portal.core.audit import record
from portal.core.db import db
from portal.core.files import store_bytes
from portal.core.files.store import FolderStore, current_store
from portal.core.invariants import broken, invariant
from portal.core.jobs import Job, JobState
from portal.core.logs import formatter, pseudonym
from portal.core.soundness import (
    audit_is_whole,
    database_is_whole,
    files_are_whole,
    finished_jobs_say_so,
    no_orphan_jobs,
)


def test_the_process_says_that_it_is_alive(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_ready_tells_what_fails_and_vital_failures_are_a_503(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "CHECKS", {"database": lambda: True, "disk": lambda: True})
    assert client.get("/readyz").json == {
        "status": "ready",
        "checks": {"database": "ok", "disk": "ok"},
    }
    monkeypatch.setitem(health.CHECKS, "mail", lambda: False)
    assert client.get("/readyz").json["status"] == "degraded"

    def down() -> bool:
        raise OSError("no route to the database of an@example.org")

    monkeypatch.setitem(health.CHECKS, "database", down)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "route" not in answer.text


def test_every_check_can_be_made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db_module, "writing", ContextVar("reading", default=False))
    with app.test_request_context():
        for name, check in health.CHECKS.items():
            if name != "database":  # the test's own transaction holds the one writer of SQLite
                assert check() in (True, False), name


def test_figures_are_for_operators_only(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/healthz")
    figures = client.get("/metrics")
    assert figures.status_code == 200
    assert "portal_request_seconds_bucket" in figures.text
    assert "portal_disk_free_bytes" in figures.text
    afar: dict[str, Any] = {"REMOTE_ADDR": "203.0.113.5"}
    assert client.get("/metrics", environ_base=afar).status_code == 404
    through_proxy = {"X-Forwarded-For": "203.0.113.5"}
    assert client.get("/metrics", headers=through_proxy).status_code == 404
    monkeypatch.setitem(app.config, "METRICS_TOKEN", "secret-token")
    good = {"Authorization": "Bearer secret-token"}
    assert client.get("/metrics", environ_base=afar, headers=good).status_code == 200
    bad = {"Authorization": "Bearer secret-tokem"}
    assert client.get("/metrics", environ_base=afar, headers=bad).status_code == 404


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.INFO)
    logging.getLogger("portal.request").disabled = False
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_request_is_one_json_line_with_its_route_and_not_its_path(
    client: FlaskClient, lines: io.StringIO
) -> None:
    answer = client.get("/no-such-page/nguyen-van-an?q=secret")
    logged = [json.loads(line) for line in lines.getvalue().splitlines()]
    (request,) = [line for line in logged if line["event"] == "request"]
    assert request["request_id"] == answer.headers["X-Request-ID"]
    assert (request["status"], request["method"], request["route"]) == (404, "GET", "-")
    assert "nguyen-van-an" not in lines.getvalue()
    assert "secret" not in lines.getvalue()


def test_addresses_and_long_numbers_never_reach_a_log(lines: io.StringIO) -> None:
    try:
        raise ValueError("an@example.org has 079123456789")
    except ValueError:
        logging.getLogger("portal.x").exception("Exception on /people/12-an [GET]")
    written = lines.getvalue()
    assert "an@example.org" not in written
    assert "079123456789" not in written
    assert "12-an" not in written
    assert json.loads(written)["event"] == "unhandled exception"


def test_a_pseudonym_is_steady_and_says_nothing(app: Flask) -> None:
    assert pseudonym(12) == pseudonym(12) != pseudonym(13)
    assert len(pseudonym(12)) == 12


def test_each_violation_is_named(app: Flask) -> None:
    assert database_is_whole() == audit_is_whole() == []
    kept = store_bytes(os.urandom(20), name="a.txt", media_type="text/plain")
    store = current_store()
    assert isinstance(store, FolderStore)
    store.path_of(kept.sha256).write_bytes(b"changed")
    assert files_are_whole() == [f"file {kept.id}: its content was changed"]
    store.forget(kept.sha256)
    assert files_are_whole() == [f"file {kept.id}: its content is missing"]
    unknown = Job(kind="nobody.knows", payload={})
    silent = Job(kind="core.x", payload={}, state=JobState.FAILED)
    db.session.add_all([unknown, silent])
    db.session.flush()
    assert no_orphan_jobs() == [f"job {unknown.id}: nobody knows nobody.knows"]
    assert finished_jobs_say_so() == [f"job {silent.id}"]
    record("x", None)
    assert audit_is_whole() == []


def test_a_check_that_cannot_be_made_is_a_breach_of_its_own() -> None:
    @invariant("test: falls over")
    def _falls() -> list[str]:
        raise RuntimeError("over")

    assert broken()["test: falls over"] == ["could not be checked: RuntimeError: over"]
    invariant("test: falls over")(list)


@pytest.mark.parametrize(
    ("setting", "variable"),
    [
        ({"PORTAL_SECRET_KEY": "short"}, "PORTAL_SECRET_KEY"),
        ({"PORTAL_SECRET_KEY": "x" * 40}, "PORTAL_HOSTS"),
        ({"PORTAL_DEMO": "1", "PORTAL_PROXY_HOPS": "two"}, "PORTAL_PROXY_HOPS"),
        ({"PORTAL_DEMO": "1", "PORTAL_SMTP_URL": "mail.example.org"}, "PORTAL_SMTP_URL"),
    ],
)
def test_a_wrong_setting_is_told_in_one_sentence(
    setting: dict[str, str], variable: str, tmp_path: Path
) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PORTAL_", "DATABASE_"))}
    told = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        env={**clean, "PORTAL_INSTANCE": str(tmp_path), **setting},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 4
    assert told.stderr.startswith("The portal cannot start: ")
    assert variable in told.stderr
    assert "Traceback" not in told.stderr
