"""By which body and when each item of a profile was confirmed: what the public may know of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.core.clock import local
from portal.core.db import db
from portal.registry.models import ItemKind, ItemState, Person, Verification
from portal.registry.queries.directory import unit_names

Key = tuple[ItemKind, int]


@dataclass(frozen=True)
class Confirmation:
    """The last confirmation of an item; no body where the decision names none."""

    on: date
    body: str
    unit_id: int | None

    @property
    def text(self) -> str:
        day = self.on.strftime("%d/%m/%Y")
        return _("by %(body)s on %(day)s", body=self.body, day=day) if self.body else day


def confirmations_of(person: Person, verified: Collection[Key]) -> dict[Key, Confirmation]:
    """The confirmations of these items, which hold today; two statements, or none."""
    if not verified:
        return {}
    latest = (
        select(func.max(Verification.id))
        .where(Verification.person_id == person.id, Verification.decision == ItemState.VERIFIED)
        .group_by(Verification.item_kind, Verification.item_id)
    )
    columns = (Verification.item_kind, Verification.item_id, Verification.at, Verification.unit_id)
    rows = db.session.execute(select(*columns).where(Verification.id.in_(latest))).all()
    names = unit_names({row.unit_id for row in rows if row.unit_id})
    return {
        (row.item_kind, row.item_id): Confirmation(
            local(row.at).date(), names.get(row.unit_id, ""), row.unit_id
        )
        for row in rows
        if (row.item_kind, row.item_id) in verified
    }
