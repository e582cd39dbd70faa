"""What of a record's history is told to whom: officers read nothing that its owner keeps from them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.registry.changes_told import rows_of, title_of
from portal.registry.models import ITEM_MODELS, Audience, ItemKind, Person, Revision
from portal.registry.queries.ownership import living
from portal.registry.visibility import audience_of, sees, visible_items

PRIVATE_BASICS = {
    "birth_date": "birth_visibility",
    "contact_email": "contact_visibility",
    "contact_phone": "contact_visibility",
}

Told = tuple[Revision, str, list[tuple[str, str, str]]]


def told_to(actor: Any, person: Person, revisions: Sequence[Revision]) -> list[Told]:
    """The revision, its title and what changed, for each that `actor` may read.

    Of a merged record the owner is that of the record it became.
    """
    kept = living(person)
    circle = audience_of(actor, kept)
    if kept.account_id is None or circle is Audience.OWNER:
        return [(one, title_of(one), rows_of(one)) for one in revisions]
    hidden = {
        name for name, choice in PRIVATE_BASICS.items() if not sees(circle, getattr(kept, choice))
    }
    shown = _shown_items(actor, revisions)
    return [
        (one, title_of(one), rows_of(one, but=set() if one.item_kind else hidden))
        for one in revisions
        if one.item_kind is None or (one.item_kind, one.item_id) in shown
    ]


def _shown_items(actor: Any, revisions: Sequence[Revision]) -> set[tuple[ItemKind, int | None]]:
    """The items of these revisions that the actor sees today; one that was removed is none."""
    ids: dict[ItemKind, set[int | None]] = defaultdict(set)
    for one in revisions:
        if one.item_kind is not None:
            ids[one.item_kind].add(one.item_id)
    shown: set[tuple[ItemKind, int | None]] = set()
    for kind, numbers in ids.items():
        model: Any = ITEM_MODELS[kind]
        query = select(model.id).join(Person, Person.id == model.person_id)
        query = query.where(model.id.in_(numbers), visible_items(actor, model))
        shown |= {(kind, number) for number in db.session.scalars(query)}
    return shown
