"""Who may see what of a person: one answer, asked of an object or put into a query.

The circles are nested: what the public sees, everybody sees; what officers see, the owner sees.
Until a profile is published, only its owner and the officers in scope see anything of it. An item
that its owner has submitted is shown, whatever its audience, to the officers who must decide on it.
What was refused, and a work that the person has not taken for theirs, is shown outside to nobody.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from portal.accounts.queries import visible_units
from portal.registry.models import Audience, ClaimState, Contribution, Item, ItemState, Person
from portal.units.powers import Power

WAITING = (ItemState.SUBMITTED, ItemState.UNDER_REVIEW)

_INNER = (Audience.OFFICERS, Audience.OWNER)
_CIRCLES = {
    Audience.PUBLIC: frozenset({Audience.PUBLIC}),
    Audience.REGISTERED: frozenset({Audience.PUBLIC, Audience.REGISTERED}),
    Audience.OFFICERS: frozenset({Audience.PUBLIC, Audience.REGISTERED, Audience.OFFICERS}),
    Audience.OWNER: frozenset(Audience),
}


def audience_of(actor: Any, person: Person) -> Audience | None:
    """The innermost circle of `person` in which `actor` (None: the public) stands; None for none."""
    if actor is not None and person.account_id == actor.id:
        return Audience.OWNER
    if person.merged_into_id is not None:
        return None
    if (
        actor is not None
        and person.home_unit_id
        and actor.can(Power.READ_PEOPLE, person.home_unit_id)
    ):
        return Audience.OFFICERS
    if not person.is_public:
        return None
    return Audience.PUBLIC if actor is None else Audience.REGISTERED


def sees(audience: Audience | None, visibility: Audience) -> bool:
    """Whether one who stands in the circle `audience` sees what is set to `visibility`."""
    return audience is not None and visibility in _CIRCLES[audience]


def shown_to(audience: Audience | None, item: Item) -> bool:
    """Whether one who stands in the circle `audience` of the item's person sees the item."""
    if not sees(audience, item.visibility):
        return False
    return audience in _INNER or not is_withheld(item)


def is_withheld(item: Item) -> bool:
    """Whether nobody outside sees the item, whatever its audience."""
    if isinstance(item, Contribution) and item.claim is not ClaimState.MINE:
        return True
    return item.state is ItemState.REJECTED


def visible_to(actor: Any, item: Item) -> bool:
    """Whether `actor` may see this item of a profile."""
    if shown_to(audience_of(actor, item.person), item):
        return True
    scope = item.person.home_unit_id
    return bool(actor and scope and item.state in WAITING and actor.can(Power.EDIT_PEOPLE, scope))


def person_visible_to(actor: Any, person: Person) -> bool:
    """Whether `actor` may know that the profile exists."""
    return audience_of(actor, person) is not None


def visible_people(actor: Any) -> ColumnElement[bool]:
    """The SQL form of `person_visible_to`, over `Person`."""
    if actor is None:
        return and_(Person.is_public.is_(True), Person.merged_into_id.is_(None))
    own = Person.account_id == actor.id
    return or_(
        own, and_(Person.merged_into_id.is_(None), or_(Person.is_public.is_(True), _scope(actor)))
    )


def visible_items(actor: Any, model: type[Any]) -> ColumnElement[bool]:
    """The SQL form of `visible_to`, over an item's table joined with `Person`."""
    living = Person.merged_into_id.is_(None)
    if actor is None:
        return and_(living, Person.is_public.is_(True), items_shown_to(Audience.PUBLIC, model))
    outside = and_(Person.is_public.is_(True), items_shown_to(Audience.REGISTERED, model))
    officers = and_(_scope(actor), items_shown_to(Audience.OFFICERS, model))
    deciding = and_(_scope(actor, Power.EDIT_PEOPLE), model.state.in_(WAITING))
    return or_(Person.account_id == actor.id, and_(living, or_(outside, officers)), deciding)


def items_shown_to(audience: Audience, model: type[Any]) -> ColumnElement[bool]:
    """The SQL form of `shown_to`, over an item's table alone."""
    circle = model.visibility.in_(sorted(_CIRCLES[audience]))
    if audience in _INNER:
        return circle
    if model is Contribution:
        circle = and_(circle, Contribution.claim == ClaimState.MINE)
    return and_(circle, model.state != ItemState.REJECTED)


def _scope(actor: Any, power: Power = Power.READ_PEOPLE) -> ColumnElement[bool]:
    if not actor.can_anywhere(power):
        return false()
    return Person.home_unit_id.in_(visible_units(actor, power))
