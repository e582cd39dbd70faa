"""Who may do what with associations and their members."""

from typing import Any

from portal.core import clock
from portal.core.access import Predicate, predicate, reading, signed_in, writing
from portal.units.powers import Power
from portal.units.queries import children


def _holds(power: Power) -> Predicate:
    """Whether the actor has `power` over the association or the branch that the thing names."""

    def ask(actor: Any, thing: Any) -> bool:
        return bool(actor) and any(actor.can(power, unit_id) for unit_id in thing.scope_unit_ids)

    return Predicate(ask, f"holds {power.value} over the association or branch")


@predicate
def reads_members_of_a_branch(actor: Any, association: Any) -> bool:
    if actor is None or not actor.can_anywhere(Power.READ_MEMBERS):
        return False
    branches = children(association.unit_id, clock.today())
    return any(actor.can(Power.READ_MEMBERS, branch.unit_id) for branch in branches)


@predicate
def is_the_person(actor: Any, thing: Any) -> bool:
    return actor is not None and thing.person.account_id == actor.id


@predicate
def the_secretary_may_approve(_actor: Any, application: Any) -> bool:
    return bool(application.association.secretary_may_approve)


reads_members = _holds(Power.READ_MEMBERS)
edits_members = _holds(Power.EDIT_MEMBERS)
approves_members = _holds(Power.APPROVE_MEMBERS)

APPLY = writing(signed_in)
SHOW_OWN = reading(signed_in)
SHOW_APPLICATION = reading(is_the_person | reads_members, hidden=True)
WITHDRAW = writing(is_the_person, hidden=True)
DECIDE = writing(
    (approves_members & ~edits_members)
    | ((approves_members | edits_members) & the_secretary_may_approve),
    hidden=True,
)
"""The chair decides always; one who also edits the list, only where the association says so."""

LIST_MEMBERS = reading(reads_members | reads_members_of_a_branch, hidden=True)
SHOW_MEMBER = reading(is_the_person | reads_members, hidden=True)
CHOOSE_DISPLAY = writing(is_the_person, hidden=True)
REGISTER_MEMBER = writing(edits_members, hidden=True)
EDIT_MEMBER = writing(edits_members, hidden=True)
ISSUE_CARD = writing(is_the_person | edits_members, hidden=True)
SHOW_CARD = reading(is_the_person | reads_members, hidden=True)

EDIT_ASSOCIATION = writing(edits_members | approves_members, hidden=True)
DIVIDE_BRANCH = writing(edits_members | approves_members, hidden=True)
SHOW_MOVE = reading(reads_members, hidden=True)
