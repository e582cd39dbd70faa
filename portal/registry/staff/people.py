"""The people of a unit by everything that tells them apart, and which of them a row means."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import and_, select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.text import exact, fold
from portal.registry.importing.models import RowAction
from portal.registry.models import IdentifierKind, Person, PersonIdentifier, SensitiveFacts
from portal.registry.staff.values import Told
from portal.units.queries import below

_PIECE = 400
folded = lru_cache(maxsize=20_000)(fold)
"""The key of a name, which is asked for several times in a row."""


class Known(NamedTuple):
    """A person, or (below zero) the person that an earlier row of the list will make."""

    id: int
    name: str
    birth: str
    emails: frozenset[str]
    orcid: str = ""
    national_id_key: str = ""


class Match(NamedTuple):
    """Whom a row means: one, nobody, or candidates between whom somebody has to choose."""

    person_id: int | None = None
    candidates: tuple[int, ...] = ()
    sentence: str = ""
    is_wrong: bool = False


NOBODY = Match()


@dataclass
class People:
    """The people of the unit and of everything under it."""

    by_id: dict[int, Known] = field(default_factory=dict)
    by_email: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_orcid: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_number: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    elsewhere_orcids: set[str] = field(default_factory=set)
    elsewhere_numbers: set[str] = field(default_factory=set)

    def add(self, known: Known) -> None:
        """Let the person be found; one who is there already under that number is replaced."""
        self.by_id[known.id] = known
        for email in known.emails:
            self.by_email[email].add(known.id)
        if known.orcid:
            self.by_orcid[known.orcid].add(known.id)
        if known.national_id_key:
            self.by_number[known.national_id_key].add(known.id)
        self.by_name[folded(known.name)].add(known.id)

    def remove(self, id: int) -> None:
        """Let the person not be found any more."""
        known = self.by_id.pop(id, None)
        if known is None:
            return
        for email in known.emails:
            self.by_email[email].discard(id)
        self.by_orcid[known.orcid].discard(id)
        self.by_number[known.national_id_key].discard(id)
        self.by_name[folded(known.name)].discard(id)

    def add_told(self, id: int, told: Told) -> None:
        """Let the person whom a row makes or changes be found by what the row says."""
        before = self.by_id.get(id)
        self.add(
            Known(
                id,
                told.name or (before.name if before else ""),
                told.birth or (before.birth if before else ""),
                frozenset({told.email} - {""}) | (before.emails if before else frozenset()),
                told.orcid or (before.orcid if before else ""),
                told.national_id_key or (before.national_id_key if before else ""),
            )
        )

    def match(self, told: Told) -> Match:
        """Whom the row means, by our number, then by identifiers, then by name and birth."""
        if told.person_id is not None:
            return self._numbered(told)
        strong = self._by_identifiers(told)
        if strong is not None:
            return strong
        if told.email and (by_email := self._by_email(told)) is not None:
            return by_email
        return NOBODY if told.action is RowAction.ADD else self._by_name(told)

    def _numbered(self, told: Told) -> Match:
        if told.action is RowAction.ADD:
            return _wrong(_("A new person has no record number yet: empty the cell or the action."))
        if told.person_id not in self.by_id:
            return _wrong(
                _("This unit has no person with the record number %(n)s.", n=told.person_id)
            )
        return Match(told.person_id)

    def _by_identifiers(self, told: Told) -> Match | None:
        if told.orcid in self.elsewhere_orcids or told.national_id_key in self.elsewhere_numbers:
            return _wrong(_("Somebody with this identifier is in the registry under another unit:"
                            " ask the officer there to move the record to yours."))  # fmt: skip
        found = self.by_orcid.get(told.orcid, set()) | self.by_number.get(
            told.national_id_key, set()
        )
        if len(found) > 1:
            return Match(None, tuple(sorted(found)), _("The identifiers of this row belong to"
                         " different people."), True)  # fmt: skip
        if not found:
            return None
        if told.action is RowAction.ADD:
            return _wrong(_("Somebody with this identifier is there already; a new record would be"
                            " a second one. Empty the action."))  # fmt: skip
        return Match(next(iter(found)))

    def _by_email(self, told: Told) -> Match | None:
        found = {id for id in self.by_email.get(told.email, ()) if not self._differ(id, told)}
        if not found:
            return None
        same = {id for id in found if folded(self.by_id[id].name) == folded(told.name)}
        if len(same) == 1 and told.action is not RowAction.ADD:
            return Match(next(iter(same)))
        return Match(None, tuple(sorted(found)), _("Somebody of the unit already has this e-mail."
                     " Say whether it is the same person."))  # fmt: skip

    def _by_name(self, told: Told) -> Match:
        birth = told.birth
        alike = [
            self.by_id[id]
            for id in self.by_name.get(folded(told.name), ())
            if _may_be_born(birth, self.by_id[id].birth) and not self._differ(id, told)
        ]
        if not alike:
            return NOBODY
        sure = [one for one in alike if exact(one.name) == exact(told.name)]
        dated = [one for one in sure if told.birth and one.birth]
        if len(alike) == len(dated) == 1 and dated[0].id > 0:
            return Match(dated[0].id)
        return Match(None, tuple(sorted(one.id for one in alike)), _("Somebody of the same name is"
                     " there. Say whether it is the same person."))  # fmt: skip

    def _differ(self, id: int, told: Told) -> bool:
        """Whether an identifier that both have says that they are two people."""
        known = self.by_id[id]
        if known.orcid and told.orcid and known.orcid != told.orcid:
            return True
        number = told.national_id_key
        if known.national_id_key and number and known.national_id_key != number:
            return True
        return id < 0 and bool(told.email and known.emails and told.email not in known.emails)


def _wrong(sentence: str) -> Match:
    return Match(sentence=sentence, is_wrong=True)


def _may_be_born(one: str, other: str) -> bool:
    """Whether two partial dates can be one day; one that is not known can be any."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def people_of(unit_id: int, today: date) -> People:
    """Everybody whose record the unit, or one under it, looks after."""
    found = People()
    query = (
        select(
            Person.id,
            Person.full_name,
            Person.birth_date,
            Person.contact_email,
            Account.email,
            PersonIdentifier.normal,
            SensitiveFacts.national_id_key,
        )
        .outerjoin(Account, Account.id == Person.account_id)
        .outerjoin(SensitiveFacts, SensitiveFacts.person_id == Person.id)
        .outerjoin(
            PersonIdentifier,
            and_(
                PersonIdentifier.person_id == Person.id,
                PersonIdentifier.identifier_kind == IdentifierKind.ORCID,
            ),
        )
        .where(Person.home_unit_id.in_(below(unit_id, today)), Person.merged_into_id.is_(None))
    )
    for id, name, birth, email, account_email, orcid, number in db.session.execute(query):
        emails = frozenset(one.lower() for one in (email, account_email) if one)
        found.add(Known(id, name, birth or "", emails, orcid or "", number or ""))
    return found


def look_elsewhere(people: People, rows: Collection[Told]) -> None:
    """Note which identifiers of the rows belong to records of other units: no other word of them."""
    orcids = {told.orcid for told in rows} - {""} - people.by_orcid.keys()
    numbers = {told.national_id_key for told in rows} - {""} - people.by_number.keys()
    living = and_(Person.merged_into_id.is_(None), Person.home_unit_id.is_not(None))
    for piece in _pieces(orcids):
        query = select(PersonIdentifier.normal).join(
            Person, Person.id == PersonIdentifier.person_id
        )
        kind = PersonIdentifier.identifier_kind == IdentifierKind.ORCID
        query = query.where(living, kind, PersonIdentifier.normal.in_(piece))
        people.elsewhere_orcids.update(one for one in db.session.scalars(query) if one)
    for piece in _pieces(numbers):
        keys = select(SensitiveFacts.national_id_key).join(SensitiveFacts.person)
        keys = keys.where(living, SensitiveFacts.national_id_key.in_(piece))
        people.elsewhere_numbers.update(one for one in db.session.scalars(keys) if one)


def _pieces(values: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(values)
    return (ordered[start : start + _PIECE] for start in range(0, len(ordered), _PIECE))
