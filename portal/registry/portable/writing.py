"""The profile written down: everything its owner sees, in the registry's own columns."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.core import clock
from portal.core.db import db
from portal.registry.formats.profile import SCHEMA, VERSION
from portal.registry.importing.places import written_place
from portal.registry.models import (
    ITEM_MODELS,
    Contribution,
    Item,
    ItemKind,
    ItemSource,
    ItemState,
    Person,
    Verification,
    Work,
)
from portal.registry.plain import said_by
from portal.registry.queries.items import items

_BASICS = (
    *("full_name", "called_name", "family_name", "headline", "bio", "sector", "sex"),
    *("sex_visibility", "birth_date", "birth_visibility", "contact_email", "contact_phone"),
    *("contact_visibility", "commune_visibility", "availability", "availability_until"),
)
_WORK = (
    *("title", "type", "form", "container", "issued", "language", "abstract", "url", "doi"),
    *("recognised_by", "recognition_level", "csl"),
)
Place = tuple[ItemKind, int]


def as_json(person: Person) -> str:
    """The text of the file."""
    return json.dumps(profile_json(person), ensure_ascii=False, indent=1)


def profile_json(person: Person) -> dict[str, Any]:
    """The profile as plain data; scans and what others wrote to the person are not part of it."""
    told = _told(person)
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "exported_at": clock.now().isoformat(),
        "site": current_app.config["SITE_URL"],
        "person": {
            "id": person.id,
            "home_unit": person.home_unit.name if person.home_unit else "",
            "is_public": person.is_public,
            "commune": written_place(person.commune) if person.commune else "",
            **{name: _plain(getattr(person, name)) for name in _BASICS},
        },
        "items": [
            _item(item, told)
            for kind in ITEM_MODELS
            if kind is not ItemKind.CONTRIBUTION
            for item in _items(kind, person)
        ],
        "works": [_work(line, told) for line in _contributions(person)],
    }


def _items(kind: ItemKind, person: Person) -> Sequence[Any]:
    """In the order in which they were stated: an import keeps it."""
    model: Any = ITEM_MODELS[kind]
    query = items(kind).where(model.person_id == person.id).order_by(None).order_by(model.id)
    return db.session.scalars(query).all()


def _contributions(person: Person) -> Sequence[Contribution]:
    works = joinedload(Contribution.work).options(
        selectinload(Work.contributions), selectinload(Work.sources)
    )
    query = select(Contribution).where(Contribution.person_id == person.id).options(works)
    return db.session.scalars(query.order_by(Contribution.id)).all()


class _Told:
    """Who else says it, and what was decided on it, by item."""

    def __init__(self) -> None:
        self.sources: dict[Place, list[ItemSource]] = {}
        self.decisions: dict[Place, Verification] = {}


def _told(person: Person) -> _Told:
    found = _Told()
    for line in db.session.scalars(
        select(ItemSource).where(ItemSource.person_id == person.id).order_by(ItemSource.id)
    ):
        found.sources.setdefault((line.item_kind, line.item_id), []).append(line)
    for one in db.session.scalars(
        select(Verification).where(Verification.person_id == person.id).order_by(Verification.id)
    ):
        found.decisions[(one.item_kind, one.item_id)] = one
    return found


def _frame(item: Item, told: _Told) -> dict[str, Any]:
    """Who sees it, how far it is proven, who stated it when."""
    frame: dict[str, Any] = {
        "visibility": item.visibility.value,
        "state": item.state.value,
        "stated": {
            "source": item.source.value,
            "note": item.source_note,
            "on_behalf_of": item.on_behalf_of,
            "at": item.stated_at.isoformat(),
        },
    }
    decision = told.decisions.get((item.kind, item.id))
    if decision is not None and item.state is decision.decision is ItemState.VERIFIED:
        frame["verified"] = {
            "at": decision.at.isoformat(),
            "method": decision.method,
            "valid_until": _plain(decision.valid_until),
        }
    return frame


def _item(item: Any, told: _Told) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "values": said_by(item),
        **_frame(item, told),
        "sources": [
            {
                "organisation": one.organisation,
                "on_behalf_of": one.on_behalf_of,
                "reference": one.reference,
            }
            for one in told.sources.get((item.kind, item.id), ())
        ],
    }


def _work(line: Contribution, told: _Told) -> dict[str, Any]:
    work = line.work
    return {
        **{name: _plain(getattr(work, name)) for name in _WORK},
        "identifiers": _identifiers(work),
        "contributors": [
            {
                "name": one.name,
                "role": one.role.value,
                "credit": list(one.credit),
                **({"is_me": True} if one is line else {}),
            }
            for one in work.authors
        ],
        "role": line.role.value,
        "claim": line.claim.value,
        "is_featured": line.is_featured,
        "is_corresponding": line.is_corresponding,
        **_frame(line, told),
        "sources": [
            {"format": one.format, "reference": one.reference, "raw": one.raw}
            for one in sorted(work.sources, key=lambda one: one.id)
        ],
    }


def _identifiers(work: Work) -> list[dict[str, str]]:
    """All but the DOI, which has a place of its own, each with all its parts."""
    parts = ("type", "value", "normalised", "error", "relationship", "url")
    told = [{part: one.get(part) or "" for part in parts} for one in work.identifiers]
    return [
        one | {"relationship": one["relationship"] or "self"}
        for one in told
        if not (work.doi and one["type"] == "doi" and one["normalised"] == work.doi)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping | list | int | bool) or value is None:
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
