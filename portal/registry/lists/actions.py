"""What is done with lists of people."""

from collections.abc import Iterable, Mapping
from secrets import token_urlsafe
from typing import Any

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import check_version
from portal.registry.lists import rules
from portal.registry.lists.queries import entry_of, number_of_lists, survivors
from portal.registry.models import ListKind, PeopleList, PeopleListEntry, Person
from portal.units.models import Unit
from portal.units.powers import Power


def begin_list(
    *,
    owner: Account,
    name: str,
    note: str = "",
    unit: Unit | None = None,
    query: Mapping[str, Any] | None = None,
) -> PeopleList:
    """Begin a list: a live one where it keeps a `query` of the directory, else one for choosing."""
    rules.check_another_list(number_of_lists(owner))
    people = PeopleList(
        owner=owner,
        kind=ListKind.FIXED if query is None else ListKind.LIVE,
        name=name,
        note=note,
        key=token_urlsafe(18),
        query=dict(query or {}),
    )
    _share(people, unit, owner)
    db.session.add(people)
    db.session.flush()
    audit.record("registry.begin_list", people, actor_id=owner.id)
    return people


def edit_list(
    people: PeopleList, *, name: str, note: str, unit: Unit | None, actor: Account, seen: int | None
) -> None:
    """Change what the list is called, says and with whom it is shared."""
    check_version(seen, people.version)
    before = _told(people)
    people.name, people.note = name, note
    _share(people, unit, actor)
    people.updated_at = clock.now()
    db.session.flush()
    audit.record(
        "registry.edit_list", people, actor_id=actor.id, before=before, after=_told(people)
    )


def delete_list(people: PeopleList, *, actor: Account) -> None:
    """Throw the list away; the people on it are not touched."""
    audit.record("registry.delete_list", people, actor_id=actor.id, before=_told(people))
    db.session.delete(people)


def add_people(people: PeopleList, chosen: Iterable[Person]) -> int:
    """Put people on the list; gives how many were not on it before."""
    wanted = {person.id for person in survivors(chosen)}
    held = {entry.person_id for entry in people.entries}
    rules.check_room(len(held | wanted))
    for person_id in sorted(wanted - held):
        people.entries.append(PeopleListEntry(person_id=person_id))
    if wanted - held:
        people.updated_at = clock.now()
    return len(wanted - held)


def write_note(people: PeopleList, person_id: int, note: str, *, seen: int | None = None) -> None:
    """Say something of a person on the list; nobody's newer note is written over unread."""
    check_version(seen, people.version)
    entry = entry_of(people, person_id)
    if entry is not None and entry.note != note:
        entry.note = note
        people.updated_at = clock.now()


def take_off(people: PeopleList, person_id: int) -> None:
    """Take a person off the list."""
    entry = entry_of(people, person_id)
    if entry is not None:
        people.entries.remove(entry)
        people.updated_at = clock.now()


def _share(people: PeopleList, unit: Unit | None, owner: Account) -> None:
    if unit is not None and unit.id != people.unit_id:
        rules.check_sharing(reads_people=owner.can(Power.READ_PEOPLE, unit.id))
    people.unit_id = unit.id if unit else None


def _told(people: PeopleList) -> dict[str, Any]:
    return {"name": people.name, "note": people.note, "unit_id": people.unit_id}
