"""How far grants reach: `can` for one unit and `visible_units` for every list, one meaning.

Both read the hierarchy valid that day. `tests/accounts/test_reach.py` holds that they agree.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import g, has_request_context
from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import aliased

from portal.accounts.models.grant import Grant
from portal.accounts.roles import ROLES, Reach, Role, roles_with
from portal.units import queries as units
from portal.units.models import Unit, UnitKind, UnitSuccession, UnitVersion
from portal.units.powers import Power

LAYERS = [kind for kind in UnitKind if kind.is_layer]


def source(grants: Iterable[Grant], power: Power, unit_id: int, day: date) -> int | None:
    """The nearest unit where a grant active that day gives the power over the unit; None for none."""
    giving = {
        (grant.unit_id, ROLES[grant.role].reach)
        for grant in grants
        if power in ROLES[grant.role].powers and grant.is_active(day)
    }
    if not giving:
        return None
    for unit, within_one_layer in _chain(unit_id, day):
        if (unit, Reach.BELOW) in giving:
            return unit
        if within_one_layer and (unit, Reach.UNIT) in giving:
            return unit
    return None


def _chain(unit_id: int, day: date) -> list[tuple[int, bool]]:
    """The unit and all above it; the flag says that only divisions lie between."""
    chains: dict[tuple[int, date], list[tuple[int, bool]]] = {}
    if has_request_context():
        chains = g.setdefault("unit_chains", chains)
    if (unit_id, day) not in chains:
        chain, within = [], True
        for step in units.way_up(unit_id, day):
            chain.append((step.unit_id, within))
            within = within and (step.ended or not step.kind.is_layer)
        chains[unit_id, day] = chain
    return chains[unit_id, day]


def units_in_reach(account_id: int, power: Power, day: date) -> Select[int]:
    """The ids of all units over which the account has the power that day; one statement."""
    deep = [role for role in roles_with(power) if ROLES[role].reach is Reach.BELOW]
    start = (
        select(Unit.id.label("id"), case((Grant.role.in_(deep), 1), else_=0).label("deep"))
        .join(Grant, Grant.unit_id == Unit.id)
        .where(*_active(account_id, roles_with(power), day), units.as_of(day, Unit))
        .cte(recursive=True)
    )
    child, version = aliased(Unit), aliased(UnitVersion)
    standing = start.union(
        select(version.unit_id, start.c.deep)
        .join(start, version.parent_id == start.c.id)
        .join(child, child.id == version.unit_id)
        .where(units.as_of(day, version), or_(start.c.deep == 1, child.kind.not_in(LAYERS)))
    )
    reach = select(standing.c.id).cte(recursive=True)
    succession, ended = aliased(UnitSuccession), aliased(Unit)
    reach = reach.union(
        select(ended.id)
        .join(succession, succession.from_unit_id == ended.id)
        .join(reach, succession.to_unit_id == reach.c.id)
        .where(units.taken_over(day, succession, ended))
    )
    return select(reach.c.id)


def _active(account_id: int, roles: list[Role], day: date) -> tuple[Any, ...]:
    return (
        Grant.account_id == account_id,
        Grant.role.in_(roles),
        Grant.ended_at.is_(None),
        units.as_of(day, Grant),
    )
