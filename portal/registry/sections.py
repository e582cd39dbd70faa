"""What upper features show on a person's page: they register, the page renders."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import render_template
from markupsafe import Markup
from sqlalchemy import bindparam, exists, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from portal.core.db import db
from portal.registry.models import Person

Answer = tuple[str, Mapping[str, Any]] | None
Writer = Callable[[Person, Any], Answer]
Rows = InstrumentedAttribute[Any]

_writers: dict[str, tuple[Writer, Rows]] = {}


@dataclass(frozen=True)
class Section:
    """A rendered part of a person's page, with the anchor it is reached by."""

    name: str
    html: Markup


def person_section(name: str, *, rows: Rows) -> Callable[[Writer], Writer]:
    """Register `writer(person, actor)`: it gives (template, context), or None for nothing to show.

    `rows` is the column that names people in the table the section is made of; who stands in no row
    is not asked about. The template is a fragment that begins with an h2. `actor` None stands for
    the public, whose page is kept by the page cache: a row shown there has to note the change
    ("person", person.id).
    """

    def register(writer: Writer) -> Writer:
        _writers[name] = writer, rows
        return writer

    return register


def sections_of(person: Person, actor: Any) -> list[Section]:
    """The sections that have something to show to `actor`, in the order of the floors."""
    held = set(db.session.scalars(_held(), {"person_id": person.id}))
    answers = [
        (name, writer(person, actor)) for name, (writer, _rows) in _writers.items() if name in held
    ]
    return [
        Section(name, Markup(render_template(answer[0], person=person, **answer[1])))  # noqa: S704
        for name, answer in answers
        if answer is not None
    ]


@cache
def _held() -> Any:
    """Which sections are made of rows that a person has at all: few have any, one statement tells."""
    return union_all(
        *(
            select(literal(name)).where(exists().where(rows == bindparam("person_id")))
            for name, (_writer, rows) in _writers.items()
        )
    )
