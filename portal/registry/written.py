"""Who wrote an item in whose name, and whether that person has read it, in one sentence."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core.clock import local
from portal.core.db import db
from portal.registry.models import Item, SourceKind


def writers_of(items: Iterable[Item]) -> dict[int, str]:
    """The names of those who wrote some of the items in another's name; one statement, or none."""
    ids = {item.stated_by_id for item in items if item.on_behalf_of and item.stated_by_id}
    if not ids:
        return {}
    query = select(Account.id, Account.full_name).where(Account.id.in_(ids))
    return {row.id: row.full_name for row in db.session.execute(query)}


def written(item: Any, writers: Mapping[int, str]) -> str:
    """ "Written by X on behalf of Y", and for a paper form whether Y confirmed it; else empty."""
    if not item.on_behalf_of:
        return ""
    said = _(
        "Written by %(who)s on behalf of %(whom)s.",
        who=writers.get(item.stated_by_id, _("an officer")),
        whom=item.on_behalf_of,
    )
    if item.source is not SourceKind.OFFICER:
        return said
    at = item.person.confirmed_at
    if at is None or at < item.stated_at:
        return " ".join((said, _("The person has not confirmed it yet.")))
    day = local(at).strftime("%d/%m/%Y")
    return " ".join((said, _("The person confirmed it on %(day)s.", day=day)))
