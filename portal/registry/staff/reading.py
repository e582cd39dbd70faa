"""From the file to rows that wait: read in a child, compared, stored; nothing of it acts yet."""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select

from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.files import StoredFile, local_path, run_bounded
from portal.core.files.accept import CSV, TEXT
from portal.core.files.store import arriving
from portal.core.jobs import Progress
from portal.core.text import fold
from portal.registry.importing.models import (
    ImportRow,
    ImportTask,
    RowAction,
    RowStanding,
    RowState,
)
from portal.registry.models import ResearchField
from portal.registry.staff.cells import read_row
from portal.registry.staff.judging import Asked, Verdict, judge, row_key
from portal.registry.staff.people import people_of
from portal.registry.staff.places import communes_on, offices_of
from portal.registry.staff.refusals import fingerprint, keep_refusals, refusals_for
from portal.registry.staff.values import SENSITIVE, Reader, Told
from portal.registry.staff.writing import insert_rows
from portal.units.powers import Power

_READ = "portal.registry.sheets.reading:read_table"
_PIECE = 1_000
_PLACES = ("commune_code", "commune")
_NAMES = ("name", "family", "given", "first_name", "last_name")

Cells = dict[str, str]
Source = Iterator[tuple[int, Cells]]


def read_list(progress: Progress, task: ImportTask, actor: Account) -> int:
    """Read the task's file anew and compare its rows; gives how many there are.

    It may be stopped anywhere: the next try begins with an empty list again.
    """
    keep_refusals(task)
    db.session.execute(delete(ImportRow).where(ImportRow.task_id == task.id))
    progress(0, 0)
    with arriving() as path:
        told = _read_in_child(task, path)
        task.columns = {**task.columns, **told, "is_read": False}
        reader = _reader(task, actor, told)
        clashes = _clashes(path, reader)
        _compare_all(progress, task, reader, path, clashes, told["rows"])
    task.columns = {
        **task.columns,
        "is_read": True,
        "asks_day": reader.communes is not None and reader.communes.is_asked,
        "left_sensitive": not reader.with_sensitive and bool({*SENSITIVE} & {*told["columns"]}),
    }
    return int(told["rows"])


def _read_in_child(task: ImportTask, into: Path) -> dict[str, Any]:
    file = db.session.get_one(StoredFile, task.file_id)
    with local_path(file) as path:
        told: dict[str, Any] = run_bounded(
            _READ,
            path,
            memory_mb=1_024,
            cpu_seconds=90,
            wall_seconds=150,
            into=str(into),
            is_text=file.media_type in (TEXT, CSV),
            encoding=task.columns.get("encoding_chosen", ""),
        )
    if "refused" in told:
        sentence: str = told["refused"]
        raise RuleBroken(_(sentence) % told["words"])
    return told


def _reader(task: ImportTask, actor: Account, told: dict[str, Any]) -> Reader:
    today = clock.today()
    with_places = any(column in told["columns"] for column in _PLACES)
    fields = db.session.execute(select(ResearchField.code, ResearchField.id))
    return Reader(
        today,
        offices_of(task.unit, today),
        communes_on(task.data_date, today) if with_places else None,
        dict(fields.tuples().all()),
        told["columns"],
        actor.can(Power.EDIT_PEOPLE_SENSITIVE, task.unit_id),
    )


def lines_of(path: Path) -> Source:
    """The rows that the child wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            number, cells = json.loads(line)
            yield number, cells


def _clashes(path: Path, reader: Reader) -> dict[int, str]:
    """Rows that contradict each other: one e-mail, number or identifier under several names."""
    keys = [key for key in ("email", "orcid", "national_id", "person") if key in reader.headers]
    if not reader.with_sensitive and "national_id" in keys:
        keys.remove("national_id")
    bearers: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for number, cells in lines_of(path) if keys else ():
        name = " ".join(cells[key] for key in _NAMES if key in cells)
        for key in keys:
            if written := cells.get(key):
                bearers[key, written.lower()].append((number, name))
    found: dict[int, str] = {}
    for (key, _written), told in bearers.items():
        if len(told) > 1 and len({fold(name) for _number, name in told}) > 1:
            found |= _contradiction(reader.headers[key], [number for number, _name in told])
    return found


def _contradiction(column: str, rows: list[int]) -> dict[int, str]:
    sentence = _(
        "%(column)s: the rows %(rows)s have the same one under different names; each person needs"
        " their own.",
        column=column,
        rows=", ".join(map(str, rows[:10])),
    )
    return dict.fromkeys(rows, sentence)


def _compare_all(
    progress: Progress,
    task: ImportTask,
    reader: Reader,
    path: Path,
    clashes: dict[int, str],
    total: int,
) -> None:
    people, refused = people_of(task.unit_id or 0, reader.today), refusals_for(task)
    seen: dict[str, int] = defaultdict(int)
    whole: dict[int, int] = {}
    source, done = lines_of(path), 0
    while piece := list(islice(source, _PIECE)):
        rows = [(cells, _asked(number, cells, reader, seen, clashes)) for number, cells in piece]
        verdicts = judge(task, people, [asked for _cells, asked in rows])
        _store(task, [
            _left_out(_row(cells, verdict, whole), refused)
            for (cells, _asked), verdict in zip(rows, verdicts, strict=True)
        ])  # fmt: skip
        done += len(piece)
        progress(done, total)


def _asked(
    number: int, cells: Cells, reader: Reader, seen: dict[str, int], clashes: dict[int, str]
) -> Asked:
    told = read_row(reader, cells)
    key = row_key(told)
    seen[key] += 1
    if seen[key] > 1 and told.action is RowAction.ADD:
        key = f"{key}#{seen[key]}"  # namesakes who are both to be added
    return Asked(number, told, key, sentence=clashes.get(number, ""))


def _left_out(row: dict[str, Any], refused: frozenset[str]) -> dict[str, Any]:
    """The row, left out where the same one was before; it can still be chosen."""
    told = row["parsed"]["told"]
    if refused and f"{row['key']}:{fingerprint(told)}" in refused:
        row["state"] = RowState.REFUSED
        row["parsed"]["left_out_before"] = True
    return row


def _row(cells: Cells, verdict: Verdict, whole: dict[int, int]) -> dict[str, Any]:
    asked, match, plan = verdict.asked, verdict.match, verdict.plan
    standing, errors = verdict.standing, verdict.errors
    parsed: dict[str, Any] = {
        "cells": {key: cell for key, cell in cells.items() if key not in SENSITIVE},
        "told": plain_told(asked.told),
    }
    if asked.told.problems:
        parsed["problems"] = asked.told.problems
    if match.candidates:
        parsed["candidates"] = list(match.candidates)
    if plan is not None and not plan.is_new:
        parsed["changes"], parsed["kept"] = plan.changes(), plan.kept
    if match.person_id is not None and match.person_id < 0:
        parsed["with_row"] = -match.person_id
    repeated = whole.setdefault(hash(tuple(cells.items())), asked.number)
    if repeated != asked.number and standing in (RowStanding.NEW, RowStanding.UNSURE):
        standing, parsed["repeats_row"], errors = RowStanding.SAME, repeated, []
    row = {"number": asked.number, "key": asked.key, "standing": standing, "parsed": parsed}
    told: dict[str, Any] = {
        "action": asked.told.action if asked.told.action is not RowAction.AUTO else None,
        "state": RowState.REFUSED if standing is RowStanding.SKIPPED else None,
        "error": " ".join(errors),
        "person_id": match.person_id if (match.person_id or 0) > 0 else None,
    }
    return row | {name: value for name, value in told.items() if value}  # else the column's default


def plain_told(told: Told) -> dict[str, Any]:
    """What a row says as it is stored: without what is empty."""
    kept = {name: value for name, value in vars(told).items() if value and name != "problems"}
    return {**kept, "action": told.action.value}


def _store(task: ImportTask, rows: list[dict[str, Any]]) -> None:
    insert_rows(ImportRow, rows, {"task_id": task.id, "undo": {}})
