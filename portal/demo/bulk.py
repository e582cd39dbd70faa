"""Rows in bulk: given numbers beforehand, written in batches, never held longer than one batch."""

from collections import defaultdict
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, text

from portal.core.db import Model, db

Row = dict[str, Any]


def _table(model: type[Model]) -> Table:
    return cast(Table, model.__table__)


class Rows:
    """Collects rows by table with their numbers, and writes them in the order the tables first came."""

    def __init__(self) -> None:
        self._waiting: dict[type[Model], list[Row]] = defaultdict(list)
        self._next: dict[type[Model], int] = {}

    def add(self, model: type[Model], **values: Any) -> int:
        """Keep a row for the next write and give its number."""
        if model not in self._next:
            highest = db.session.scalar(select(func.max(model.__table__.c.id)))
            self._next[model] = (highest or 0) + 1
        number = self._next[model]
        self._next[model] = number + 1
        self._waiting[model].append({"id": number, **values})
        return number

    def add_plain(self, model: type[Model], **values: Any) -> None:
        """Keep a row whose number nobody asks for; the database gives it."""
        self._waiting[model].append(values)

    def write(self) -> None:
        """Write what waits, one statement a table and shape of row."""
        for model, rows in self._waiting.items():
            shapes: dict[tuple[str, ...], list[Row]] = defaultdict(list)
            for row in rows:
                shapes[tuple(row)].append(row)
            for shape in shapes.values():
                db.session.execute(insert(_table(model)), shape)
        for rows in self._waiting.values():
            rows.clear()

    def finish(self) -> None:
        """Write the rest and tell PostgreSQL which numbers are taken."""
        self.write()
        if db.engine.dialect.name != "postgresql":
            return
        for model, number in self._next.items():
            table = model.__tablename__
            statement = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :number, false)")
            db.session.execute(statement, {"name": f'"{table}"', "number": number})
