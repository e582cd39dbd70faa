"""Looking for duplicates behind the answer: the whole registry by night, what changed as it changes."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.core import clock
from portal.core.changes import Change
from portal.core.db import db
from portal.core.jobs import Job, JobState, Progress, enqueue, every, job
from portal.registry.duplicates.scan import check_people, scan

FIND = "registry.find_duplicates"
_LOOK_BACK = timedelta(minutes=20)
_MOST = 500
"""More changed records than that are left to the night's scan."""


@job(FIND, title=_l("Looking for duplicate records"))
def find_duplicates(progress: Progress, *, url: str) -> dict[str, Any]:
    """Compare all records that share a key; what was decided stays decided."""
    tally = scan(progress)
    return {"compared": tally.compared, "found": tally.found, "dropped": tally.dropped, "url": url}


def standing_scan() -> Job | None:
    """The scan that waits or runs, if one does: a second beside it would find the same."""
    query = select(Job).where(Job.kind == FIND, Job.state.in_((JobState.QUEUED, JobState.RUNNING)))
    return db.session.scalars(query.order_by(Job.id.desc()).limit(1)).one_or_none()


@every(seconds=24 * 3600, name="registry.nightly_duplicates")
def look_every_night() -> None:
    """Ask for a scan of the whole registry."""
    if standing_scan() is None:
        enqueue(FIND, url="/registry/duplicates")


@every(seconds=10 * 60, name="registry.fresh_duplicates")
def look_at_what_changed() -> int:
    """Compare the records that were opened, changed or brought in lately with the registry."""
    query = (
        select(Change.key)
        .where(Change.kind == "person", Change.at > clock.now() - _LOOK_BACK)
        .distinct()
        .limit(_MOST)
    )
    ids = [int(key) for key in db.session.scalars(query)]
    return check_people(ids).found
