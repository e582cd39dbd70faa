"""Running work: claimed once, retried with growing pauses, found again when a worker died."""

import logging
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from portal.core import clock
from portal.core.audit import acting_for
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.jobs.models import Job, JobState, PeriodicRun
from portal.core.jobs.registry import Kind, Progress, kinds, periodic
from portal.core.unit_of_work import unit_of_work

log = logging.getLogger(__name__)

SILENT_FOR = timedelta(minutes=10)
"""A running job whose worker said nothing for so long is taken as lost."""


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def run_job(job_id: int) -> timedelta | None:
    """Run a queued job to its end; give the pause before the next try when it has to be retried.

    A job that is not queued (delivered twice, or rolled back) is left alone.
    """
    if not _claim(job_id):
        return None
    job = db.session.get_one(Job, job_id)
    order = _Order(job.id, job.kind, dict(job.payload), job.tries)
    language, owner_id = job.language, job.owner_id
    db.session.rollback()  # the work begins its own transaction: SQLite has one writer
    with force_locale(language), acting_for(owner_id):
        kind = kinds.get(order.kind)
        if kind is None:
            _fail(job_id, _("This work is no longer known to the portal."))
            return None
        return _attempt(order, kind)


@dataclass(frozen=True)
class _Order:
    job_id: int
    kind: str
    payload: dict[str, Any]
    tries: int


def _claim(job_id: int) -> bool:
    now = clock.now()
    with unit_of_work():
        claimed = db.session.scalar(
            update(Job)
            .where(Job.id == job_id, Job.state == JobState.QUEUED, Job.due_at <= now)
            .values(
                state=JobState.RUNNING,
                worker=worker_name(),
                started_at=now,
                seen_at=now,
                tries=Job.tries + 1,
            )
            .returning(Job.id)
            .execution_options(synchronize_session=False)
        )
    return claimed is not None


def _attempt(order: _Order, kind: Kind) -> timedelta | None:
    job_id, tries = order.job_id, order.tries
    try:
        with unit_of_work():
            result = kind.work(Progress(_checkpoint_of(job_id)), **order.payload)
            finished = db.session.get_one(Job, job_id, populate_existing=True)
            finished.result, finished.state = result or {}, JobState.DONE
            finished.finished_at, finished.error = clock.now(), ""
    except RuleBroken as broken:
        _fail(job_id, broken.message)
    except Exception:
        log.exception("job failed", extra={"job": job_id, "kind": kind.name, "try": tries})
        if tries < kind.tries:
            return _put_back(job_id, pause_before(tries))
        _fail(job_id, _("Something went wrong while working. The operators have been told."))
    return None


def pause_before(tries: int) -> timedelta:
    """How long to wait after `tries` failed attempts: 10 s, 1 min, 6 min …, at most an hour."""
    return timedelta(seconds=min(3600, 10 * 6 ** (tries - 1)))


def _checkpoint_of(job_id: int) -> Callable[[int, int], None]:
    def checkpoint(done: int, total: int) -> None:
        with unit_of_work():
            db.session.execute(
                update(Job)
                .where(Job.id == job_id)
                .values(done=done, total=total, seen_at=clock.now())
            )

    return checkpoint


def _set(job_id: int, **values: Any) -> None:
    with unit_of_work():
        db.session.execute(update(Job).where(Job.id == job_id).values(**values))
        db.session.expire_all()


def _fail(job_id: int, sentence: str) -> None:
    _set(job_id, state=JobState.FAILED, error=sentence, finished_at=clock.now())


def _put_back(job_id: int, pause: timedelta) -> timedelta:
    _set(job_id, state=JobState.QUEUED, due_at=clock.now() + pause)
    return pause


def recover_lost_jobs() -> int:
    """Queue again what a dead worker of this machine, or a silent one elsewhere, had begun."""
    lost = [
        job.id
        for job in db.session.scalars(select(Job).where(Job.state == JobState.RUNNING))
        if _is_lost(job)
    ]
    with unit_of_work():
        db.session.execute(
            update(Job)
            .where(Job.id.in_(lost), Job.state == JobState.RUNNING)
            .values(state=JobState.QUEUED, due_at=clock.now())
        )
    return len(lost)


def _is_lost(job: Job) -> bool:
    host, _colon, pid = job.worker.rpartition(":")
    if host == socket.gethostname() and pid.isdecimal():
        return not _is_alive(int(pid))
    return job.seen_at is None or clock.now() - job.seen_at > SILENT_FOR


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def due_jobs(limit: int = 500) -> list[int]:
    """Queued jobs whose time has come: those the queue may have lost are among them."""
    query = select(Job.id).where(Job.state == JobState.QUEUED, Job.due_at <= clock.now())
    return list(db.session.scalars(query.order_by(Job.due_at, Job.id).limit(limit)))


def run_task(name: str) -> None:
    """Run a periodic task now; an error is logged and the next round tries again."""
    try:
        with unit_of_work():
            periodic[name].task()
    except Exception:
        log.exception("periodic task failed", extra={"task": name})


def due_tasks() -> list[str]:
    """The periodic tasks whose round has come, claimed so that no other worker takes them too."""
    return [name for name, task in periodic.items() if _claim_round(name, task.seconds)]


def _claim_round(name: str, seconds: int) -> bool:
    now = clock.now()
    last = db.session.scalar(select(PeriodicRun.ran_at).where(PeriodicRun.name == name))
    if last is not None and last > now - timedelta(seconds=seconds):
        return False
    try:
        with unit_of_work():
            if last is None:
                db.session.execute(insert(PeriodicRun).values(name=name, ran_at=now))
                return True
            claimed = db.session.scalar(
                update(PeriodicRun)
                .where(PeriodicRun.name == name, PeriodicRun.ran_at == last)
                .values(ran_at=now)
                .returning(PeriodicRun.name)
                .execution_options(synchronize_session=False)
            )
            return claimed is not None
    except IntegrityError:
        return False
