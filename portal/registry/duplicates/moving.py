"""Changing rows so that every change can be taken back: what was, what is, in which row.

Whatever points at a person is found by its foreign key, so that a table made tomorrow moves too.
A row that its new owner may not have twice stays where it is: with the redirect, hidden, unharmed.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any

from blinker import signal
from sqlalchemy import Enum as EnumType
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from portal.core.db import Base, db
from portal.registry.models import (
    ITEM_MODELS,
    DuplicateCandidate,
    Evidence,
    ItemSource,
    Merge,
    Person,
    PersonFacet,
    Revision,
    Verification,
)

people_merging = signal("people_merging")
"""Sent with the `Moves` before the rest is moved: a feature that may not hold two of a thing for one
person settles it here (`moves.set`, `moves.leave`), or raises `RuleBroken` to refuse the merge."""

BY_HAND = frozenset({*ITEM_MODELS.values(), Evidence, Verification, ItemSource})
"""What a merge moves with its own eyes; see `merging`."""
STAYS: frozenset[Any] = frozenset({Person, DuplicateCandidate, Merge, PersonFacet, Revision})
"""What tells of one record and no other, or is derived."""
STAYS_BY_NAME = frozenset({"import_row"})
"""What a task did at its time, which undoing that task reads."""

Step = dict[str, Any]


def plain(value: Any) -> Any:
    """A stored value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def _stored(model: Any, name: str, value: Any) -> Any:
    """The value of JSON as the column holds it."""
    kind = inspect(model).columns[name].type
    if value is None or not isinstance(value, str):
        return value
    if isinstance(kind, EnumType) and kind.enum_class:
        return kind.enum_class(value)
    python = kind.python_type
    return python.fromisoformat(value) if python in (date, datetime) else value


class Moves:
    """What one merge changes, step by step."""

    def __init__(self, winner: Person, loser: Person) -> None:
        self.winner, self.loser = winner, loser
        self.owned = {one.id for one in (winner, loser) if one.account_id is not None}
        """Which of the two a person had in their own hands before."""
        self.steps: list[Step] = []
        self.added: list[Step] = []
        self._left: set[tuple[str, tuple[Any, ...]]] = set()

    def set(self, thing: Any, **values: Any) -> None:
        """Give the row these values at once, and write down what stood there."""
        before = {
            name: getattr(thing, name) for name in values if getattr(thing, name) != values[name]
        }
        if not before:
            return
        for name in before:
            setattr(thing, name, values[name])
        db.session.flush()
        self.steps.append(
            {
                "table": thing.__tablename__,
                "key": _key(thing),
                "before": {name: plain(value) for name, value in before.items()},
                "after": {name: plain(values[name]) for name in before},
            }
        )

    def add(self, thing: Any) -> None:
        """Store a new row that goes again when the merge is undone."""
        db.session.add(thing)
        db.session.flush()
        self.added.append({"table": thing.__tablename__, "key": _key(thing), "row": row_of(thing)})

    def leave(self, thing: Any) -> None:
        """Say that the row stays with the redirect."""
        self._left.add((thing.__tablename__, tuple(_key(thing))))

    def move(self, thing: Any, name: str = "person_id") -> bool:
        """Give the row to the winner; False where the winner has such a one already."""
        try:
            with db.session.begin_nested():
                self.set(thing, **{name: self.winner.id})
        except IntegrityError:
            db.session.refresh(thing)
            return False
        return True

    def move_the_rest(self) -> None:
        """Move what nobody has moved or left: every row of every table that points at the loser."""
        for model, name in references():
            query = select(model).where(getattr(model, name) == self.loser.id)
            for thing in db.session.scalars(query.order_by(*inspect(model).primary_key)).all():
                if (thing.__tablename__, tuple(_key(thing))) not in self._left:
                    self.move(thing, name)


def _key(thing: Any) -> list[Any]:
    return [plain(part) for part in inspect(thing).identity or ()]


def row_of(thing: Any) -> dict[str, Any]:
    """All stored values of a row as JSON holds them, but its version."""
    attributes = inspect(type(thing)).column_attrs
    return {one.key: plain(getattr(thing, one.key)) for one in attributes if one.key != "version"}


def references() -> Iterator[tuple[Any, str]]:
    """(model, attribute) of every foreign key to a person that a merge moves by itself."""
    found = []
    for mapper in Base.registry.mappers:
        model: Any = mapper.class_
        if model in BY_HAND | STAYS or model.__tablename__ in STAYS_BY_NAME:
            continue
        for attribute in mapper.column_attrs:
            keys = attribute.columns[0].foreign_keys
            if any(key.target_fullname == "person.id" for key in keys):
                found.append((model.__tablename__, attribute.key, model))
    return ((model, name) for _table, name, model in sorted(found, key=lambda one: one[:2]))


def put_back(steps: list[Step], added: list[Step]) -> list[Step]:
    """Undo steps, the last first. What was changed since stays as it is and is given back."""
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    kept = [step for step in reversed(added) if not _taken_away(models, step)]
    return kept + [step for step in reversed(steps) if not _reversed(models, step)]


def _taken_away(models: dict[str, Any], step: Step) -> bool:
    model = models[step["table"]]
    thing = db.session.get(model, _typed(model, step["key"]))
    if thing is None:
        return True
    if row_of(thing) != step["row"]:
        return False
    db.session.delete(thing)
    db.session.flush()
    return True


def _reversed(models: dict[str, Any], step: Step) -> bool:
    model = models[step["table"]]
    thing = db.session.get(model, _typed(model, step["key"]))
    if thing is None:
        return False
    now = {name: plain(getattr(thing, name)) for name in step["after"]}
    unchanged = [name for name in now if now[name] == step["after"][name]]
    try:
        with db.session.begin_nested():
            for name in unchanged:
                setattr(thing, name, _stored(model, name, step["before"][name]))
            db.session.flush()
    except IntegrityError:
        db.session.refresh(thing)
        return False
    return len(unchanged) == len(now)


def _typed(model: Any, key: list[Any]) -> tuple[Any, ...]:
    columns = inspect(model).primary_key
    attributes = [inspect(model).get_property_by_column(column).key for column in columns]
    return tuple(_stored(model, name, part) for name, part in zip(attributes, key, strict=True))
