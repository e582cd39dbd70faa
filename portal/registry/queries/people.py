"""Finding a person: by account, by number, by name."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select

from portal.core import text
from portal.core.db import db
from portal.registry.models import Person, PersonName
from portal.registry.names import orders_of
from portal.registry.visibility import visible_items, visible_people


def person_of(account: Any) -> Person | None:
    """The person whose account this is."""
    if account is None:
        return None
    return db.session.scalars(select(Person).where(Person.account_id == account.id)).one_or_none()


def people_by_id(ids: Collection[int]) -> dict[int, Person]:
    """People by number in one statement; whoever is missing is left out."""
    query = select(Person).where(Person.id.in_(ids))
    return {person.id: person for person in db.session.scalars(query)}


def person_named(full_name: str, *, actor: Any = None) -> Person | None:
    """The one visible person of exactly this name, tone placement and case aside; None if several."""
    wanted = text.exact(full_name)
    query = named_like(full_name, actor).limit(100)
    found = [one for one in db.session.scalars(query) if text.exact(one.full_name) == wanted]
    return found[0] if len(found) == 1 else None


def named_like(full_name: str, actor: Any) -> Select[Person]:
    """Visible people of this name, diacritics aside."""
    return (
        select(Person)
        .where(Person.folded == text.fold(full_name), visible_people(actor))
        .order_by(Person.sort_given, Person.id)
    )


def people_bearing(full_name: str, *, actor: Any, limit: int = 8) -> Sequence[Person]:
    """Visible people whose name, or another name that `actor` may see, has these words in any order."""
    orders = orders_of(text.fold(full_name))
    also = (
        select(PersonName.person_id)
        .join(Person, Person.id == PersonName.person_id)
        .where(PersonName.folded.in_(orders), visible_items(actor, PersonName))
        .correlate(None)
    )
    named = or_(Person.folded.in_(orders), Person.id.in_(also))
    query = select(Person).where(named, visible_people(actor))
    return db.session.scalars(query.order_by(Person.id).limit(limit)).all()


def search_people(words: str, limit: int = 10, *, actor: Any = None) -> Sequence[Person]:
    """People whose name holds every word typed, with or without diacritics; the exact name first.

    `actor` widens the search to those he may know of; without one it finds the public only.
    """
    folded = text.fold(words)
    if not folded:
        return []
    first = case((Person.folded == folded, 0), (Person.folded.startswith(folded), 1), else_=2)
    query = (
        select(Person)
        .where(visible_people(actor), name_matches(folded, actor))
        .order_by(first, Person.sort_given, Person.id)
        .limit(limit)
    )
    return db.session.scalars(query).all()


def name_matches(folded: str, actor: Any) -> Any:
    """Whether the name, or another name that `actor` may see, holds every folded word."""
    own = [Person.folded.contains(word, autoescape=True) for word in folded.split()]
    other = [PersonName.folded.contains(word, autoescape=True) for word in folded.split()]
    also = (
        select(PersonName.id)
        .where(PersonName.person_id == Person.id, *other, visible_items(actor, PersonName))
        .correlate(Person)
        .exists()
    )
    return or_(and_(*own), also)


def latest_people(limit: int = 6) -> Sequence[Person]:
    """Public people, the newest first."""
    query = (
        select(Person)
        .where(visible_people(None))
        .order_by(Person.created_at.desc(), Person.id.desc())
        .limit(limit)
    )
    return db.session.scalars(query).all()


def public_people_count() -> int:
    query = select(func.count()).select_from(Person).where(visible_people(None))
    return db.session.scalar(query) or 0
