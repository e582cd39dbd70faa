"""Who may do what with profiles and their items."""

from typing import Any

from flask_babel import gettext as _

from portal.core.access import Predicate, predicate, reading, writing
from portal.core.errors import RuleBroken
from portal.registry.models import Evidence, Item, ItemState, Person
from portal.registry.queries.items import item_of
from portal.registry.visibility import person_visible_to, visible_to
from portal.units.permissions import holds, holds_anywhere
from portal.units.powers import Power


def _person(thing: Any) -> Person:
    person: Person = thing if isinstance(thing, Person) else thing.person
    return person


@predicate
def owns_the_profile(actor: Any, thing: Any) -> bool:
    return actor is not None and _person(thing).account_id == actor.id


@predicate
def is_shown_the_profile(actor: Any, thing: Any) -> bool:
    return person_visible_to(actor, _person(thing))


@predicate
def is_shown_the_item(actor: Any, item: Item) -> bool:
    return visible_to(actor, item)


@predicate
def is_not_merged(_actor: Any, thing: Any) -> bool:
    return _person(thing).merged_into_id is None


@predicate
def was_handed_in(_actor: Any, evidence: Evidence) -> bool:
    item = item_of(evidence.item_kind, evidence.item_id)
    return item is not None and item.state is not ItemState.DRAFT


looks_after: Predicate = holds(Power.EDIT_PEOPLE)

SHOW_PERSON = reading(is_shown_the_profile, hidden=True)
READ_RECORD = reading((owns_the_profile | looks_after) & is_not_merged, hidden=True)
EDIT_RECORD = writing((owns_the_profile | looks_after) & is_not_merged, hidden=True)
EDIT_ITEM = writing(
    (owns_the_profile | looks_after & is_shown_the_item) & is_not_merged, hidden=True
)
PUBLISH_OWN = writing(owns_the_profile & is_not_merged, hidden=True)
READ_OWN_RECORD = reading(owns_the_profile, hidden=True)
SHOW_PREVIEW = reading(owns_the_profile | looks_after, hidden=True)
READ_ITEM = reading(
    (owns_the_profile | looks_after & is_shown_the_item) & is_not_merged, hidden=True
)
PUBLISH_ON_PAPER = writing(looks_after & is_not_merged, hidden=True)
CREATE_PERSON = writing(holds_anywhere(Power.EDIT_PEOPLE))
OPEN_QUEUE = reading(holds_anywhere(Power.EDIT_PEOPLE))
DECIDE = writing(looks_after & ~owns_the_profile & is_shown_the_item, hidden=True)
OPEN_EVIDENCE = reading(owns_the_profile | looks_after & was_handed_in, hidden=True)
EDIT_EVIDENCE = writing(owns_the_profile | looks_after, hidden=True)
LIST_FIELDS = reading(holds_anywhere(Power.EDIT_SYSTEM))
EDIT_FIELDS = writing(holds_anywhere(Power.EDIT_SYSTEM))


def check_looks_after(actor: Any, unit: Any) -> None:
    """Raise unless the officer looks after people of this unit."""
    if not actor.can(Power.EDIT_PEOPLE, unit.id):
        raise RuleBroken(_("You do not look after the people of this unit."), "home_unit")
