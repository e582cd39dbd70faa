"""Which pairs of records are worth comparing: those that share a key, never all with all.

A key that hundreds share (a common name) is divided by the year of birth and then by the home unit;
what is still too large is left to the other keys, and counted.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from sqlalchemy import Select, func, select, union_all

from portal.accounts.models import Account
from portal.core.db import db
from portal.registry.duplicates.facts import phone_key
from portal.registry.models import (
    IdentifierKind,
    Person,
    PersonIdentifier,
    PersonName,
    SensitiveFacts,
)

LARGEST = 40
"""The most records of one key that are compared each with each."""
_LIVING = Person.merged_into_id.is_(None)


def packed(one: int, other: int) -> int:
    """A pair as one number, the lower id first."""
    return (min(one, other) << 32) | max(one, other)


def unpacked(pair: int) -> tuple[int, int]:
    return pair >> 32, pair & 0xFFFFFFFF


@dataclass
class Pairs:
    """Pairs to compare, eight bytes each, and how many records stood in too large a block."""

    numbers: array = field(default_factory=lambda: array("Q"))
    left_out: int = 0

    def add_block(self, ids: Sequence[int], *ways: Callable[[int], Hashable]) -> None:
        """All pairs of a block; one that is too large is divided, way after way."""
        if len(ids) <= LARGEST:
            self.numbers.extend(packed(a, b) for a, b in combinations(sorted(set(ids)), 2))
        elif ways:
            parts: defaultdict[Hashable, list[int]] = defaultdict(list)
            for id in ids:
                parts[ways[0](id)].append(id)
            for part in parts.values():
                self.add_block(part, *ways[1:])
        else:
            self.left_out += len(ids)

    def distinct(self) -> array:
        """Each pair once, block after block, so that neighbours share their records."""
        return array("Q", dict.fromkeys(self.numbers))


def pairs_of_registry(seen: Callable[[], object] = lambda: None) -> Pairs:
    """All pairs of living records that share a key; `seen` is called between the sources."""
    pairs = Pairs()
    born, homes = _name_blocks(pairs)
    seen()
    for query in _keyed():
        for ids in _blocks_of(query):
            pairs.add_block(ids, born.get, homes.get)
        seen()
    for ids in _grouped((phone_key(phone), id) for phone, id in _phones()):
        pairs.add_block(ids, born.get, homes.get)
    return pairs


def _name_blocks(pairs: Pairs) -> tuple[dict[int, int], dict[int, int]]:
    """Pairs by the words of the name in any order, and by an initial with the year and given name."""
    query = select(Person.id, Person.folded, Person.birth_year, Person.home_unit_id).where(_LIVING)
    blocks: defaultdict[int, array] = defaultdict(lambda: array("I"))
    short: list[tuple[int, str, int]] = []
    by_given: defaultdict[tuple[str, int], array] = defaultdict(lambda: array("I"))
    born: dict[int, int] = {}
    homes: dict[int, int] = {}
    for id, folded, year, home in db.session.execute(query.execution_options(yield_per=2_000)):
        words = folded.split()
        blocks[hash(tuple(sorted(words)))].append(id)
        if home:
            homes[id] = home
        if year:
            born[id] = year
            by_given[words[-1] if words else "", year].append(id)
            if any(len(word.rstrip(".")) == 1 for word in words):
                short.append((id, words[-1], year))
    names = select(PersonName.person_id, PersonName.folded).join(Person).where(_LIVING)
    for id, folded in db.session.execute(names):
        blocks[hash(tuple(sorted(folded.split())))].append(id)
    for block in blocks.values():
        if len(block) > 1:
            pairs.add_block(block, born.get, homes.get)
    for id, given, year in short:
        near = by_given[given, year][:LARGEST]
        pairs.numbers.extend(packed(id, other) for other in near if other != id)
    return born, homes


def _keyed() -> Iterator[Select[Any]]:
    """Each source of (key, person): what is shared by several is a block."""
    emails = union_all(
        select(func.lower(Person.contact_email).label("key"), Person.id.label("id")).where(
            _LIVING, Person.contact_email != ""
        ),
        select(Account.email, Person.id)
        .join(Person, Person.account_id == Account.id)
        .where(_LIVING),
    ).subquery()
    yield _shared(select(emails.c.key, emails.c.id), emails.c.key)
    identifiers = (
        select(
            PersonIdentifier.identifier_kind, PersonIdentifier.normal, PersonIdentifier.person_id
        )
        .where(
            PersonIdentifier.normal.is_not(None),
            PersonIdentifier.identifier_kind.not_in((IdentifierKind.WEBSITE, IdentifierKind.OTHER)),
        )
        .subquery()
    )
    key = identifiers.c.normal
    yield _shared(select(key, identifiers.c.person_id), key)
    secret = SensitiveFacts.national_id_key
    yield _shared(select(secret, SensitiveFacts.person_id).where(secret.is_not(None)), secret)


def _shared(query: Any, key: Any) -> Select[Any]:
    """The rows of keys that more than one row has, in the order of the keys."""
    counted = query.with_only_columns(key).group_by(key).having(func.count() > 1)
    return query.where(key.in_(counted)).order_by(key)


def _blocks_of(query: Select[Any]) -> Iterator[list[int]]:
    rows = db.session.execute(query.execution_options(yield_per=2_000))
    key: Any = None
    ids: list[int] = []
    for now, id in rows:
        if now != key:
            yield ids
            key, ids = now, []
        ids.append(id)
    yield ids


def _phones() -> Iterator[tuple[str, int]]:
    query = select(Person.contact_phone, Person.id).where(_LIVING, Person.contact_phone != "")
    rows = db.session.execute(query.execution_options(yield_per=2_000))
    return ((phone, id) for phone, id in rows)


def _grouped(keyed: Iterable[tuple[str, int]]) -> Iterator[list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for key, id in keyed:
        if key:
            found[key].append(id)
    return (ids for ids in found.values() if len(ids) > 1)
