"""Who may do what in a council: officers of its unit, its own members by their office."""

from typing import Any

from portal.core import clock
from portal.core.access import Predicate, predicate, reading, writing
from portal.councils.models import ConflictFinding, Council, CouncilMember, MemberRole
from portal.units.powers import Power


def council_of(thing: Any) -> Council:
    """The council a thing of this feature belongs to."""
    if isinstance(thing, Council):
        return thing
    for name in ("council", "meeting", "item", "session", "line"):
        if (upper := getattr(thing, name, None)) is not None:
            return council_of(upper)
    raise TypeError(f"{type(thing).__name__} belongs to no council")


def seat_of(actor: Any, thing: Any) -> CouncilMember | None:
    """The actor's own seat on the thing's council today."""
    if actor is None or not actor.is_active:
        return None
    return council_of(thing).member_of(actor.id, clock.today())


def _may(actor: Any, council: Council, level: str) -> bool:
    power = Power(f"{level}_{council.area.value}")
    return actor is not None and actor.can(power, council.scope_unit_id)


@predicate
def looks_after(actor: Any, thing: Any) -> bool:
    return _may(actor, council_of(thing), "edit")


@predicate
def supervises(actor: Any, thing: Any) -> bool:
    return _may(actor, council_of(thing), "read")


def _holds_office(*roles: MemberRole) -> Predicate:
    def ask(actor: Any, thing: Any) -> bool:
        seat = seat_of(actor, thing)
        return seat is not None and seat.role in roles

    return Predicate(ask, "sits as " + " or ".join(role.value for role in roles))


@predicate
def sits(actor: Any, thing: Any) -> bool:
    return seat_of(actor, thing) is not None


@predicate
def is_concerned(actor: Any, finding: ConflictFinding) -> bool:
    return actor is not None and finding.member.person.account_id == actor.id


@predicate
def concerns_the_chair(_actor: Any, finding: ConflictFinding) -> bool:
    return finding.member.role is MemberRole.CHAIR


@predicate
def is_shown_the_item(actor: Any, thing: Any) -> bool:
    """A member who is, or may be, in conflict does not see the item; see `conflicts` rules."""
    item = getattr(thing, "item", thing)
    seat = seat_of(actor, item)
    return seat is None or not any(f.stands and f.member_id == seat.id for f in item.findings)


keeps_minutes = _holds_office(MemberRole.SECRETARY)
presides = _holds_office(MemberRole.CHAIR, MemberRole.DEPUTY)
counts_ballots = _holds_office(MemberRole.COUNTER, MemberRole.SECRETARY)
runs: Predicate = looks_after | keeps_minutes
decides_conflicts: Predicate = (
    runs | presides & ~concerns_the_chair | _holds_office(MemberRole.DEPUTY)
) & ~is_concerned

SHOW_COUNCIL = reading(supervises | sits, hidden=True)
MANAGE_COUNCIL = writing(runs, hidden=True)
COMPOSE_COUNCIL = writing(looks_after, hidden=True)
SEE_CONFLICTS = reading(runs | presides, hidden=True)
FIND_CONFLICTS = writing(runs | presides, hidden=True)
DECIDE_CONFLICT = writing(decides_conflicts, hidden=True)
DECLARE_OWN_CONFLICT = writing(sits, hidden=True)
SHOW_MEETING = SHOW_COUNCIL
RUN_MEETING = writing(runs | presides, hidden=True)
RUN_BALLOT = writing(runs | presides, hidden=True)
SEE_BALLOT = reading(runs | presides | counts_ballots, hidden=True)
ENTER_COUNT = writing((looks_after | counts_ballots) & ~presides & is_shown_the_item, hidden=True)
ISSUE_MINUTES = writing(runs, hidden=True)
READ_MINUTES = reading(supervises | sits, hidden=True)
