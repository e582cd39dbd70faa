"""Work done after the answer is done once, is tried again, and is never lost."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from portal.core import clock
from portal.core.audit import AuditEntry, record
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.jobs import Job, JobState, Progress, enqueue, every, job, wake_after_commit
from portal.core.jobs.queue import JsonSerializer, Queue
from portal.core.jobs.running import (
    due_jobs,
    due_tasks,
    pause_before,
    recover_lost_jobs,
    run_job,
    worker_name,
)
from portal.core.unit_of_work import commit, unit_of_work
from tests.conftest import database_url
from tests.factories.accounts import make_account, sign_in

seen: list[Any] = []
NOON = datetime(2026, 6, 1, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_seen() -> None:
    seen.clear()


@job("test.note")
def note(progress: Progress, *, word: str) -> dict[str, Any]:
    seen.append(word)
    return {"word": word}


@job("test.break_rule")
def break_rule(progress: Progress) -> None:
    record("test.half", None)
    raise RuleBroken("The list is empty.")


@job("test.stumble", tries=3)
def stumble(progress: Progress, *, good_at: int) -> dict[str, Any]:
    seen.append("try")
    record("test.stumble", None)
    if len(seen) < good_at:
        raise OSError("the disk is tired")
    return {}


@job("test.steps")
def steps(progress: Progress) -> None:
    record("test.step", None)
    progress(1, 2)
    raise RuleBroken("The second step failed.")


@every(seconds=60, name="test.round")
def round_of_a_minute() -> None:
    seen.append("round")


def queued(kind: str, **payload: Any) -> Job:
    """A job whose transaction was committed without handing it over."""
    waiting = Job(kind=kind, payload=payload)
    db.session.add(waiting)
    db.session.commit()
    return waiting


def test_a_job_starts_when_its_transaction_commits() -> None:
    started = enqueue("test.note", word="xin chào")
    assert seen == []
    commit()
    assert seen == ["xin chào"]
    assert (started.state, started.result) == (JobState.DONE, {"word": "xin chào"})


def test_a_job_whose_transaction_is_undone_never_starts() -> None:
    def undone() -> None:
        with unit_of_work():
            enqueue("test.note", word="never")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    commit()
    assert seen == []


def test_only_a_known_job_with_a_plain_payload_can_be_asked_for() -> None:
    with pytest.raises(LookupError):
        enqueue("test.unknown")
    with pytest.raises(TypeError):
        enqueue("test.note", word=object())


def test_a_second_delivery_does_nothing() -> None:
    waiting = queued("test.note", word="once")
    run_job(waiting.id)
    run_job(waiting.id)
    run_job(987_654)
    assert seen == ["once"]


def test_a_broken_rule_ends_the_job_with_its_sentence_and_undoes_its_writing() -> None:
    broken = enqueue("test.break_rule")
    commit()
    assert (broken.state, broken.error) == (JobState.FAILED, "The list is empty.")
    assert not db.session.query(AuditEntry).filter_by(action="test.half").count()


def test_a_failure_is_tried_again_after_growing_pauses_and_takes_effect_once() -> None:
    with clock.frozen(NOON):
        waiting = queued("test.stumble", good_at=2)
        pause = run_job(waiting.id)
        assert pause == timedelta(seconds=10)
        assert waiting.state == JobState.QUEUED
        assert run_job(waiting.id) is None, "it is not due yet"
    with clock.frozen(NOON + timedelta(seconds=11)):
        assert run_job(waiting.id) is None
    assert waiting.state == JobState.DONE
    assert db.session.query(AuditEntry).filter_by(action="test.stumble").count() == 1


def test_after_its_last_try_a_job_has_failed_and_says_so_without_details() -> None:
    waiting = queued("test.stumble", good_at=99)
    for hour in range(3):
        with clock.frozen(clock.now() + timedelta(hours=hour)):
            run_job(waiting.id)
    assert waiting.state == JobState.FAILED
    assert waiting.error
    assert "disk" not in waiting.error


def test_pauses_grow_to_an_hour_at_most() -> None:
    assert [pause_before(tries).total_seconds() for tries in (1, 2, 3, 4, 9)] == [
        10,
        60,
        360,
        2160,
        3600,
    ]


def test_a_checkpoint_keeps_what_was_done_before_it() -> None:
    failed = enqueue("test.steps")
    commit()
    assert (failed.done, failed.total, failed.percent) == (1, 2, 50)
    assert failed.state == JobState.FAILED
    assert db.session.query(AuditEntry).filter_by(action="test.step").count() == 1


def running(worker: str, seen_at: datetime) -> Job:
    lost = queued("test.note", word="found")
    lost.state, lost.worker, lost.seen_at = JobState.RUNNING, worker, seen_at
    db.session.commit()
    return lost


def dead_process() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_jobs_of_a_dead_worker_are_queued_again() -> None:
    dead = running(f"{socket.gethostname()}:{dead_process()}", clock.now())
    silent = running("elsewhere:1", clock.now() - timedelta(hours=1))
    alive = running(worker_name(), clock.now() - timedelta(hours=1))
    fresh = running("elsewhere:1", clock.now())
    assert recover_lost_jobs() == 2
    db.session.expire_all()
    assert {dead.id, silent.id} <= set(due_jobs())
    assert alive.state == fresh.state == JobState.RUNNING


def test_a_periodic_task_runs_once_a_round_and_when_it_is_woken() -> None:
    with clock.frozen(NOON):
        assert "test.round" in due_tasks()
        assert "test.round" not in due_tasks()
    with clock.frozen(NOON + timedelta(seconds=61)):
        assert "test.round" in due_tasks()
    wake_after_commit("test.round")
    commit()
    assert seen == ["round"]


def test_the_queue_carries_json_and_no_pickle(app: Flask) -> None:
    queue: Queue = app.extensions["jobs"]
    task = queue.job.s(5)
    task.eta = datetime(2026, 1, 1)
    carried = queue.huey.serialize_task(task)
    assert carried.startswith(b"[")
    back = queue.huey.deserialize_task(carried)
    assert (back.args, back.eta) == ([5], task.eta)
    assert isinstance(queue.huey.serializer, JsonSerializer)


WORKER = """
from pathlib import Path
from portal.core.jobs import job, Progress
import time

@job("test.slow")
def slow(progress: Progress, *, until: str) -> dict:
    while not Path(until).exists():
        time.sleep(0.05)
    return {}

from portal.app import create_app
app = create_app()
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> tuple[dict[str, str], Path, Path]:
    """A portal of its own on disk, as the web process sees it, and the environment of its worker."""
    environment = {
        **os.environ,
        "PORTAL_DEMO": "1",
        "PORTAL_INSTANCE": str(tmp_path / "instance"),
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}",
    }
    environment["DATABASE_URL"] = database_url(tmp_path, "jobs")
    (tmp_path / "worker_app.py").write_text(WORKER)
    script = tmp_path / "web.py"
    script.write_text(WEB)
    return environment, script, tmp_path


WEB = """
import sys
from worker_app import app
from portal.core.db import db
from portal.core.jobs import enqueue
from portal.core.unit_of_work import unit_of_work

with app.app_context():
    if sys.argv[1] == "create":
        db.drop_all()
        db.create_all()
    elif sys.argv[1] == "ask":
        with unit_of_work():
            asked = enqueue("test.slow", until=sys.argv[2])
        print(asked.id)
"""


def test_the_worker_process_runs_jobs_ends_them_on_sigterm_and_finds_lost_ones(
    elsewhere: tuple[dict[str, str], Path, Path],
) -> None:
    environment, script, folder = elsewhere
    engine = create_engine(environment["DATABASE_URL"].replace("ql://", "ql+psycopg://"))

    def web(*arguments: str) -> str:
        return subprocess.check_output(
            [sys.executable, str(script), *arguments], env=environment, text=True
        ).strip()

    def worker() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "flask", "--app", "worker_app", "jobs", "work"]
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stderr=subprocess.PIPE, text=True
        )
        for line in process.stderr or ():
            if "is ready" in line:
                return process
        raise AssertionError("the worker did not start")

    def state_of(job_id: str) -> str:
        with engine.connect() as connection:
            query = text("SELECT state FROM job WHERE id = :id")
            return str(connection.scalar(query, {"id": int(job_id)}))

    def wait_for(job_id: str, state: str) -> None:
        until = time.monotonic() + 30
        while state_of(job_id) != state:
            assert time.monotonic() < until, state_of(job_id)
            time.sleep(0.1)

    web("create")
    first = worker()
    wait_for(web("ask", "/"), "done")
    slow = web("ask", str(folder / "first"))
    wait_for(slow, "running")
    with engine.begin() as connection:  # others write while a job works
        connection.execute(text("UPDATE job SET error = '' WHERE id = 0"))
    first.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    (folder / "first").touch()
    assert first.wait(timeout=20) == 0
    assert state_of(slow) == "done", "the work in hand was ended first"

    lost = web("ask", str(folder / "second"))
    second = worker()
    wait_for(lost, "running")
    second.kill()
    second.wait()
    (folder / "second").touch()
    third = worker()
    wait_for(lost, "done")
    third.send_signal(signal.SIGINT)
    assert third.wait(timeout=20) == 0


def test_only_its_owner_sees_how_far_a_job_is(client: FlaskClient) -> None:
    owner, other = make_account(), make_account()
    mine = enqueue("test.note", owner_id=owner.id, word="x")
    commit()
    mine.state, mine.done, mine.total = JobState.RUNNING, 3, 4
    db.session.commit()
    address = f"/jobs/{mine.id}"
    assert client.get(address).status_code == 404
    assert sign_in(client, other).get(address).status_code == 404
    page = sign_in(client, owner).get(address)
    assert page.status_code == 200
    assert page.headers["Refresh"] == "3"
    assert page.headers["Cache-Control"] == "no-store"
    assert 'value="3"' in page.text


def test_the_page_of_a_finished_job_stops_and_leads_to_the_result(client: FlaskClient) -> None:
    owner = make_account()
    ended = enqueue("test.note", owner_id=owner.id, word="x")
    commit()
    ended.result = {"url": "/somewhere"}
    db.session.commit()
    page = sign_in(client, owner).get(f"/jobs/{ended.id}")
    assert "Refresh" not in page.headers
    assert 'href="/somewhere"' in page.text
