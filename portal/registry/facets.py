"""Keeps the directory's facet values true: rewritten in the transaction that changes a person."""

from collections.abc import Collection
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    Executable,
    Select,
    Table,
    Text,
    bindparam,
    case,
    delete,
    event,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy import (
    cast as sql_cast,
)
from sqlalchemy.orm import Session, UOWTransaction

from portal.core.db import db
from portal.registry.models import (
    ITEM_MODELS,
    Appointment,
    Degree,
    DegreeLevel,
    Item,
    ItemState,
    Person,
    PersonFacet,
    PersonField,
    ResearchField,
)
from portal.registry.models.facet import FacetName
from portal.registry.visibility import visible_items, visible_people

_BATCH = 500
_HEIGHT = {level: height for height, level in enumerate(DegreeLevel)}


def refresh_facets(session: Any, people: Collection[int]) -> None:
    """Rewrite the facet values of these people; bulk loads that bypass the session call it too."""
    keys = sorted(people)
    for start in range(0, len(keys), _BATCH):
        for statement in _rewriting():
            session.execute(statement, {"batch": keys[start : start + _BATCH]})


@cache
def _rewriting() -> list[Executable]:
    """The statements for a batch of people; built once, for making them costs more than running."""
    table = cast(Table, PersonFacet.__table__)
    batch: BindParameter[list[int]] = bindparam("batch", expanding=True)
    sources = (_fields(), _levels(), _units(), _sectors(), _verified())
    chosen = [source.where(visible_people(None), Person.id.in_(batch)) for source in sources]
    return [
        delete(table).where(table.c.person_id.in_(batch)),
        *(insert(table).from_select(["person_id", "name", "value"], one) for one in chosen),
    ]


def rebuild_facets() -> None:
    """Rewrite everybody's facet values."""
    refresh_facets(db.session, db.session.scalars(select(Person.id)).all())


def _row(name: FacetName, value: Any) -> Select[Any]:
    return select(Person.id, literal(name.value), value)


def _fields() -> Select[Any]:
    return (
        _row(FacetName.FIELD, ResearchField.code)
        .join(PersonField, PersonField.person_id == Person.id)
        .join(ResearchField, ResearchField.id == PersonField.field_id)
        .where(visible_items(None, PersonField))
        .distinct()
    )


def _levels() -> Select[Any]:
    height = case(*((Degree.level == level, at) for level, at in _HEIGHT.items()))
    highest = func.max(height)
    word = case(*((highest == at, literal(level.value)) for level, at in _HEIGHT.items()))
    return (
        _row(FacetName.LEVEL, word)
        .join(Degree, Degree.person_id == Person.id)
        .where(visible_items(None, Degree))
        .group_by(Person.id)
    )


def _units() -> Select[Any]:
    return (
        _row(FacetName.UNIT, sql_cast(Appointment.unit_id, Text))
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            visible_items(None, Appointment),
            Appointment.unit_id.is_not(None),
            Appointment.ends.is_(None),
        )
        .distinct()
    )


def _sectors() -> Select[Any]:
    return _row(FacetName.SECTOR, sql_cast(Person.sector, Text)).where(Person.sector.is_not(None))


def _verified() -> Select[Any]:
    return _row(FacetName.VERIFIED, literal("yes")).where(
        or_(
            *(
                select(model.id)
                .where(
                    model.person_id == Person.id,
                    model.state == ItemState.VERIFIED,
                    visible_items(None, model),
                )
                .correlate(Person)
                .exists()
                for model in ITEM_MODELS.values()
            )
        )
    )


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: UOWTransaction) -> None:
    touched = {
        int(str(key))
        for row in (*session.new, *session.dirty, *session.deleted)
        if isinstance(row, Person | Item) and (row not in session.dirty or session.is_modified(row))
        for kind, key in row.changes()
        if kind == "person"
    }
    if touched:
        refresh_facets(session, touched)
