"""What must hold of the core's own tables and files; `flask check --all` asks."""

from datetime import timedelta

from sqlalchemy import select, text

from portal.core import clock
from portal.core.audit.queries import faults
from portal.core.db import db
from portal.core.files.models import StoredFile
from portal.core.files.store import FolderStore, current_store, hash_of
from portal.core.invariants import invariant
from portal.core.jobs.models import Job, JobState
from portal.core.jobs.registry import kinds
from portal.core.mail.models import MailState, OutboxMessage
from portal.core.pictures import Picture, Rendition

OLD = timedelta(hours=24)


@invariant("the database file is whole and every reference leads somewhere")
def database_is_whole() -> list[str]:
    """SQLite can be asked; PostgreSQL holds its references itself."""
    if db.engine.dialect.name != "sqlite":
        return []
    lines = [str(row[0]) for row in db.session.execute(text("PRAGMA integrity_check"))]
    astray = db.session.execute(text("PRAGMA foreign_key_check")).all()
    return [line for line in lines if line != "ok"] + [
        f"{row[0]} row {row[1]} refers to a missing {row[2]}" for row in astray
    ]


@invariant("the audit log is a whole chain")
def audit_is_whole() -> list[str]:
    return list(faults())


@invariant("every stored file has its content, and the content its hash")
def files_are_whole() -> list[str]:
    store, lines, seen = current_store(), [], set()
    query = select(StoredFile).order_by(StoredFile.id).execution_options(yield_per=500)
    for file in db.session.scalars(query):
        if file.sha256 in seen:
            continue
        seen.add(file.sha256)
        if not store.has(file.sha256):
            lines.append(f"file {file.id}: its content is missing")
        elif isinstance(store, FolderStore) and hash_of(store.path_of(file.sha256)) != file.sha256:
            lines.append(f"file {file.id}: its content was changed")
    return lines


@invariant("no content lies about without its file for more than a day")
def no_orphan_contents() -> list[str]:
    known = set(db.session.scalars(select(StoredFile.sha256)))
    return [
        f"content {sha256}"
        for sha256, kept_at in current_store().all()
        if sha256 not in known and clock.now() - kept_at > 2 * OLD
    ]


@invariant("every picture can be shown")
def pictures_have_renditions() -> list[str]:
    shown = select(Rendition.id).where(Rendition.picture_id == Picture.id).exists()
    query = select(Picture.id).where(~shown).order_by(Picture.id)
    return [f"picture {id}" for id in db.session.scalars(query)]


@invariant("no job is lost, unknown or stuck")
def no_orphan_jobs() -> list[str]:
    limit, lines = clock.now() - OLD, []
    open_states = (JobState.QUEUED, JobState.RUNNING)
    for job in db.session.scalars(select(Job).where(Job.state.in_(open_states)).order_by(Job.id)):
        if job.kind not in kinds:
            lines.append(f"job {job.id}: nobody knows {job.kind}")
        elif (job.seen_at or job.due_at) < limit:
            lines.append(f"job {job.id}: {job.state} for more than a day")
    return lines


@invariant("every finished job says when it ended, and a failed one why")
def finished_jobs_say_so() -> list[str]:
    finished = select(Job).where(Job.state.in_((JobState.DONE, JobState.FAILED)))
    return [
        f"job {job.id}"
        for job in db.session.scalars(finished.order_by(Job.id))
        if job.finished_at is None or (job.state == JobState.FAILED and not job.error)
    ]


@invariant("no letter waits longer than letters wait")
def no_stuck_letters() -> list[str]:
    limit = clock.now() - 4 * OLD
    query = select(OutboxMessage.id).where(
        OutboxMessage.state == MailState.QUEUED, OutboxMessage.created_at < limit
    )
    return [f"letter {id}" for id in db.session.scalars(query.order_by(OutboxMessage.id))]
