"""Contents whose row was never committed are removed after a day."""

from datetime import timedelta

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.core.files.models import StoredFile
from portal.core.files.store import current_store
from portal.core.jobs import every

KEPT_FOR = timedelta(days=1)


@every(seconds=6 * 3600, name="core.sweep_files")
def sweep_files() -> int:
    """Remove contents without a row that are older than a day; give their number."""
    store, removed = current_store(), 0
    for sha256, kept_at in list(store.all()):
        if clock.now() - kept_at < KEPT_FOR:
            continue
        if (
            db.session.scalar(select(StoredFile.id).where(StoredFile.sha256 == sha256).limit(1))
            is None
        ):
            store.forget(sha256)
            removed += 1
    return removed
