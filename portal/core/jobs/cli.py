"""What an operator does with jobs."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import func, select

from portal.core.db import db
from portal.core.jobs.models import Job
from portal.core.jobs.registry import periodic
from portal.core.jobs.running import due_jobs, recover_lost_jobs, run_job, run_task
from portal.core.jobs.worker import work

jobs = AppGroup("jobs", help="Work done after the answer.")


@jobs.command("work")
@click.option("--threads", default=2, show_default=True, type=click.IntRange(1, 32))
def serve(threads: int) -> None:
    """Run the worker until SIGTERM or Ctrl-C."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    recovered = recover_lost_jobs()
    if recovered:
        click.echo(f"{recovered} lost jobs are queued again", err=True)
    db.session.remove()
    work(app, threads=threads, ready=lambda: click.echo("the job worker is ready", err=True))


@jobs.command("once")
def once() -> None:
    """Run everything that is due, then end: for cron or a quick look."""
    recover_lost_jobs()
    for name in sorted(periodic):
        run_task(name)
    waiting = due_jobs()
    for job_id in waiting:
        run_job(job_id)
    click.echo(f"{len(waiting)} jobs were run")


@jobs.command("status")
def status() -> None:
    """Count the jobs by kind and state."""
    query = select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state)
    for kind, state, count in db.session.execute(query.order_by(Job.kind, Job.state)):
        click.echo(f"{kind:<40} {state:<10} {count}")


def init_app(app: Flask) -> None:
    app.cli.add_command(jobs)
