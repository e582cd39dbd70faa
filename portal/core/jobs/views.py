"""The page that says how far a long work is; it can be left and found again."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template

from portal.core.access import allow, predicate, reading
from portal.core.jobs.models import Job, JobState
from portal.core.jobs.registry import kinds

bp = Blueprint("jobs", __name__)


@predicate
def started_it(actor: Any, thing: Job) -> bool:
    return actor is not None and thing.owner_id == actor.id


SHOW_JOB = reading(started_it, hidden=True)

_TONES = {
    JobState.QUEUED: "wait",
    JobState.RUNNING: "open",
    JobState.DONE: "ok",
    JobState.FAILED: "bad",
}


@bp.get("/jobs/<int:id>")
@allow(SHOW_JOB, Job)
def show(job: Job) -> Response:
    kind = kinds.get(job.kind)
    page = render_template(
        "core/job.html", job=job, title=str(kind.title) if kind else "", tone=_TONES[job.state]
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    if not job.is_finished:
        response.headers["Refresh"] = "3"
    return response
