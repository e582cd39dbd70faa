"""What the registry holds of the people whom some rows mean: one statement a table."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table, select

from portal.core.db import db
from portal.registry.models import (
    ITEM_MODELS,
    IdentifierKind,
    ItemKind,
    ItemState,
    Person,
    SensitiveFacts,
    SourceKind,
)

Row = dict[str, Any]

BASICS = (
    "full_name",
    "birth_date",
    "sex",
    "contact_email",
    "contact_phone",
    "sector",
    "commune_id",
)
COMPARED: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.APPOINTMENT: (
        "role",
        "department",
        "job_position",
        "job_category",
        "starts",
        "ends",
        "organisation",
        "unit_id",
    ),
    ItemKind.DEGREE: ("level", "discipline", "organisation", "awarded"),
    ItemKind.RANK: ("rank",),
    ItemKind.TRAINING: ("course", "organiser", "starts", "ends", "is_completed"),
    ItemKind.FIELD: ("field_id",),
    ItemKind.IDENTIFIER: ("identifier_kind", "value", "normal"),
}
"""The kinds of items a staff list tells of, and the parts that are compared."""
_STANDING = ("id", "person_id", "version", "state", "source")


@dataclass
class Facts:
    """One person as the registry has them; a new one has nothing."""

    person_id: int | None = None
    basics: Row = field(default_factory=dict)
    version: int = 0
    has_account: bool = False
    is_public: bool = False
    items: dict[ItemKind, list[Row]] = field(default_factory=lambda: defaultdict(list))
    sensitive: Row = field(default_factory=dict)


def table_of(kind: ItemKind) -> Table:
    """The table of a kind of items."""
    model: Any = ITEM_MODELS[kind]
    return cast(Table, model.__table__)


def facts_of(person_ids: Collection[int], *, lock: bool = False) -> dict[int, Facts]:
    """The facts of these people; the statements do not grow with their number.

    `lock` keeps others from changing them until the transaction ends.
    """
    found: dict[int, Facts] = {}
    if not person_ids:
        return found
    people = cast(Table, Person.__table__)
    columns = (people.c[name] for name in ("id", "version", "account_id", "is_public", *BASICS))
    persons = select(*columns).where(people.c.id.in_(person_ids)).order_by(people.c.id)
    for row in db.session.execute(persons.with_for_update() if lock else persons):
        told = row._mapping
        found[row.id] = Facts(
            row.id,
            {name: plain(told[name]) for name in BASICS},
            row.version,
            row.account_id is not None,
            row.is_public,
        )
    for kind, parts in COMPARED.items():
        table = table_of(kind)
        query = select(*(table.c[name] for name in (*_STANDING, *parts)))
        query = query.where(table.c.person_id.in_(person_ids)).order_by(table.c.id)
        for row in db.session.execute(query.with_for_update() if lock else query):
            item = {name: plain(value) for name, value in row._mapping.items()}
            found[row.person_id].items[kind].append(item)
    sensitive = cast(Table, SensitiveFacts.__table__)
    for row in db.session.execute(select(sensitive).where(sensitive.c.person_id.in_(person_ids))):
        found[row.person_id].sensitive = dict(row._mapping)
    return found


def plain(value: Any) -> Any:
    """An enumeration's member as its stored word."""
    return getattr(value, "value", value)


def is_kept_by_owner(item: Row, facts: Facts) -> bool:
    """Whether a list may not change the item: it was confirmed, or its owner stated it."""
    if item["state"] == ItemState.VERIFIED.value:
        return True
    return facts.has_account and item["source"] == SourceKind.SELF.value


def identifier_values(kind: IdentifierKind, value: str) -> Row:
    """The parts of an identifier of a list, which was checked when it was read."""
    return {"identifier_kind": kind.value, "value": value, "normal": value}
