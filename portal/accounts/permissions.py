"""Rights over accounts and grants."""

from portal.core.access import CHANGE_OWN, SIGNED_IN, Predicate, reading, writing
from portal.units.permissions import holds, holds_anywhere
from portal.units.powers import Power

is_own = Predicate(
    lambda actor, thing: bool(actor and thing.account_id == actor.id), "it is one's own"
)
manages_grants = holds_anywhere(Power.EDIT_SYSTEM)

SHOW_OWN = SIGNED_IN
CHANGE_SETTINGS = CHANGE_OWN
CHANGE_OWN_THING = writing(is_own, hidden=True)
LIST_GRANTS = reading(manages_grants)
GRANT = writing(manages_grants)
END_GRANT = writing(holds(Power.EDIT_SYSTEM), hidden=True)
LIST_ACCOUNTS = reading(manages_grants)
SUSPEND = writing(manages_grants, hidden=True)
