"""Who may do what with profiles and their items."""

from typing import Any

from flask_babel import gettext as _

from portal.core.access import Predicate, predicate, reading, signed_in, writing
from portal.core.errors import RuleBroken
from portal.registry.models import Evidence, Item, ItemState, Person, ProfileClaim
from portal.registry.queries.items import item_of
from portal.registry.queries.ownership import living, merge_away, people_helped_by
from portal.registry.visibility import decides_on, person_visible_to, speaks_for, visible_to
from portal.units.permissions import holds, holds_anywhere
from portal.units.powers import Power


def _person(thing: Any) -> Person:
    person: Person = thing if isinstance(thing, Person) else thing.person
    return person


@predicate
def owns_the_profile(actor: Any, thing: Any) -> bool:
    return actor is not None and _person(thing).account_id == actor.id


@predicate
def acts_for_the_owner(actor: Any, thing: Any) -> bool:
    return speaks_for(actor, _person(thing))


@predicate
def acts_for_somebody(actor: Any, _thing: Any) -> bool:
    return actor is not None and bool(people_helped_by(actor))


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
def reads_where_it_leads(actor: Any, thing: Any) -> bool:
    """A merged record is read by who looks after it and what it became, and by who owns both."""
    person, kept = _person(thing), living(_person(thing))
    merged = merge_away(person)
    if actor is None or merged is None:
        return False
    owners = (None, kept.account_id)
    if kept.account_id == actor.id:
        return merged.before["loser"].get("account_id") in owners
    return looks_after(actor, kept) and looks_after(actor, person)


@predicate
def decides_on_the_item(actor: Any, item: Item) -> bool:
    return decides_on(actor, item)


@predicate
def decides_on_what_it_proves(actor: Any, evidence: Evidence) -> bool:
    item = item_of(evidence.item_kind, evidence.item_id)
    return item is not None and decides_on(actor, item)


@predicate
def made_the_claim(actor: Any, claim: ProfileClaim) -> bool:
    return actor is not None and claim.account_id == actor.id


@predicate
def has_no_account(_actor: Any, thing: Any) -> bool:
    return _person(thing).account_id is None


@predicate
def was_handed_in(_actor: Any, evidence: Evidence) -> bool:
    item = item_of(evidence.item_kind, evidence.item_id)
    return item is not None and item.state is not ItemState.DRAFT


looks_after: Predicate = holds(Power.EDIT_PEOPLE)
keeps_the_profile: Predicate = owns_the_profile | acts_for_the_owner
decides_somewhere: Predicate = holds_anywhere(Power.EDIT_PEOPLE) | holds_anywhere(
    Power.APPROVE_PEOPLE
)

SHOW_PERSON = reading(is_shown_the_profile, hidden=True)
READ_HISTORY = reading(
    (keeps_the_profile | looks_after) & is_not_merged | reads_where_it_leads, hidden=True
)
READ_RECORD = reading((keeps_the_profile | looks_after) & is_not_merged, hidden=True)
EDIT_RECORD = writing((keeps_the_profile | looks_after) & is_not_merged, hidden=True)
WORK_FOR_THE_OWNER = writing(acts_for_the_owner & is_not_merged, hidden=True)
CHANGE_PUBLICATION = writing((owns_the_profile | looks_after) & is_not_merged, hidden=True)
EDIT_ITEM = writing(
    (keeps_the_profile | looks_after & is_shown_the_item) & is_not_merged, hidden=True
)
CHOOSE_READERS = writing(
    (owns_the_profile | looks_after & is_shown_the_item) & is_not_merged, hidden=True
)
PUBLISH_OWN = writing(owns_the_profile & is_not_merged, hidden=True)
READ_OWN_RECORD = reading(owns_the_profile, hidden=True)
SHOW_PREVIEW = reading(keeps_the_profile | looks_after, hidden=True)
LIST_HELPED = reading(acts_for_somebody)
CLAIM_PROFILE = writing(signed_in)
LIST_OWN_CLAIMS = reading(signed_in)
WITHDRAW_CLAIM = writing(made_the_claim, hidden=True)
LIST_CLAIMS = reading(holds_anywhere(Power.EDIT_PEOPLE))
DECIDE_CLAIM = writing(looks_after & ~made_the_claim, hidden=True)
DECIDE_CLAIM_ON = writing(looks_after, hidden=True)
reads_sensitive: Predicate = owns_the_profile | holds(Power.READ_PEOPLE_SENSITIVE)
writes_sensitive: Predicate = owns_the_profile | holds(Power.EDIT_PEOPLE_SENSITIVE)
READ_SENSITIVE = reading(reads_sensitive & ~acts_for_the_owner & is_not_merged, hidden=True)
REVEAL_SENSITIVE = writing(reads_sensitive & ~acts_for_the_owner & is_not_merged, hidden=True)
EDIT_SENSITIVE = writing(writes_sensitive & ~acts_for_the_owner & is_not_merged, hidden=True)
LOOK_AFTER = reading(looks_after, hidden=True)
MEND_RECORD = writing(looks_after & is_not_merged, hidden=True)
READ_ITEM = reading(
    (keeps_the_profile | looks_after & is_shown_the_item) & is_not_merged, hidden=True
)
PUBLISH_ON_PAPER = writing(looks_after & is_not_merged, hidden=True)
CREATE_PERSON = writing(holds_anywhere(Power.EDIT_PEOPLE))
OPEN_QUEUE = reading(decides_somewhere)
DECIDE_MANY = writing(decides_somewhere)
OPEN_DESK = reading(decides_somewhere)
DECIDE = writing(
    ~keeps_the_profile & (decides_on_the_item | looks_after & is_shown_the_item), hidden=True
)
OPEN_EVIDENCE = reading(
    keeps_the_profile | looks_after & was_handed_in | decides_on_what_it_proves, hidden=True
)
CONFIRM_RECORD = writing(
    (owns_the_profile | looks_after & has_no_account) & is_not_merged, hidden=True
)
LIST_RULES = reading(holds_anywhere(Power.EDIT_SYSTEM))
ADD_RULE = writing(holds_anywhere(Power.EDIT_SYSTEM))
EDIT_EVIDENCE = writing(keeps_the_profile | looks_after, hidden=True)
LIST_FIELDS = reading(holds_anywhere(Power.EDIT_SYSTEM))
EDIT_FIELDS = writing(holds_anywhere(Power.EDIT_SYSTEM))


def check_looks_after(actor: Any, unit: Any) -> None:
    """Raise unless the officer looks after people of this unit."""
    if not actor.can(Power.EDIT_PEOPLE, unit.id):
        raise RuleBroken(_("You do not look after the people of this unit."), "home_unit")
