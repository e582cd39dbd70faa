"""By which body and when each item of a profile was confirmed: what the public may know of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import Date, and_, bindparam, func, select

from portal.core import clock
from portal.core.db import db
from portal.registry.models import ItemKind, ItemState, Person, Verification
from portal.units.models import UnitVersion
from portal.units.queries import as_of

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


# Put together once, not for every page.
_LATEST = (
    select(func.max(Verification.id))
    .where(
        Verification.person_id == bindparam("person_id"),
        Verification.decision == ItemState.VERIFIED,
    )
    .group_by(Verification.item_kind, Verification.item_id)
)
_NAMED_TODAY = and_(
    UnitVersion.unit_id == Verification.unit_id, as_of(bindparam("day", type_=Date()))
)
_CONFIRMED = (
    select(
        Verification.item_kind,
        Verification.item_id,
        Verification.at,
        Verification.unit_id,
        UnitVersion.name,
    )
    .outerjoin(UnitVersion, _NAMED_TODAY)
    .where(Verification.id.in_(_LATEST))
)


def confirmations_of(person: Person, verified: Collection[Key]) -> dict[Key, Confirmation]:
    """The confirmations of these items, which hold today; one statement, or none."""
    if not verified:
        return {}
    which = {"person_id": person.id, "day": clock.today()}
    return {
        (kind, id): Confirmation(clock.local(at).date(), body or "", unit_id)
        for kind, id, at, unit_id, body in db.session.execute(_CONFIRMED, which)
        if (kind, id) in verified
    }
