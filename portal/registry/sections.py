"""What upper features show on a person's page: they register, the page renders."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template
from markupsafe import Markup

from portal.registry.models import Person

Answer = tuple[str, Mapping[str, Any]] | None
Writer = Callable[[Person, Any], Answer]

_writers: dict[str, Writer] = {}


@dataclass(frozen=True)
class Section:
    """A rendered part of a person's page, with the anchor it is reached by."""

    name: str
    html: Markup


def person_section(name: str) -> Callable[[Writer], Writer]:
    """Register `writer(person, actor)`: it gives (template, context), or None for nothing to show.

    The template is a fragment that begins with an h2. `actor` None stands for the public, whose page
    is kept by the page cache: a row shown there has to note the change ("person", person.id).
    """

    def register(writer: Writer) -> Writer:
        _writers[name] = writer
        return writer

    return register


def sections_of(person: Person, actor: Any) -> list[Section]:
    """The sections that have something to show to `actor`, in the order of the floors."""
    answers = [(name, writer(person, actor)) for name, writer in _writers.items()]
    return [
        Section(name, Markup(render_template(answer[0], person=person, **answer[1])))  # noqa: S704
        for name, answer in answers
        if answer is not None
    ]
