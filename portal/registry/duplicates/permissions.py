"""Who may look at two records side by side and decide: whoever looks after both, and is neither."""

from typing import Any

from portal.core.access import predicate, reading, signed_in, writing
from portal.registry.duplicates.pairs import Pair
from portal.registry.models import Merge, Person
from portal.registry.permissions import is_not_merged, is_shown_the_profile
from portal.units.permissions import holds_anywhere
from portal.units.powers import Power


def _both(thing: Any) -> tuple[Person, Person]:
    if isinstance(thing, Merge):
        return thing.winner, thing.loser
    pair: Pair = thing
    return pair.low, pair.high


@predicate
def looks_after_both(actor: Any, thing: Any) -> bool:
    return actor is not None and all(
        actor.can(Power.EDIT_PEOPLE, person.home_unit_id) for person in _both(thing)
    )


@predicate
def is_one_of_them(actor: Any, thing: Any) -> bool:
    return actor is not None and actor.id in [person.account_id for person in _both(thing)]


@predicate
def neither_is_merged(_actor: Any, thing: Any) -> bool:
    return all(person.merged_into_id is None for person in _both(thing))


LIST_PAIRS = reading(holds_anywhere(Power.EDIT_PEOPLE))
SCAN = writing(holds_anywhere(Power.EDIT_PEOPLE))
COMPARE = reading(looks_after_both & ~is_one_of_them & neither_is_merged, hidden=True)
DECIDE_PAIR = writing(looks_after_both & ~is_one_of_them & neither_is_merged, hidden=True)
SHOW_MERGE = reading(looks_after_both & ~is_one_of_them, hidden=True)
UNDO_MERGE = writing(looks_after_both & ~is_one_of_them, hidden=True)
PROPOSE = writing(signed_in & is_shown_the_profile & is_not_merged, hidden=True)
