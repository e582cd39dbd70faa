"""Who may read a draft, speak on it, answer, moderate and sign."""

from typing import Any

from portal.core.access import Predicate, predicate, reading, signed_in, writing
from portal.units.permissions import holds, holds_anywhere
from portal.units.powers import Power


@predicate
def is_public(_actor: Any, thing: Any) -> bool:
    return bool(thing.is_public)


@predicate
def is_its_author(actor: Any, opinion: Any) -> bool:
    return actor is not None and opinion.account_id == actor.id


reads_drafts: Predicate = holds(Power.READ_DRAFTS)
drafts: Predicate = holds(Power.EDIT_DRAFTS)
approves: Predicate = holds(Power.APPROVE_DRAFTS)
moderates: Predicate = holds(Power.MODERATE_OPINIONS)

SHOW = reading(is_public | reads_drafts, hidden=True)
SEND_OPINION = writing(is_public | drafts, hidden=True)
REACT = writing(signed_in & is_public, hidden=True)
LIST_DESKS = reading(holds_anywhere(Power.READ_DRAFTS))
START = writing(holds_anywhere(Power.EDIT_DRAFTS))
READ_DESK = reading(reads_drafts, hidden=True)
EDIT = writing(drafts, hidden=True)
APPROVE = writing(approves, hidden=True)
MOVE = writing(drafts | approves, hidden=True)
ANSWER = writing(drafts, hidden=True)
SIGN = writing(approves, hidden=True)
MODERATE = writing(moderates, hidden=True)
OPEN_MODERATION = reading(holds_anywhere(Power.MODERATE_OPINIONS))
READ_OWN_TEXT = reading(is_public | is_its_author | reads_drafts, hidden=True)
