"""Who may see what of a person: one answer, asked of an object or put into a query.

The circles are nested: what the public sees, everybody sees; what officers see, the owner sees.
A delegate stands beside the owner while the delegation stands.
Until a profile is published, only its owner and the officers in scope see anything of it. An item
that waits is shown, whatever its audience, to those who decide on it: the officers of the home unit,
and the body that was asked, which sees nothing else of the person but name and headline.
What was refused, and a work that the person has not taken for theirs, is shown outside to nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select

from portal.accounts.queries import acts_for, principals_of, visible_units
from portal.core.db import db
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
    if speaks_for(actor, person):
        return Audience.OWNER
    if (
        actor is not None
        and person.home_unit_id
        and actor.can(Power.READ_PEOPLE, person.home_unit_id)
    ):
        return Audience.OFFICERS
    if not person.is_public:
        return None
    return Audience.PUBLIC if actor is None else Audience.REGISTERED


def audiences_of(actor: Any, people: Sequence[Person]) -> dict[int, Audience | None]:
    """`audience_of` each of many people by their number, in a fixed number of statements."""
    if actor is None:
        return {person.id: audience_of(None, person) for person in people}
    ids = [person.id for person in people]
    entrusted, scope = (_ids_where(ids, one) for one in (_entrusted(actor), _scope(actor)))
    found: dict[int, Audience | None] = {}
    for person in people:
        living = person.merged_into_id is None
        if person.account_id == actor.id or (living and person.id in entrusted):
            found[person.id] = Audience.OWNER
        elif living and person.id in scope:
            found[person.id] = Audience.OFFICERS
        else:
            found[person.id] = Audience.REGISTERED if living and person.is_public else None
    return found


def _ids_where(ids: Sequence[int], condition: ColumnElement[bool]) -> set[int]:
    return set(db.session.scalars(select(Person.id).where(Person.id.in_(ids), condition)))


def speaks_for(actor: Any, person: Person) -> bool:
    """Whether `actor` is a delegate of the owner today and works on the record in their name."""
    return acts_for(actor, person.account_id)


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
    return shown_to(audience_of(actor, item.person), item) or decides_on(actor, item)


def decides_on(actor: Any, item: Item) -> bool:
    """Whether `actor` may decide on the item: it waits, is not of a profile they keep, and they edit
    the people of the home unit or approve for the body that was asked."""
    person = item.person
    if actor is None or item.state not in WAITING or person.merged_into_id is not None:
        return False
    if audience_of(actor, person) is Audience.OWNER:
        return False
    edits = actor.can(Power.EDIT_PEOPLE, person.home_unit_id)
    return bool(edits or actor.can(Power.APPROVE_PEOPLE, item.asked_unit_id))


def person_visible_to(actor: Any, person: Person) -> bool:
    """Whether `actor` may know that the profile exists."""
    return audience_of(actor, person) is not None


def visible_people(actor: Any) -> ColumnElement[bool]:
    """The SQL form of `person_visible_to`, over `Person`."""
    if actor is None:
        return and_(Person.is_public.is_(True), Person.merged_into_id.is_(None))
    own = Person.account_id == actor.id
    known = or_(Person.is_public.is_(True), _entrusted(actor), _scope(actor))
    return or_(own, and_(Person.merged_into_id.is_(None), known))


def visible_items(actor: Any, model: type[Any]) -> ColumnElement[bool]:
    """The SQL form of `visible_to`, over an item's table joined with `Person`."""
    living = Person.merged_into_id.is_(None)
    if actor is None:
        return and_(living, Person.is_public.is_(True), items_shown_to(Audience.PUBLIC, model))
    outside = and_(Person.is_public.is_(True), items_shown_to(Audience.REGISTERED, model))
    officers = and_(_scope(actor), items_shown_to(Audience.OFFICERS, model))
    inside = and_(living, or_(outside, officers, _entrusted(actor)))
    deciding = items_decided_by(actor, model, reach_of(actor))
    return or_(Person.account_id == actor.id, inside, deciding)


@dataclass(frozen=True)
class DecidingReach:
    """The units whose people one edits, and those for which one approves; None for none.

    One such pair serves all kinds of items of one statement, so that each is worked out once.
    """

    edits: Select[int] | None
    approves: Select[int] | None


def reach_of(actor: Any) -> DecidingReach:
    """For which units `actor` decides on items."""
    return DecidingReach(
        *(
            visible_units(actor, power) if actor.can_anywhere(power) else None
            for power in (Power.EDIT_PEOPLE, Power.APPROVE_PEOPLE)
        )
    )


def items_decided_by(actor: Any, model: type[Any], reach: DecidingReach) -> ColumnElement[bool]:
    """The SQL form of `decides_on`, over an item's table joined with `Person`."""
    ways = []
    if reach.edits is not None:
        ways.append(Person.home_unit_id.in_(reach.edits))
    if reach.approves is not None:
        ways.append(model.asked_unit_id.in_(reach.approves))
    if not ways:
        return false()
    kept = or_(Person.account_id == actor.id, _entrusted(actor))
    return and_(
        model.state.in_(WAITING),
        Person.merged_into_id.is_(None),
        or_(Person.account_id.is_(None), not_(kept)),
        or_(*ways),
    )


@dataclass(frozen=True)
class Standing:
    """How an account stands to one person: worked out once for all kinds of items of a statement."""

    audience: Audience | None
    edits: bool
    """Decides on what waits, as an officer of the home unit."""
    approves: Select[int] | None
    """Decides on what waits at one of these units; None for none."""


def standing_of(actor: Any, person: Person) -> Standing:
    """Where `actor` (None: the public) stands, without asking the hierarchy for each row."""
    audience = audience_of(actor, person)
    if actor is None or audience is Audience.OWNER or person.merged_into_id is not None:
        return Standing(audience, edits=False, approves=None)
    edits = actor.can(Power.EDIT_PEOPLE, person.home_unit_id)
    return Standing(audience, edits=edits, approves=None if edits else reach_of(actor).approves)


def items_seen_from(standing: Standing, model: type[Any]) -> ColumnElement[bool]:
    """The SQL form of `visible_to` for the items of one known person, over an item's table alone."""
    seen = items_shown_to(standing.audience, model) if standing.audience else false()
    if standing.edits:
        return or_(seen, model.state.in_(WAITING))
    if standing.approves is not None:
        asked = model.asked_unit_id.in_(standing.approves)
        return or_(seen, and_(model.state.in_(WAITING), asked))
    return seen


def items_shown_to(audience: Audience, model: type[Any]) -> ColumnElement[bool]:
    """The SQL form of `shown_to`, over an item's table alone."""
    circle = model.visibility.in_(sorted(_CIRCLES[audience]))
    if audience in _INNER:
        return circle
    if model is Contribution:
        circle = and_(circle, Contribution.claim == ClaimState.MINE)
    return and_(circle, model.state != ItemState.REJECTED)


def _entrusted(actor: Any) -> ColumnElement[bool]:
    """The SQL form of `speaks_for`."""
    return Person.account_id.in_(principals_of(actor.id))


def _scope(actor: Any) -> ColumnElement[bool]:
    if not actor.can_anywhere(Power.READ_PEOPLE):
        return false()
    return Person.home_unit_id.in_(visible_units(actor, Power.READ_PEOPLE))
