"""Taking a batch of rows over: people, items, history, change log and facets in a few statements.

What is written is the same as by hand, row for row; only the way is shorter. Everything of a batch
stands or falls with the transaction it is written in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    Column,
    Integer,
    Table,
    bindparam,
    func,
    insert,
    literal,
    literal_column,
    null,
    select,
    text,
    update,
)
from sqlalchemy.exc import CompileError

from portal.core import clock
from portal.core.changes import note_changes
from portal.core.db import db
from portal.registry.facets import refresh_facets
from portal.registry.importing.models import ImportRow, ImportTask, RowState
from portal.registry.models import (
    ITEM_MODELS,
    Audience,
    ItemKind,
    ItemState,
    Person,
    Revision,
    SensitiveFacts,
    SourceKind,
    name_columns,
)
from portal.registry.staff.facts import Row, table_of
from portal.registry.staff.judging import Verdict
from portal.registry.staff.plans import Plan

_BASICS: Row = {
    "birth_date": None,
    "birth_year": None,
    "sex": None,
    "contact_email": "",
    "contact_phone": "",
    "sector": None,
    "commune_id": None,
}


@dataclass
class Batch:
    """Rows of one task that are taken over together by one officer, each person once."""

    task: ImportTask
    actor_id: int
    at: datetime = field(default_factory=clock.now)
    people: list[Row] = field(default_factory=list)
    changed: list[tuple[int, Row]] = field(default_factory=list)
    items: dict[ItemKind, list[Row]] = field(default_factory=dict)
    edited: list[tuple[ItemKind, int, Row]] = field(default_factory=list)
    sensitive: list[tuple[bool, Row]] = field(default_factory=list)
    revisions: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    public: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)

    def write(self, chosen: Sequence[tuple[int, Verdict]]) -> None:
        """Write what the plans say; `chosen` has the key of each stored row with its verdict."""
        self._plan_all(chosen)
        insert_rows(Person, self.people, self._of_people())
        self._update_people()
        for kind, values in self.items.items():
            insert_rows(ITEM_MODELS[kind], values, self._of_items(kind))
        self._update_items()
        self._write_sensitive()
        of_revisions = {"actor_id": self.actor_id, "at": self.at, "reason": self.task.name}
        insert_rows(Revision, self.revisions, of_revisions)
        note_changes(("person", id) for id in sorted(self.touched))
        if self.public:
            refresh_facets(db.session, self.public)
        _finish_rows(self.rows, self.at)

    def _of_people(self) -> Row:
        return {
            "source": SourceKind.IMPORT,
            "created_by_id": self.actor_id,
            "created_at": self.at,
            "updated_at": self.at,
        }

    def _of_items(self, kind: ItemKind) -> Row:
        return {
            "visibility": Audience.OFFICERS,
            "state": ItemState.DRAFT,
            "source": SourceKind.IMPORT,
            "source_note": self.task.name,
            "stated_by_id": self.actor_id,
            "stated_at": self.at,
        }

    def _plan_all(self, chosen: Sequence[tuple[int, Verdict]]) -> None:
        plans = [(row_id, verdict, verdict.plan) for row_id, verdict in chosen if verdict.plan]
        numbers = iter(take_numbers(Person, sum(plan.is_new for _id, _v, plan in plans)))
        wanted: dict[ItemKind, int] = {}
        for _row_id, _verdict, plan in plans:
            for kind, _values in plan.added:
                wanted[kind] = wanted.get(kind, 0) + 1
        free = {kind: iter(take_numbers(ITEM_MODELS[kind], n)) for kind, n in wanted.items()}
        for row_id, verdict, plan in plans:
            undo: Row = {}
            person_id = plan.facts.person_id or next(numbers)
            if plan.is_new:
                self._new_person(person_id, verdict, plan, undo)
            elif plan.basics:
                self._changed_person(person_id, plan, undo)
            self._items_of(person_id, plan, free, undo)
            self._sensitive_of(person_id, plan, undo)
            if undo:
                self.touched.add(person_id)
                if plan.facts.is_public:
                    self.public.add(person_id)
            self.rows.append({"row_id": row_id, "person": person_id, "undo": undo})

    def _new_person(self, id: int, verdict: Verdict, plan: Plan, undo: Row) -> None:
        told = {
            **_BASICS,
            **plan.basics,
            "home_unit_id": verdict.asked.told.unit_id or self.task.unit_id,
        }
        if told["birth_date"]:
            told["birth_year"] = int(told["birth_date"][:4])
        self.people.append({"id": id, **told, **name_columns(told["full_name"])})
        after = {name: value for name, value in told.items() if value}
        undo["made"] = id
        items = [[kind.value, _said(values)] for kind, values in plan.added]
        self._revise(id, {}, {**after, "items": items} if items else after)

    def _changed_person(self, id: int, plan: Plan, undo: Row) -> None:
        before = {name: plan.facts.basics[name] for name in plan.basics}
        values = dict(plan.basics)
        if "full_name" in values:
            values |= name_columns(values["full_name"])
        if "birth_date" in values:
            values["birth_year"] = int(values["birth_date"][:4])
        self.changed.append((id, values))
        undo["basics"] = [before, plan.basics]
        self._revise(id, before, plan.basics)

    def _items_of(self, person_id: int, plan: Plan, free: dict[ItemKind, Any], undo: Row) -> None:
        for kind, values in plan.added:
            id = next(free[kind])
            self.items.setdefault(kind, []).append({"id": id, "person_id": person_id, **values})
            undo.setdefault("items", []).append([kind.value, id])
            if not plan.is_new:  # what comes with a new record is told in the record's own line
                self._revise(person_id, {}, _said(values), kind, id)
        for edit in plan.edits:
            id, values = edit.item["id"], dict(edit.values)
            if edit.item["state"] != ItemState.DRAFT:  # handed in or refused: it is open again
                values["state"] = ItemState.DRAFT.value
            before = {name: edit.item[name] for name in values}
            self.edited.append((edit.kind, id, values))
            undo.setdefault("edits", []).append([edit.kind.value, id, before, values])
            self._revise(person_id, before, values, edit.kind, id)

    def _sensitive_of(self, person_id: int, plan: Plan, undo: Row) -> None:
        if not plan.sensitive:
            return
        is_new = not plan.facts.sensitive
        self.sensitive.append((is_new, {"person_id": person_id, **plan.sensitive}))
        undo["sensitive"] = plan.sensitive
        self._revise(person_id, {}, {}, action="edit_sensitive")

    def _revise(
        self,
        person_id: int,
        before: Row,
        after: Row,
        kind: ItemKind | None = None,
        item_id: int | None = None,
        *,
        action: str = "import_staff",
    ) -> None:
        self.revisions.append(
            {
                "person_id": person_id,
                "item_kind": kind.value if kind else None,
                "item_id": item_id,
                "action": action,
                "before": before,
                "after": after,
            }
        )

    def _update_people(self) -> None:
        table = cast(Table, Person.__table__)
        for id, values in self.changed:
            changed = {**values, "version": table.c.version + 1, "updated_at": self.at}
            db.session.execute(update(table).where(table.c.id == id).values(changed))

    def _update_items(self) -> None:
        for kind, id, values in self.edited:
            table = table_of(kind)
            changed = {**values, "version": table.c.version + 1}
            db.session.execute(update(table).where(table.c.id == id).values(changed))

    def _write_sensitive(self) -> None:
        table = cast(Table, SensitiveFacts.__table__)
        for is_new, values in self.sensitive:
            if is_new:
                db.session.execute(insert(table).values(values))
                continue
            changed = {**values, "version": table.c.version + 1}
            of = table.c.person_id == values["person_id"]
            db.session.execute(update(table).where(of).values(changed))


def take_numbers(model: Any, count: int) -> Sequence[int]:
    """Free numbers for so many rows: on SQLite its one writer has them, elsewhere the sequence gives them."""
    if not count:
        return ()
    if db.engine.dialect.name != "postgresql":
        highest = db.session.scalar(select(func.max(model.__table__.c.id))) or 0
        return range(highest + 1, highest + 1 + count)
    statement = text(
        "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)"
    )
    table = f'"{model.__tablename__}"'
    return list(db.session.scalars(statement, {"name": table, "count": count}))


def _said(values: Row) -> Row:
    return {name: value for name, value in values.items() if value}


def insert_rows(model: Any, rows: Iterable[Row], shared: Row) -> None:
    """Insert rows, one statement for each shape; what all of them share is written into the statement.

    Parameters are the cost of a bulk insert: values that are the same for every row, and defaults,
    are none.
    """
    table = cast(Table, model.__table__)
    shapes: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        shapes.setdefault(tuple(row), []).append(row)
    for shape, alike in shapes.items():
        same = {**_defaults(table), **shared}
        fixed = {name: _written(table.c[name], same[name]) for name in same if name not in shape}
        told = {name: bindparam(name, type_=table.c[name].type) for name in shape}
        db.session.execute(insert(table).values({**told, **fixed}), alike)


def _defaults(table: Table) -> Row:
    found: Row = {}
    for column in table.columns:
        default: Any = column.default
        if default is not None and default.is_scalar:
            found[column.name] = default.arg
    return found


def _written(column: Column[Any], value: Any) -> Any:
    """The value as the database's own literal."""
    if value is None:
        return null()
    try:
        text_ = literal(value, column.type).compile(
            dialect=db.engine.dialect, compile_kwargs={"literal_binds": True}
        )
    except (CompileError, NotImplementedError):
        return literal(value, column.type)
    return literal_column(str(text_), column.type)


def _finish_rows(rows: Sequence[Row], at: datetime) -> None:
    """The rows get the moment of their revisions: by it those are known as the list's own."""
    if not rows:
        return
    table = cast(Table, ImportRow.__table__)
    same = {"state": RowState.ACCEPTED, "processed_at": at, "error": ""}
    fixed = {name: _written(table.c[name], value) for name, value in same.items()}
    statement = (
        update(table)
        .where(table.c.id == bindparam("row_id", type_=Integer()))
        .values(
            person_id=bindparam("person", type_=Integer()),
            undo=bindparam("undo", type_=table.c.undo.type),
            **fixed,
        )
    )
    db.session.execute(statement, rows)
