"""Asking for work: the row is written with the act, the queue hears of it after the commit."""

import json
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.core.db import db
from portal.core.i18n import current_language
from portal.core.jobs.models import Job
from portal.core.jobs.registry import kinds, periodic

_JOBS, _TASKS = "jobs_to_hand_over", "tasks_to_wake"


def enqueue(kind: str, *, owner_id: int | None = None, **payload: Any) -> Job:
    """Write a job in the current transaction; a worker starts it once that commits."""
    if kind not in kinds:
        raise LookupError(f"no job is called {kind}")
    json.dumps(payload)
    queued = Job(kind=kind, payload=payload, owner_id=owner_id, language=current_language())
    db.session.add(queued)
    db.session.flush()
    db.session().info.setdefault(_JOBS, []).append(queued.id)
    return queued


def wake_after_commit(task: str) -> None:
    """Run the periodic task of this name soon after the current transaction commits."""
    if task not in periodic:
        raise LookupError(f"no periodic task is called {task}")
    db.session().info.setdefault(_TASKS, set()).add(task)


def take_handover() -> tuple[list[int], list[str]]:
    """What the transaction that has just committed asked for; a second call gives nothing."""
    info = db.session().info
    return info.pop(_JOBS, []), sorted(info.pop(_TASKS, ()))


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_JOBS, None)
    session.info.pop(_TASKS, None)
