"""Who may bring in a unit's list: the officers who look after the people of that unit."""

from typing import Any

from portal.core.access import predicate, reading, writing
from portal.registry.importing.models import ImportSubject
from portal.registry.permissions import looks_after
from portal.units.permissions import holds_anywhere
from portal.units.powers import Power


@predicate
def is_a_staff_list(_actor: Any, thing: Any) -> bool:
    return thing.subject is ImportSubject.STAFF


LIST_STAFF_LISTS = reading(holds_anywhere(Power.EDIT_PEOPLE))
BRING_STAFF = writing(looks_after, hidden=True)
READ_TEMPLATE = reading(looks_after, hidden=True)
DECIDE_ON_STAFF = writing(looks_after & is_a_staff_list, hidden=True)
READ_STAFF_LIST = reading(looks_after & is_a_staff_list, hidden=True)
