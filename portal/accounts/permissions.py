"""Rights over accounts and grants."""

from typing import Any

from portal.core import clock
from portal.core.access import Predicate, reading, writing
from portal.units.permissions import holds, holds_anywhere
from portal.units.powers import Power


def _within_reach(actor: Any, account: Any) -> bool:
    today = clock.today()
    return bool(actor) and all(
        actor.can(Power.EDIT_SYSTEM, grant.unit_id)
        for grant in account.grants
        if grant.is_active(today)
    )


is_own = Predicate(
    lambda actor, thing: bool(actor and thing.account_id == actor.id), "it is one's own"
)
manages_grants = holds_anywhere(Power.EDIT_SYSTEM)
every_grant_in_reach = Predicate(_within_reach, "manages every unit where the account has a grant")

CHANGE_OWN_THING = writing(is_own, hidden=True)
LIST_GRANTS = reading(manages_grants)
GRANT = writing(manages_grants)
END_GRANT = writing(holds(Power.EDIT_SYSTEM), hidden=True)
LIST_NOTICES = reading(manages_grants)
ENTER_NOTICE = writing(manages_grants)
LIST_ACCOUNTS = reading(manages_grants)
SHOW_ACCOUNT = reading(manages_grants)
SUSPEND = writing(manages_grants & every_grant_in_reach)
