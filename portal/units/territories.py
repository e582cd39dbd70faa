"""The shipped facts about provinces, districts and communes, loaded in bulk."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from importlib.resources import files
from itertools import groupby, islice
from typing import Any, cast

from sqlalchemy import Table, insert, select

from portal.core.changes import note_change
from portal.core.db import Model, db
from portal.core.text import fold, slug, sort_key
from portal.units.models import Unit, UnitKind, UnitSuccession, UnitVersion
from portal.units.rules import bare_name

EFFECTIVE_ON = date(2025, 7, 1)
_KINDS = {
    "provinces.csv": UnitKind.PROVINCE,
    "districts.csv": UnitKind.DISTRICT,
    "communes.csv": UnitKind.COMMUNE,
}


def load() -> dict[str, int]:
    """Load what is not there yet; returns how many units, versions and successions were added.

    Bulk statements bypass the unit of work's objects, so one change is noted for all of them.
    """
    known = _ids_by_code()
    rows = {name: list(_read(name)) for name in _KINDS}
    new = [
        (kind, periods)
        for name, kind in _KINDS.items()
        for _key, same in groupby(rows[name], key=lambda row: row["key"])
        if (periods := list(same))[0]["key"] not in known
    ]
    _insert(Unit, (_unit(kind, periods) for kind, periods in new))
    ids = _ids_by_code()
    versions = [_version(row, ids) for _kind, periods in new for row in periods]
    _insert(UnitVersion, versions)
    added = {periods[0]["key"] for _kind, periods in new}
    successions = [
        {
            "from_unit_id": ids[row["from"]],
            "to_unit_id": ids[row["to"]],
            "effective_on": EFFECTIVE_ON,
            "share": Decimal(row["share"]) if row["share"] else None,
        }
        for row in _read("successions.csv")
        if row["from"] in added or row["to"] in added
    ]
    _insert(UnitSuccession, successions)
    if new:
        note_change("unit", "*")
    return {"units": len(new), "versions": len(versions), "successions": len(successions)}


def _read(name: str) -> Iterator[dict[str, str]]:
    with files("portal.units").joinpath("facts", name).open(encoding="utf-8") as source:
        yield from csv.DictReader(source)


def _ids_by_code() -> dict[str, int]:
    query = select(Unit.code, Unit.id).where(Unit.code.is_not(None))
    return {code: id for code, id in db.session.execute(query) if code}


def _unit(kind: UnitKind, periods: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "kind": kind,
        "code": periods[0]["key"],
        "slug": slug(periods[-1]["name"]),
        "starts_on": _day(periods[0]["starts_on"]),
        "ends_on": _day(periods[-1]["ends_on"]),
    }


def _version(row: dict[str, str], ids: dict[str, int]) -> dict[str, Any]:
    name, bare = row["name"], bare_name(row["name"])
    folded = fold(name)
    return {
        "unit_id": ids[row["key"]],
        "name": name,
        "short_name": bare,
        "official_code": row["code"],
        "parent_id": ids[row["parent"]] if row["parent"] else None,
        "starts_on": _day(row["starts_on"]),
        "ends_on": _day(row["ends_on"]),
        "folded": folded,
        "keywords": folded,
        "sort_key": sort_key(bare, by="full"),
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _insert(table: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    iterator = iter(rows)
    while chunk := list(islice(iterator, 2_000)):
        db.session.execute(insert(cast(Table, table.__table__)), chunk)
