"""Taking a whole import back: what it made goes, what it changed returns, unless changed since.

Nobody is deleted: a person whom the import made, and to whom nothing was added since, is no unit's any
more and so in nobody's sight; the history stays.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from flask_babel import gettext as _
from sqlalchemy import Table, delete, func, insert, select, update

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.changes import note_changes
from portal.core.db import db
from portal.core.i18n import label
from portal.core.jobs import Progress
from portal.registry.facets import refresh_facets
from portal.registry.importing.models import ImportRow, ImportTask, RowState, TaskState
from portal.registry.models import (
    ItemKind,
    ItemState,
    Person,
    Revision,
    SensitiveFacts,
    name_columns,
)
from portal.registry.staff.facts import Row, plain, table_of
from portal.registry.staff.running import hold
from portal.registry.staff.since import (
    UNDONE,
    Moments,
    held_fast,
    merged_since,
    own_moments,
    touched_items,
)

BATCH = 200


@dataclass
class _Undoing:
    """One batch: what is written, and the sentences about what stays, by row."""

    task: ImportTask
    actor_id: int
    own: Moments
    kept: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    touched: set[int] = field(default_factory=set)
    revisions: list[Row] = field(default_factory=list)

    def revise(
        self, person_id: int, before: Row, after: Row, item: tuple[ItemKind, int] | None
    ) -> None:
        self.touched.add(person_id)
        self.revisions.append(
            {
                "person_id": person_id,
                "item_kind": item[0] if item else None,
                "item_id": item[1] if item else None,
                "action": UNDONE,
                "actor_id": self.actor_id,
                "before": before,
                "after": after,
                "reason": self.task.name,
            }
        )


def undo_list(progress: Progress, task: ImportTask, actor: Account) -> int:
    """Take the rows back, the last one first; gives how many. Stopped, it goes on where it was."""
    taken = (
        ImportRow.task_id == task.id,
        ImportRow.state == RowState.ACCEPTED,
        ImportRow.processed_at.is_not(None),
    )
    total = db.session.scalar(select(func.count(ImportRow.id)).where(*taken)) or 0
    done = 0
    query = select(ImportRow).where(*taken).order_by(ImportRow.number.desc()).limit(BATCH)
    hold(task)
    while rows := db.session.scalars(query).all():
        undo_batch(task, rows, actor)
        done += len(rows)
        progress(done, total)
        hold(task)
    task.state, task.undone_at, task.undone_by_id = TaskState.UNDONE, clock.now(), actor.id
    task.columns = {**task.columns, "is_undoing": False}
    audit.record("registry.undo_staff_import", task, actor_id=actor.id)
    return done


def undo_batch(task: ImportTask, rows: Sequence[ImportRow], actor: Account) -> None:
    """Take these rows back in one transaction, with one audit entry."""
    undoing = _Undoing(task, actor.id, own_moments(task, rows))
    free = _not_merged(undoing, rows)
    for row in free:
        for kind, id, before, after in row.undo.get("edits", ()):
            _restore_item(undoing, row, ItemKind(kind), id, before, after)
        if "basics" in row.undo:
            _restore_basics(undoing, row, *row.undo["basics"])
        if "sensitive" in row.undo:
            _take_sensitive(undoing, row, row.undo["sensitive"])
    _remove_items(undoing, free)
    _withdraw_people(undoing, free)
    for row in rows:
        row.state, row.error = RowState.UNDONE, " ".join(undoing.kept[row.number])
    if undoing.revisions:
        db.session.execute(insert(cast(Table, Revision.__table__)), undoing.revisions)
    note_changes(("person", id) for id in sorted(undoing.touched))
    refresh_facets(db.session, undoing.touched)
    numbers = [rows[-1].number, rows[0].number]
    audit.record("registry.undo_staff", task, actor_id=actor.id, after={"rows": numbers})


def _not_merged(undoing: _Undoing, rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Rows of people who are still who they were; of the others nothing is touched."""
    merged = merged_since(rows)
    for row in rows:
        if row.person_id in merged or row.undo.get("made") in merged:
            undoing.kept[row.number].append(
                _("The record was merged with another one since: undo that first. It stays.")
            )
    return [row for row in rows if row.number not in undoing.kept]


def _restore_item(
    undoing: _Undoing, row: ImportRow, kind: ItemKind, id: int, before: Row, after: Row
) -> None:
    table = table_of(kind)
    query = select(table).where(table.c.id == id).with_for_update()
    stored = db.session.execute(query).one_or_none()
    if stored is None:
        return
    if stored.state == ItemState.VERIFIED:
        undoing.kept[row.number].append(
            _("%(kind)s: confirmed since, it stays as it is.", kind=label(kind))
        )
        return
    back = {name: before[name] for name in after if plain(stored._mapping[name]) == after[name]}
    if len(back) < len(after):
        undoing.kept[row.number].append(
            _("%(kind)s: changed since, it stays as it is.", kind=label(kind))
        )
    if back:
        values = {**back, "version": table.c.version + 1}
        db.session.execute(update(table).where(table.c.id == id).values(values))
        undoing.revise(stored.person_id, {name: after[name] for name in back}, back, (kind, id))


def _restore_basics(undoing: _Undoing, row: ImportRow, before: Row, after: Row) -> None:
    table = cast(Table, Person.__table__)
    query = select(table).where(table.c.id == row.person_id).with_for_update()
    stored = db.session.execute(query).one()
    back = {name: before[name] for name in after if plain(stored._mapping[name]) == after[name]}
    if len(back) < len(after):
        undoing.kept[row.number].append(_("The basics were changed since; those stay as they are."))
    if not back:
        return
    values: Row = {**back, "version": table.c.version + 1, "updated_at": clock.now()}
    if "full_name" in back:
        values |= name_columns(back["full_name"])
    if "birth_date" in back:
        values["birth_year"] = int(back["birth_date"][:4]) if back["birth_date"] else None
    db.session.execute(update(table).where(table.c.id == stored.id).values(values))
    undoing.revise(stored.id, {name: after[name] for name in back}, back, None)


def _take_sensitive(undoing: _Undoing, row: ImportRow, after: Row) -> None:
    """What was empty before is empty again; only empty facts were filled."""
    facts = db.session.get(SensitiveFacts, row.person_id)
    if facts is None:
        return
    same = [name for name, value in after.items() if getattr(facts, name) == value]
    for name in same:
        setattr(facts, name, None if name == "national_id_key" else "")
    if len(same) < len(after):
        undoing.kept[row.number].append(_("The sensitive facts were changed since; they stay."))
    if same:
        undoing.revise(facts.person_id, {}, {}, None)


def _remove_items(undoing: _Undoing, rows: Sequence[ImportRow]) -> None:
    """Items that nobody touched since are removed; the others stay, with a sentence."""
    of: dict[ItemKind, dict[int, ImportRow]] = defaultdict(dict)
    for row in rows:
        for kind, id in row.undo.get("items", ()):
            of[ItemKind(kind)][id] = row
    for kind, made in of.items():
        fast = touched_items(kind, made, undoing.own)
        free = [id for id in made if id not in fast]
        table = table_of(kind)
        for id in free:
            undoing.revise(made[id].person_id or 0, {"id": id}, {}, (kind, id))
        db.session.execute(delete(table).where(table.c.id.in_(free)))
        for id in fast:
            undoing.kept[made[id].number].append(
                _("%(kind)s: worked on since, it stays.", kind=label(kind))
            )


def _withdraw_people(undoing: _Undoing, rows: Sequence[ImportRow]) -> None:
    """People whom the import made leave everybody's sight, unless something hangs on them."""
    made = {row.undo["made"]: row for row in rows if "made" in row.undo}
    if not made:
        return
    fast = held_fast(made, undoing.own)
    for id in fast:
        undoing.kept[made[id].number].append(
            _("Something was added to this record since; the person stays.")
        )
    free = [id for id in made if id not in fast]
    table = cast(Table, Person.__table__)
    homes = select(table.c.id, table.c.home_unit_id).where(table.c.id.in_(free))
    for id, home_unit_id in db.session.execute(homes):
        undoing.revise(id, {"home_unit_id": home_unit_id}, {"home_unit_id": None}, None)
    gone = {"home_unit_id": None, "is_public": False, "contact_email": "", "contact_phone": ""}
    changed = {**gone, "version": table.c.version + 1, "updated_at": clock.now()}
    db.session.execute(update(table).where(table.c.id.in_(free)).values(changed))
    db.session.execute(delete(SensitiveFacts).where(SensitiveFacts.person_id.in_(free)))
