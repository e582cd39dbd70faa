"""What must hold of units whatever happened."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from portal.core.db import db
from portal.core.invariants import invariant
from portal.units.models import Unit, UnitVersion


@invariant("every unit has one version a day")
def one_version_a_day() -> list[str]:
    """No unit without a version, and no two versions that share a day."""
    bare = select(Unit.id).where(~Unit.versions.any()).order_by(Unit.id)
    one, other = aliased(UnitVersion), aliased(UnitVersion)
    twice = (
        select(one.unit_id)
        .join(other, and_(other.unit_id == one.unit_id, other.id > one.id))
        .where(
            or_(one.ends_on.is_(None), other.starts_on.is_(None), other.starts_on <= one.ends_on),
            or_(other.ends_on.is_(None), one.starts_on.is_(None), one.starts_on <= other.ends_on),
        )
        .distinct()
    )
    return [f"unit {id} has no version" for id in db.session.scalars(bare)] + [
        f"unit {id} has two versions on one day" for id in sorted(db.session.scalars(twice))
    ]


@invariant("no unit stands below itself")
def no_circles() -> list[str]:
    """Following the latest parents upwards always ends."""
    rows = db.session.execute(
        select(UnitVersion.unit_id, UnitVersion.parent_id)
        .where(UnitVersion.parent_id.is_not(None))
        .order_by(UnitVersion.unit_id, UnitVersion.starts_on.nulls_first())
    )
    parents = {row.unit_id: row.parent_id for row in rows}
    return [f"unit {id} stands below itself" for id in parents if _returns(id, parents)]


def _returns(start: int, parents: dict[int, int]) -> bool:
    seen, here = {start}, parents.get(start)
    while here is not None and here not in seen:
        seen.add(here)
        here = parents.get(here)
    return here == start
