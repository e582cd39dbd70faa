"""Which role gives which powers, and how far they reach: the one page that says who may do what."""

from dataclasses import dataclass
from enum import StrEnum

from portal.units.powers import Power, with_reading


class Role(StrEnum):
    ADMIN = "admin"
    PEOPLE_OFFICER = "people_officer"
    ASSOCIATION_CHAIR = "association_chair"
    ASSOCIATION_SECRETARY = "association_secretary"
    TREASURER = "treasurer"
    INSPECTOR = "inspector"
    HONOURS_SECRETARY = "honours_secretary"
    HONOURS_APPROVER = "honours_approver"
    DRAFTING_OFFICER = "drafting_officer"
    DRAFTING_APPROVER = "drafting_approver"
    MODERATOR = "moderator"
    UNIT_LEADER = "unit_leader"
    OBSERVER = "observer"
    AUDITOR = "auditor"


class Reach(StrEnum):
    UNIT = "unit"
    """The unit of the grant and its divisions."""
    BELOW = "below"
    """The unit of the grant and everything under it."""


@dataclass(frozen=True)
class Scope:
    """What a role gives; reading is included wherever editing or approving is."""

    powers: frozenset[Power]
    reach: Reach

    def __iter__(self) -> "object":
        return iter((self.powers, self.reach))


def _below(*powers: Power) -> Scope:
    return Scope(with_reading(*powers), Reach.BELOW)


def _unit(*powers: Power) -> Scope:
    return Scope(with_reading(*powers), Reach.UNIT)


ROLES: dict[Role, Scope] = {
    Role.ADMIN: _below(Power.EDIT_SYSTEM),
    Role.PEOPLE_OFFICER: _below(
        Power.EDIT_PEOPLE, Power.APPROVE_PEOPLE, Power.EDIT_PEOPLE_SENSITIVE
    ),
    Role.ASSOCIATION_CHAIR: _below(Power.APPROVE_MEMBERS, Power.APPROVE_REPORTS),
    Role.ASSOCIATION_SECRETARY: _below(
        Power.EDIT_MEMBERS, Power.APPROVE_MEMBERS, Power.EDIT_REPORTS, Power.APPROVE_PEOPLE
    ),
    Role.TREASURER: _unit(Power.READ_MEMBERS, Power.EDIT_MONEY),
    Role.INSPECTOR: _below(Power.READ_MEMBERS, Power.READ_MONEY),
    Role.HONOURS_SECRETARY: _below(Power.EDIT_HONOURS),
    Role.HONOURS_APPROVER: _below(Power.APPROVE_HONOURS),
    Role.DRAFTING_OFFICER: _below(Power.EDIT_DRAFTS),
    Role.DRAFTING_APPROVER: _below(Power.APPROVE_DRAFTS),
    Role.MODERATOR: _below(Power.MODERATE_OPINIONS),
    Role.UNIT_LEADER: _below(
        Power.APPROVE_PEOPLE,
        Power.READ_MEMBERS,
        Power.READ_HONOURS,
        Power.READ_DRAFTS,
        Power.APPROVE_PLANS,
        Power.APPROVE_REPORTS,
    ),
    Role.OBSERVER: _below(Power.READ_REPORTS),
    Role.AUDITOR: _below(Power.READ_SYSTEM),
}


def roles_with(power: Power) -> list[Role]:
    """The roles that give the power."""
    return [role for role, scope in ROLES.items() if power in scope.powers]


_GUARDED = frozenset(
    {
        Power.READ_PEOPLE_SENSITIVE,
        Power.EDIT_PEOPLE_SENSITIVE,
        Power.READ_SYSTEM,
        Power.EDIT_SYSTEM,
    }
)
GUARDED_ROLES = frozenset(role for role, scope in ROLES.items() if scope.powers & _GUARDED)
"""Roles that a stolen password alone must not open: their holders need a second factor."""

OFFICER_ROLES = frozenset(
    role for role, scope in ROLES.items() if any(not power.reads_only for power in scope.powers)
)
"""Roles whose holders change things that concern others: a second factor is asked of them."""
