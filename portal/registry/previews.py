"""As whom one looks at a page before others do, and what a preview tells beside the page itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from portal.core.db import db
from portal.core.i18n import label, register_labels
from portal.registry.facet_links import names_of, tags_of
from portal.registry.lines import Line, line_of
from portal.registry.models import ITEM_MODELS, Audience, Person
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import facet_values, unit_names
from portal.registry.queries.items import items
from portal.registry.visibility import WAITING


class Preview(StrEnum):
    """The circles, and the bodies beside them that are asked to confirm an item."""

    PUBLIC = "public"
    REGISTERED = "registered"
    ASSOCIATION = "association"
    """An association (or any other body) reads like whoever is signed in, and what it was asked."""
    OFFICERS = "officers"
    OWNER = "owner"

    @property
    def audience(self) -> Audience:
        """The circle whose page is shown."""
        return Audience.REGISTERED if self is Preview.ASSOCIATION else Audience(self.value)


OFFERED = tuple(one for one in Preview if one is not Preview.OWNER)
register_labels(
    {
        Preview.PUBLIC: _l("Everyone"),
        Preview.REGISTERED: _l("Signed-in people"),
        Preview.ASSOCIATION: _l("My association"),
        Preview.OFFICERS: _l("Officers in charge"),
        Preview.OWNER: _l("Only me"),
    }
)
_DECIDING = (Preview.ASSOCIATION, Preview.OFFICERS)


@dataclass(frozen=True)
class DirectoryEntry:
    """How the directory lists the person: public values only, whoever looks."""

    tags: Sequence[str]
    facets: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    """Each filter that finds the person: its title, its values with their addresses."""


@dataclass(frozen=True)
class Beside:
    """What the reader of the preview finds beside the page; each body with what it was asked."""

    asked: Sequence[tuple[str, Sequence[Line]]]
    entry: DirectoryEntry | None


def beside(person: Person, preview: Preview) -> Beside:
    """The directory's entry, and before those who decide also the items that wait for them."""
    asked = _asked(person, preview) if preview in _DECIDING else []
    return Beside(asked, _entry_of(person) if person.is_public else None)


def _asked(person: Person, preview: Preview) -> list[tuple[str, Sequence[Line]]]:
    """Whatever its audience, an item that waits is read by the officers in charge and the body asked."""
    found: dict[int | None, list[Line]] = {}
    for kind, model in ITEM_MODELS.items():
        waiting = items(kind).where(model.person_id == person.id, model.state.in_(WAITING))
        if preview is Preview.ASSOCIATION:
            waiting = waiting.where(model.asked_unit_id.is_not(None))
        for item in db.session.scalars(waiting):
            found.setdefault(item.asked_unit_id, []).append(line_of(item))
    names = unit_names([id for id in found if id is not None])
    return [(names.get(id, "") if id else "", lines) for id, lines in found.items()]


def _entry_of(person: Person) -> DirectoryEntry:
    held = facet_values([person], tuple(FacetName))
    values = held[person.id]
    shown: dict[FacetName, list[Any]] = {
        name: [(value, 1) for value in found] for name, found in values.items()
    }
    names = names_of(shown, held)
    facets = [
        (label(name), [(names[name].get(one, one), _address(name, one)) for one in found])
        for name, found in values.items()
        if found
    ]
    return DirectoryEntry(tags_of(held, names).get(person.id, []), facets)


def _address(facet: FacetName, value: str) -> str:
    wanted: dict[str, Any] = {facet.value: value}
    return url_for("registry.index", **wanted)
