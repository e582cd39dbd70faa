"""Keeps the directory's facet values true: rewritten in the transaction that changes a person."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, cast

from flask import current_app
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    event,
    except_,
    insert,
    literal,
    select,
    true,
    union,
    union_all,
    update,
)
from sqlalchemy import (
    cast as sql_cast,
)
from sqlalchemy.orm import Session, UOWTransaction

from portal.core import clock
from portal.core.changes import note_change
from portal.core.db import db, writing
from portal.core.jobs import every, wake_after_commit
from portal.registry import facet_values
from portal.registry.facet_sources import FacetSource, sources
from portal.registry.models import Audience, Item, Person, PersonFacet
from portal.registry.visibility import visible_people
from portal.units.models import UnitSuccession, UnitVersion

__all__ = ["facet_values", "rebuild_facets", "refresh_facets", "refresh_stale", "stale_people"]

_BATCH = 500
_TASK = "registry.refresh_facets"
_HIERARCHY = (UnitVersion, UnitSuccession)


def refresh_facets(session: Any, people: Collection[int]) -> None:
    """Rewrite the facet values of these people; bulk loads that bypass the session call it too."""
    keys, day = sorted(people), clock.today()
    for start in range(0, len(keys), _BATCH):
        for statement in _rewriting():
            session.execute(statement, {"batch": keys[start : start + _BATCH], "day": day})


@cache
def _rewriting() -> list[Executable]:
    """The statements for a batch of people; built once, for making them costs more than running."""
    table = cast(Table, PersonFacet.__table__)
    batch: BindParameter[list[int]] = bindparam("batch", expanding=True)
    return [
        delete(table).where(table.c.person_id.in_(batch)),
        *(
            insert(table).from_select(
                ["person_id", "name", "value"], _held(source, Person.id.in_(batch))
            )
            for source in sources.values()
        ),
    ]


def _held(source: FacetSource, among: ColumnElement[bool]) -> Select[Any]:
    """Who holds which value of the facet: (person, name, value), public people only."""
    rows = source.rows(and_(visible_people(None), among))
    person, value = rows.selected_columns
    name = literal(source.name.value, Text).label("name")
    return rows.with_only_columns(person.label("person_id"), name, value.label("value"))


def rebuild_facets() -> None:
    """Rewrite everybody's facet values."""
    refresh_facets(db.session, db.session.scalars(select(Person.id)).all())


def stale_people() -> Sequence[int]:
    """Those whose kept values are not what the facts say today: a day has passed, a unit has moved."""
    wanted = union_all(*(_held(source, true()) for source in sources.values()))
    kept = select(PersonFacet.person_id, sql_cast(PersonFacet.name, Text), PersonFacet.value)
    found, asked = wanted.subquery(), kept.subquery()
    missing, surplus = except_(select(found), select(asked)), except_(select(asked), select(found))
    both = union(select(missing.subquery().c[0]), select(surplus.subquery().c[0])).subquery()
    query = select(both.c[0]).order_by(both.c[0])
    return db.session.scalars(query, {"day": clock.today()}).all()


@every(seconds=6 * 3600, name=_TASK)
def refresh_stale() -> int:
    """Bring the stale ones up to date; they are looked for without holding the write lock."""
    db.session.rollback()
    token = writing.set(False)
    try:
        people = stale_people()
        db.session.rollback()
    finally:
        writing.reset(token)
    refresh_facets(db.session, people)
    for id in people:
        note_change("person", id)
    return len(people)


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: UOWTransaction) -> None:
    decisive: tuple[Any, ...] = (
        Person,
        Item,
        *(kind for source in sources.values() for kind in source.follows),
    )
    rows: list[Any] = [
        row
        for row in (*session.new, *session.dirty, *session.deleted)
        if isinstance(row, decisive) and (row not in session.dirty or session.is_modified(row))
    ]
    touched = {int(str(key)) for row in rows for kind, key in row.changes() if kind == "person"}
    if touched:
        _freshen(session, rows)
        refresh_facets(session, touched)
    units = (row for row in (*session.new, *session.dirty) if isinstance(row, _HIERARCHY))
    if any(units) and current_app.config["JOBS"] != "immediate":
        wake_after_commit(_TASK)


def _freshen(session: Session, rows: Sequence[Any]) -> None:
    """A person whose public items change is updated, too; private ones leave no trace."""
    people = {
        row.person_id
        for row in rows
        if isinstance(row, Item) and row.person_id and row.visibility is Audience.PUBLIC
    }
    if people:
        fresh = update(Person).where(Person.id.in_(people)).values(updated_at=clock.now())
        session.execute(fresh, execution_options={"synchronize_session": False})
