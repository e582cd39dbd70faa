"""Rights over units, and how every other feature asks about a power over a unit."""

from typing import Any

from portal.core.access import Predicate, reading, signed_in, writing
from portal.units.powers import Power


def holds(power: Power) -> Predicate:
    """Whether the actor has `power` over the unit that the thing states as its `scope_unit_id`."""

    def ask(actor: Any, thing: Any) -> bool:
        unit_id = getattr(thing, "scope_unit_id", None)
        return bool(actor and unit_id and actor.can(power, unit_id))

    return Predicate(ask, f"holds {power.value}")


def holds_anywhere(power: Power) -> Predicate:
    """Whether the actor has `power` over some unit; enough to see a menu, never to see a thing."""
    return Predicate(
        lambda actor, _thing: bool(actor and actor.can_anywhere(power)),
        f"holds {power.value} somewhere",
    )


is_officer = Predicate(
    lambda actor, _thing: bool(actor and actor.is_officer and not actor.owes_second_factor),
    "holds a grant that changes things",
)

MANAGE_UNITS = writing(holds_anywhere(Power.EDIT_SYSTEM))
MANAGE_UNIT = writing(holds(Power.EDIT_SYSTEM))
READ_DOCUMENTS = reading(signed_in)
REGISTER_DOCUMENT = writing(is_officer)
