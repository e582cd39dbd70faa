"""Who may do what with a list of people; of the people on it each reader sees what they see anyway."""

from typing import Any

from portal.core.access import predicate, reading, signed_in, writing
from portal.registry.models import ListKind, PeopleList
from portal.units.permissions import holds
from portal.units.powers import Power


@predicate
def owns_the_list(actor: Any, people: PeopleList) -> bool:
    return actor is not None and people.owner_id == actor.id


@predicate
def is_fixed(_actor: Any, people: PeopleList) -> bool:
    return people.kind is ListKind.FIXED


READ_LISTS = reading(signed_in)
BEGIN_LIST = writing(signed_in)
READ_LIST = reading(owns_the_list | holds(Power.READ_PEOPLE), hidden=True)
EDIT_LIST = writing(owns_the_list, hidden=True)
KEEP_ENTRIES = writing((owns_the_list | holds(Power.EDIT_PEOPLE)) & is_fixed, hidden=True)
