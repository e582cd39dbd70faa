"""A unit that is no more, in the units of today: who lives where it was is found there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from portal.core import clock
from portal.core.db import db
from portal.core.text import fold
from portal.registry.queries.directory import unit_names
from portal.units.models import Unit, UnitSuccession, UnitVersion
from portal.units.queries import TERRITORIES, below

_LONGEST_CHAIN = 8


@dataclass(frozen=True)
class Heir:
    """A unit of today that took over; `is_part` where only a part of something went to it."""

    unit_id: int
    name: str
    is_part: bool


@dataclass(frozen=True)
class OldPlace:
    """A territory that ended, with what is there now."""

    unit_id: int
    name: str
    ended_on: date
    heirs: Sequence[Heir]

    @property
    def in_part(self) -> bool:
        return any(heir.is_part for heir in self.heirs)

    @property
    def values(self) -> list[str]:
        """The localities to look in; one that nobody has where nothing took over."""
        return [str(heir.unit_id) for heir in self.heirs] or ["-"]


def old_place(unit_id: int) -> OldPlace | None:
    """The ended territory of that number; None for one of today or anything else.

    A district left no heir of its own: what was below it on its last day is followed.
    """
    unit = db.session.get(Unit, unit_id)
    today = clock.today()
    if (
        unit is None
        or unit.kind not in TERRITORIES
        or unit.ends_on is None
        or unit.ends_on >= today
    ):
        return None
    start = db.session.scalars(below(unit.id, unit.ends_on)).all()
    heirs = _heirs(start, today)
    names = unit_names(heirs)
    told = [Heir(id, names[id], heirs[id]) for id in heirs if id in names]
    told.sort(key=lambda heir: (heir.is_part, fold(heir.name), heir.unit_id))
    return OldPlace(unit.id, unit.version_on(unit.ends_on).name, unit.ends_on, told)


def _heirs(start: Collection[int], today: date) -> dict[int, bool]:
    """The open units at the end of all chains: id → whether some link was a part only."""
    found: dict[int, bool] = {}
    frontier, seen = dict.fromkeys(start, False), set(start)
    for _step in range(_LONGEST_CHAIN):
        query = (
            select(
                UnitSuccession.from_unit_id,
                UnitSuccession.to_unit_id,
                UnitSuccession.share,
                Unit.ends_on,
            )
            .join(Unit, Unit.id == UnitSuccession.to_unit_id)
            .where(
                UnitSuccession.from_unit_id.in_(frontier),
                UnitSuccession.effective_on <= today,
                Unit.kind.in_(TERRITORIES),
            )
        )
        onward: dict[int, bool] = {}
        for old, new, share, ends_on in db.session.execute(query):
            is_part = frontier[old] or share is None or share < 1
            reached = found if ends_on is None or ends_on >= today else onward
            reached[new] = reached.get(new, True) and is_part
        frontier = {id: part for id, part in onward.items() if id not in seen}
        seen |= frontier.keys()
        if not frontier:
            break
    return found


def old_places_named(words: str, limit: int = 20) -> list[tuple[int, str, str]]:
    """Ended territories whose name holds the words: (id, name, what it belonged to)."""
    folded = fold(words).split()
    if not folded:
        return []
    query = (
        select(UnitVersion)
        .join(UnitVersion.unit)
        .where(
            Unit.kind.in_(TERRITORIES),
            Unit.ends_on < clock.today(),
            or_(UnitVersion.ends_on.is_(None), UnitVersion.ends_on == Unit.ends_on),
            *(UnitVersion.keywords.contains(word, autoescape=True) for word in folded),
        )
        .order_by(UnitVersion.folded != " ".join(folded), UnitVersion.sort_key, UnitVersion.id)
        .limit(limit)
    )
    versions = db.session.scalars(query).all()
    parents = _last_names({one.parent_id for one in versions if one.parent_id})
    return [(one.unit_id, one.name, parents.get(one.parent_id or 0, "")) for one in versions]


def _last_names(ids: Collection[int]) -> dict[int, str]:
    query = select(UnitVersion.unit_id, UnitVersion.name).where(UnitVersion.unit_id.in_(ids))
    rows = db.session.execute(query.order_by(UnitVersion.starts_on.nulls_first()))
    return dict(rows.tuples().all())
