"""Rows that somebody left out of a unit's list: in another file, or read anew, they stay left out."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.registry.importing.models import ImportRow, ImportTask, RowStanding, RowState

_PASSED_OVER = ("action", "sensitive")
"""What does not make a row another one; sealed facts look different each time."""


def fingerprint(told: Mapping[str, Any]) -> str:
    """What makes a refused row the same: everything it says of the person."""
    said = {name: value for name, value in told.items() if name not in _PASSED_OVER}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:24]


def keep_refusals(task: ImportTask) -> None:
    """Note the list's own refusals with the list: its rows are about to be read anew."""
    own = set(_refused(ImportRow.task_id == task.id)) | set(task.columns.get("refused", ()))
    if own:
        task.columns = {**task.columns, "refused": sorted(own)}


def refusals_for(task: ImportTask) -> frozenset[str]:
    """The fingerprints of rows that were left out of this list, or of another one of the unit."""
    others = _refused(ImportTask.unit_id == task.unit_id, ImportRow.task_id != task.id)
    return frozenset(others) | frozenset(task.columns.get("refused", ()))


def _refused(*wanted: Any) -> Iterable[str]:
    query = (
        select(ImportRow.key, ImportRow.parsed)
        .join(ImportTask, ImportTask.id == ImportRow.task_id)
        .where(*wanted, ImportRow.state == RowState.REFUSED)
        .where(ImportRow.standing != RowStanding.SKIPPED)
    )
    return [f"{key}:{fingerprint(parsed['told'])}" for key, parsed in db.session.execute(query)]
