"""All that the database holds of two people, so that before and after can be compared."""

from typing import Any

from sqlalchemy import inspect, select

from portal.accounts.models import Account
from portal.core.db import Base, db
from portal.core.files.models import StoredFile
from portal.registry.duplicates.moving import row_of
from portal.registry.models import (
    DuplicateCandidate,
    Item,
    ItemState,
    Merge,
    Person,
    Revision,
    Verification,
)

_TELL_OF_THE_ACT = {Merge, Revision, DuplicateCandidate}
_STAMPS = {"updated_at", "version"}


def all_rows(*people: Person) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that points at one of these people, and their own."""
    ids = [person.id for person in people]
    db.session.flush()
    db.session.expire_all()
    found: dict[str, list[dict[str, Any]]] = {"person": []}
    for id in ids:
        found["person"].append(_row(db.session.get_one(Person, id)))
    for mapper in Base.registry.mappers:
        model: Any = mapper.class_
        if model in _TELL_OF_THE_ACT or model is Person:
            continue
        for attribute in mapper.column_attrs:
            keys = attribute.columns[0].foreign_keys
            if any(key.target_fullname == "person.id" for key in keys):
                column = getattr(model, attribute.key)
                query = select(model).where(column.in_(ids))
                rows = db.session.scalars(query.order_by(*inspect(model).primary_key))
                found[f"{model.__tablename__}.{attribute.key}"] = [_row(one) for one in rows]
    return found


def _row(thing: Any) -> dict[str, Any]:
    return {name: value for name, value in row_of(thing).items() if name not in _STAMPS}


def make_file() -> int:
    """The number of a stored file without content."""
    file = StoredFile(sha256="0" * 64, size=1, media_type="application/pdf", name="a.pdf")
    db.session.add(file)
    db.session.flush()
    return file.id


def verified(item: Item, verifier: Account) -> Item:
    """The item as the officer has confirmed it."""
    item.state = ItemState.VERIFIED
    db.session.add(
        Verification(
            person_id=item.person_id,
            item_kind=item.kind,
            item_id=item.id,
            decision=ItemState.VERIFIED,
            verifier_id=verifier.id,
        )
    )
    db.session.flush()
    return item
