"""What others did with people and items since a list was taken over: it holds them fast when undone.

An act leaves a revision with its moment. A batch of a list writes its revisions and its rows with one
moment, by which they are told from everybody else's.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, or_, select

from portal.core.db import Model, db
from portal.registry.importing.models import ImportRow, ImportTask, RowState
from portal.registry.models import Evidence, ItemKind, Merge, Person, Revision
from portal.registry.staff.facts import table_of

UNDONE = "undo_staff"
_DERIVED = {"revision", "import_row", "person_facet", "duplicate_candidate", "sensitive_facts"}
"""Tables whose rows about a person are made by the portal itself: they do not hold a record fast."""

Moments = frozenset[datetime]


def own_moments(task: ImportTask, rows: Sequence[ImportRow]) -> Moments:
    """When this list, or one that was taken back, wrote about the people of these rows."""
    people = {row.person_id for row in rows} | {row.undo.get("made") for row in rows}
    query = (
        select(ImportRow.processed_at)
        .where(
            ImportRow.person_id.in_(people - {None}),
            or_(ImportRow.task_id == task.id, ImportRow.state == RowState.UNDONE),
            ImportRow.processed_at.is_not(None),
        )
        .distinct()
    )
    return frozenset(one for one in db.session.scalars(query) if one)


def merged_since(rows: Sequence[ImportRow]) -> set[int]:
    """The people of these rows who were made one with another record, and still are."""
    people = {row.person_id for row in rows} | {row.undo.get("made") for row in rows}
    people.discard(None)
    query = select(Merge.winner_id, Merge.loser_id).where(
        Merge.undone_at.is_(None), or_(Merge.winner_id.in_(people), Merge.loser_id.in_(people))
    )
    return {id for pair in db.session.execute(query) for id in pair}


def touched_items(kind: ItemKind, made: dict[int, ImportRow], own: Moments) -> set[int]:
    """Those of the items on which somebody else acted, that were proven, or that went elsewhere."""
    acts = select(Revision.item_id, Revision.at).where(
        Revision.item_kind == kind, Revision.item_id.in_(made), Revision.action != UNDONE
    )
    found = {id for id, at in db.session.execute(acts) if id is not None and at not in own}
    proven = select(Evidence.item_id).where(Evidence.item_kind == kind, Evidence.item_id.in_(made))
    found |= set(db.session.scalars(proven))
    table = table_of(kind)
    homes = select(table.c.id, table.c.person_id).where(table.c.id.in_(made))
    return found | {
        id for id, person_id in db.session.execute(homes) if person_id != made[id].person_id
    }


def held_fast(ids: Collection[int], own: Moments) -> set[int]:
    """Those with an account, a public page, an act of somebody, or any row of any table that names them."""
    query = select(Person.id).where(
        Person.id.in_(ids), or_(Person.account_id.is_not(None), Person.is_public)
    )
    found = set(db.session.scalars(query))
    acts = select(Revision.person_id, Revision.at).where(
        Revision.person_id.in_(ids), Revision.action != UNDONE
    )
    found |= {id for id, at in db.session.execute(acts) if at not in own}
    for column in _naming_columns():
        found |= set(db.session.scalars(select(column).where(column.in_(ids)).distinct()))
    return found


def _naming_columns() -> list[Any]:
    """Every column of every feature that names a person, but for those the portal derives itself."""
    person = cast(Table, Person.__table__)
    return [
        key.parent
        for table in Model.metadata.tables.values()
        if table.name not in _DERIVED
        for key in table.foreign_keys
        if key.column.table is person
    ]
