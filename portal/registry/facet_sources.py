"""Where the facet values of people come from: one statement a facet, upper features add theirs."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam

from portal.registry.models.facet import FacetName

DAY: Any = bindparam("day", type_=Date())
"""The day as of which values are told, given when a source's statement runs."""

Rows = Callable[[ColumnElement[bool]], Select[Any, Any]]
Names = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True)
class FacetSource:
    """One facet: who holds which value, what the values are called, which tables decide it."""

    name: FacetName
    rows: Rows
    names: Names | None
    follows: tuple[type[Any], ...]


sources: dict[FacetName, FacetSource] = {}


def facet_source(
    name: FacetName, *, names: Names | None = None, follows: tuple[type[Any], ...] = ()
) -> Callable[[Rows], Rows]:
    """Register `rows(among)`: it selects (person's number, value as text) of public facts on `DAY`.

    `among` narrows `Person` to the public people asked for, few at each change: it belongs into the
    innermost select. Rows of `follows` are `Tracked` and say by ("person", id) whose values change.
    """

    def register(rows: Rows) -> Rows:
        sources[name] = FacetSource(name, rows, names, follows)
        return rows

    return register
