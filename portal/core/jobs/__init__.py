"""Work done after the answer: queued in the act's transaction, run by `flask jobs work`, seen on a page."""

from flask import Flask

from portal.core.jobs import cli, labels, queue, views
from portal.core.jobs.actions import enqueue, wake_after_commit
from portal.core.jobs.models import Job, JobState
from portal.core.jobs.registry import Progress, every, job

__all__ = ["Job", "JobState", "Progress", "enqueue", "every", "job", "labels", "wake_after_commit"]


def init_app(app: Flask) -> None:
    queue.init_app(app)
    app.register_blueprint(views.bp)
    cli.init_app(app)
