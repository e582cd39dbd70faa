"""The registry's blueprint and what its views load."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint

from portal.core.access import current_actor
from portal.core.db import db
from portal.core.pictures import Rendition, rendition_named
from portal.registry.actions.items import first_audience
from portal.registry.models import (
    ITEM_MODELS,
    Audience,
    Evidence,
    Item,
    ItemKind,
    ItemState,
    Person,
)
from portal.registry.queries.items import item_of
from portal.registry.queries.ownership import living

bp = Blueprint("registry", __name__)


def person_at(id: int, **_rest: object) -> Person | None:
    """The person of the address."""
    return db.session.get(Person, id)


def shown_person_at(id: int, **_rest: object) -> Person | None:
    """The person of the address, or the one into whom that record was merged."""
    person = db.session.get(Person, id)
    return living(person) if person is not None else None


@dataclass(frozen=True)
class Photo:
    """One size of the photo that a person shows now."""

    person: Person
    rendition: Rendition


def photo_at(id: int, name: str) -> Photo | None:
    """The photo of the address; a picture that the person has replaced is none."""
    person, rendition = db.session.get(Person, id), rendition_named(name)
    if person is None or name not in (person.photo_small, person.photo_large) or rendition is None:
        return None
    return Photo(person, rendition)


def item_at(kind: str, item_id: int) -> Item | None:
    """The item of the address; one that belongs to nobody (a bare name on a work) is none."""
    if kind not in list(ItemKind):
        return None
    item = item_of(ItemKind(kind), item_id)
    return item if item is not None and item.person_id is not None else None


def new_item_at(id: int, kind: str) -> Item | None:
    """An item not stored yet, of the kind and for the person of the address."""
    person = db.session.get(Person, id)
    if person is None or kind not in list(ItemKind):
        return None
    actor = current_actor()
    model: Any = ITEM_MODELS[ItemKind(kind)]
    item: Item = model(
        person=person,
        state=ItemState.DRAFT,
        visibility=first_audience(person, actor) if actor else Audience.OFFICERS,
    )
    return item


def evidence_at(id: int) -> Evidence | None:
    return db.session.get(Evidence, id)
