"""Bounded pages of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from portal.core.db import db

_DEEPEST = 500

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page: its items, its number from 1, and how many items there are in all."""

    items: Sequence[Item]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, min(_DEEPEST, ceil(self.total / self.size)))


def page_number(text: str | None) -> int:
    """The page asked for in a query string; nonsense means the first."""
    return min(_DEEPEST, max(1, int(text))) if text and text.isdecimal() and len(text) < 6 else 1


def paginate(query: Select[Any], *, page: int, size: int = 30) -> Page[Any]:
    """Run `query` for one page: two statements whatever the number of rows."""
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery()))
    rows = db.session.scalars(query.limit(size).offset((page - 1) * size)).unique().all()
    return Page(rows, page, size, total or 0)
