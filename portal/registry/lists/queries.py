"""Reads of lists: one's own, those shared with one's units, and the people on one as a reader sees them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from portal.accounts.models import Account
from portal.accounts.queries import visible_units
from portal.core.db import db
from portal.core.paging import Page
from portal.registry.facet_links import asked_of
from portal.registry.find import find_people
from portal.registry.models import ListKind, PeopleList, PeopleListEntry, Person
from portal.registry.queries.directory import SIZE
from portal.registry.visibility import visible_people
from portal.units.powers import Power

_LONGEST_CHAIN = 8


@dataclass(frozen=True)
class Listed:
    """A line of a list: its entry's number and note, and the person where the reader may see them."""

    person_id: int
    person: Person | None
    note: str


def list_with_key(key: str) -> PeopleList | None:
    """The list of that address."""
    query = select(PeopleList).where(PeopleList.key == key).options(joinedload(PeopleList.owner))
    return db.session.scalars(query).one_or_none()


def number_of_lists(owner: Account) -> int:
    query = select(func.count()).select_from(PeopleList).where(PeopleList.owner_id == owner.id)
    return db.session.scalar(query) or 0


def lists_read_by(account: Account) -> Select[PeopleList]:
    """One's own lists and those shared with units whose people one looks after, the latest first."""
    shared = PeopleList.unit_id.in_(visible_units(account, Power.READ_PEOPLE))
    return (
        select(PeopleList)
        .where(or_(PeopleList.owner_id == account.id, shared))
        .options(joinedload(PeopleList.owner))
        .order_by(PeopleList.updated_at.desc(), PeopleList.id.desc())
    )


def lists_kept_by(account: Account) -> Sequence[PeopleList]:
    """The fixed lists that the account may put people on, by name."""
    shared = PeopleList.unit_id.in_(visible_units(account, Power.EDIT_PEOPLE))
    query = select(PeopleList).where(
        PeopleList.kind == ListKind.FIXED, or_(PeopleList.owner_id == account.id, shared)
    )
    return db.session.scalars(query.order_by(PeopleList.name, PeopleList.id)).all()


def sizes_of(lists: Sequence[PeopleList]) -> Mapping[int, int]:
    """How many entries each fixed list has, in one statement."""
    query = (
        select(PeopleListEntry.list_id, func.count())
        .where(PeopleListEntry.list_id.in_([one.id for one in lists]))
        .group_by(PeopleListEntry.list_id)
    )
    return dict(db.session.execute(query).tuples().all())


def entry_of(people: PeopleList, person_id: int) -> PeopleListEntry | None:
    """The entry of that person."""
    return db.session.get(PeopleListEntry, (people.id, person_id))


def survivors(people: Iterable[Person]) -> list[Person]:
    """Each person, or whoever the record was merged into."""
    found = list(people)
    for _step in range(_LONGEST_CHAIN):
        merged = {one.merged_into_id for one in found if one.merged_into_id is not None}
        if not merged:
            break
        later = {one.id: one for one in db.session.scalars(_by_id(merged))}
        found = [later.get(one.merged_into_id or 0, one) for one in found]
    return found


def _by_id(ids: Collection[int]) -> Select[Person]:
    return select(Person).where(Person.id.in_(ids))


def chosen_people(ids: Collection[int], actor: Any) -> Sequence[Person]:
    """Those of the people that the actor may know of, by given name."""
    query = _by_id(ids).where(visible_people(actor)).order_by(Person.sort_given, Person.id)
    return db.session.scalars(query).all()


def people_on(people: PeopleList, actor: Any) -> list[Listed]:
    """The lines of a fixed list as `actor` may see them, by given name, the hidden ones last.

    A merged record stands under the one it went into; of two that became one, both notes are kept.
    """
    query = select(PeopleListEntry).where(PeopleListEntry.list_id == people.id)
    entries = db.session.scalars(query.options(joinedload(PeopleListEntry.person))).all()
    last = survivors(entry.person for entry in entries)
    seen = {one.id for one in chosen_people({person.id for person in last}, actor)}
    lines: dict[int, Listed] = {}
    for entry, person in zip(entries, last, strict=True):
        shown = person if person.id in seen else None
        known = lines.get(person.id)
        if known is None:
            lines[person.id] = Listed(entry.person_id, shown, entry.note)
        else:
            note = "\n".join(text for text in (known.note, entry.note) if text)
            lines[person.id] = Listed(known.person_id, shown, note)
    return sorted(
        lines.values(),
        key=lambda line: (
            line.person is None,
            line.person.sort_given if line.person else "",
            line.person_id,
        ),
    )


def page_of(people: PeopleList, actor: Any, number: int) -> Page[Listed]:
    """One page of the list: of a live one the directory's answer of now."""
    if people.kind is ListKind.FIXED:
        lines = people_on(people, actor)
        start = (number - 1) * SIZE
        return Page(lines[start : start + SIZE], number, SIZE, len(lines))
    found = find_people(asked_of(MultiDict([*_pairs(people.query), ("page", str(number))]))).page
    return Page([Listed(one.id, one, "") for one in found.items], number, SIZE, found.total)


def _pairs(query: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, value in query.items():
        for one in value if isinstance(value, list) else [value]:
            yield name, str(one)


def all_of(people: PeopleList, actor: Any, most: int) -> list[Listed]:
    """The whole list for a file, no more than `most` lines."""
    if people.kind is ListKind.FIXED:
        return people_on(people, actor)[:most]
    lines: list[Listed] = []
    number, last = 1, 1
    while number <= last and len(lines) < most:
        page = page_of(people, actor, number)
        lines += page.items
        number, last = number + 1, page.last
    return lines[:most]
