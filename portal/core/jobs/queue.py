"""The queue that wakes workers: huey over SQLite, PostgreSQL or Redis, carrying numbers and names only."""

import json
import logging
from datetime import datetime
from typing import Any

from flask import Flask, current_app
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer

from portal.core import unit_of_work
from portal.core.jobs import running
from portal.core.jobs.actions import take_handover

log = logging.getLogger(__name__)


class JsonSerializer(Serializer):
    """huey's own way is pickle, which runs what it reads; ours is JSON."""

    def _serialize(self, data: Message) -> bytes:
        values = data._replace(eta=data.eta.isoformat() if data.eta else None)
        return json.dumps(list(values)).encode()

    def _deserialize(self, data: bytes) -> Message:
        message = Message(*json.loads(data))
        return message._replace(eta=datetime.fromisoformat(message.eta) if message.eta else None)


class Queue:
    """The two things a worker can be told: run this job, run this periodic task."""

    def __init__(self, app: Flask) -> None:
        self.huey = _huey_for(app)

        @self.huey.task(name="job")
        def job(job_id: int) -> None:
            with app.app_context():
                pause = running.run_job(job_id)
            if pause is not None:
                self.job.schedule((job_id,), delay=pause.total_seconds() + 0.5)

        @self.huey.task(name="task")
        def task(name: str) -> None:
            with app.app_context():
                running.run_task(name)

        self.job, self.task = job, task
        self._is_ready = False

    def make_ready(self) -> None:
        """Create the queue's own tables: at first use, so that the application starts without it."""
        if not self._is_ready and hasattr(self.huey.storage, "initialize_schema"):
            self.huey.storage.initialize_schema()
        self._is_ready = True


def _huey_for(app: Flask) -> Huey:
    common: dict[str, Any] = {"results": False, "serializer": JsonSerializer(), "utc": True}
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    if app.config["REDIS_URL"]:
        return RedisHuey("portal", url=app.config["REDIS_URL"], **common)
    if url.startswith("postgresql"):
        dsn = url.replace("postgresql+psycopg://", "postgresql://", 1)
        return PostgresHuey("portal", dsn=dsn, create_tables=False, **common)
    path = str(app.config["INSTANCE"] / "jobs.db")
    return SqliteHuey("portal", filename=path, create_tables=False, fsync=True, **common)


def hand_over(_sender: object = None) -> None:
    """Tell the queue what the committed transaction asked for; with JOBS=immediate do it now."""
    jobs, tasks = take_handover()
    if not jobs and not tasks:
        return
    if current_app.config["JOBS"] == "immediate":
        for job_id in jobs:
            running.run_job(job_id)
        for name in tasks:
            running.run_task(name)
        return
    queue: Queue = current_app.extensions["jobs"]
    try:
        queue.make_ready()
        for job_id in jobs:
            queue.job(job_id)
        for name in tasks:
            queue.task(name)
    except Exception:  # the act is committed: a queue that is down may only delay the work
        log.exception("the queue is down; the worker will find the work in the table")


def init_app(app: Flask) -> None:
    app.extensions["jobs"] = Queue(app)
    unit_of_work.committed.connect(hand_over)
