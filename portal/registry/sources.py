"""Who else says what an item says: one line a source, for those who work on the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core.clock import local
from portal.core.db import db
from portal.core.i18n import label
from portal.registry.models import Contribution, Item, ItemKind, ItemSource, Person, WorkSource

Key = tuple[ItemKind, int]


def sources_on(person: Person) -> Mapping[Key, Sequence[str]]:
    """The further sources of all items of a record, in two statements."""
    return _lines(
        _stated().where(ItemSource.person_id == person.id),
        _told().where(Contribution.person_id == person.id),
    )


def sources_of(item: Item) -> Sequence[str]:
    """The further sources of one item."""
    stated = _stated().where(ItemSource.item_kind == item.kind, ItemSource.item_id == item.id)
    told = _told().where(Contribution.id == item.id) if item.kind is ItemKind.CONTRIBUTION else None
    return _lines(stated, told).get((item.kind, item.id), [])


def _stated() -> Any:
    query = select(ItemSource, Account.full_name)
    return query.outerjoin(Account, Account.id == ItemSource.stated_by_id).order_by(ItemSource.id)


def _told() -> Any:
    """What files and catalogues told of a work; one typed by hand says nothing more."""
    return (
        select(Contribution.id, WorkSource)
        .join(WorkSource, WorkSource.work_id == Contribution.work_id)
        .where(WorkSource.format != "")
        .order_by(WorkSource.id)
    )


def _lines(stated: Any, told: Any) -> dict[Key, list[str]]:
    lines: dict[Key, list[str]] = defaultdict(list)
    for one, writer in db.session.execute(stated):
        whom = one.on_behalf_of and _("on behalf of %(whom)s", whom=one.on_behalf_of)
        parts = (one.organisation, one.reference, writer, whom)
        lines[one.item_kind, one.item_id].append(_line(label(one.source), parts, one.stated_at))
    for id, source in db.session.execute(told) if told is not None else ():
        read_in = (source.format, source.reference)
        lines[ItemKind.CONTRIBUTION, id].append(
            _line(label(source.source), read_in, source.stated_at)
        )
    return lines


def _line(how: str, parts: Iterable[str | None], at: datetime) -> str:
    said = " · ".join(part for part in parts if part)
    day = local(at).strftime("%d/%m/%Y")
    return f"{how}: {said}, {day}" if said else f"{how}, {day}"
