"""The index of the worker's machine follows the change log: woken by a commit, else every 5 seconds."""

from flask import current_app

from portal.core.changes import changed
from portal.core.db import db, writing
from portal.core.jobs import every, wake_after_commit
from portal.core.search import follow

_TASK = "search.follow"


@every(seconds=5, name=_TASK)
def follow_changes() -> None:
    """Read only: the database's write lock is not held while the index is written."""
    db.session.rollback()
    token = writing.set(False)
    try:
        follow.follow(current_app.extensions["search"])
        db.session.rollback()
    finally:
        writing.reset(token)


@changed.connect
def _wake(_sender: object) -> None:
    if current_app.config["JOBS"] != "immediate":
        wake_after_commit(_TASK)
