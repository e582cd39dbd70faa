"""The facts of records that are to be compared, read for many at once in a fixed number of statements."""

import re
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from portal.accounts.models import Account
from portal.core import text
from portal.core.db import db
from portal.registry.duplicates.rules import Facts
from portal.registry.models import (
    Appointment,
    ClaimState,
    Contribution,
    IdentifierKind,
    Person,
    PersonIdentifier,
    PersonName,
    SensitiveFacts,
    Work,
)

_MANY_AUTHORS = 30
"""A work of so many authors says nothing of who knows whom."""
_THEIRS = Contribution.claim.in_((ClaimState.MINE, ClaimState.PENDING))
_NO_PERSONS_OWN = (IdentifierKind.WEBSITE, IdentifierKind.OTHER)


def facts_of(ids: Collection[int]) -> dict[int, Facts]:
    """What is compared of these records; one that was merged is left out."""
    query = (
        select(
            Person.id,
            Person.full_name,
            Person.folded,
            Person.birth_date,
            Person.home_unit_id,
            Person.commune_id,
            Person.contact_email,
            Person.contact_phone,
            Account.email,
            SensitiveFacts.national_id_key,
        )
        .outerjoin(Account, Account.id == Person.account_id)
        .outerjoin(SensitiveFacts, SensitiveFacts.person_id == Person.id)
        .where(Person.id.in_(ids), Person.merged_into_id.is_(None))
    )
    rows = db.session.execute(query).all()
    living = [row.id for row in rows]
    names, identifiers, places = _names(living), _identifiers(living), _workplaces(living)
    works, titles = _works(living)
    companions = _coauthors(living)
    return {
        row.id: Facts(
            id=row.id,
            exact=text.exact(row.full_name),
            folded=row.folded,
            birth_date=row.birth_date or "",
            home_unit=row.home_unit_id,
            commune=row.commune_id,
            emails=frozenset(filter(None, (row.contact_email.lower(), row.email))),
            phones=frozenset(filter(None, (phone_key(row.contact_phone),))),
            national_id=row.national_id_key,
            names=frozenset(names[row.id]),
            identifiers=frozenset(identifiers[row.id]),
            workplaces=frozenset(places[row.id]),
            works=dict(works[row.id]),
            titles=frozenset(titles[row.id]),
            coauthors=frozenset(companions[row.id]) - {row.folded},
        )
        for row in rows
    }


def phone_key(phone: str) -> str:
    """A telephone number as digits with the country's own leading zero; too short a one is none."""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("84") and len(digits) > 10:
        digits = "0" + digits[2:]
    return digits if len(digits) >= 8 else ""


def _gathered(query: Any) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for id, value in db.session.execute(query):
        found[id].append(value)
    return found


def _names(ids: Collection[int]) -> defaultdict[int, list[str]]:
    query = select(PersonName.person_id, PersonName.folded)
    return _gathered(query.where(PersonName.person_id.in_(ids)))


def _identifiers(ids: Collection[int]) -> defaultdict[int, list[tuple[str, str]]]:
    query = select(
        PersonIdentifier.person_id, PersonIdentifier.identifier_kind, PersonIdentifier.normal
    ).where(
        PersonIdentifier.person_id.in_(ids),
        PersonIdentifier.normal.is_not(None),
        PersonIdentifier.identifier_kind.not_in(_NO_PERSONS_OWN),
    )
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for id, kind, normal in db.session.execute(query):
        found[id].append((kind.value, (normal or "").casefold()))
    return found


def _workplaces(ids: Collection[int]) -> defaultdict[int, list[str]]:
    query = select(Appointment.person_id, Appointment.unit_id, Appointment.organisation)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for id, unit, name in db.session.execute(query.where(Appointment.person_id.in_(ids))):
        found[id] += [f"#{unit}"] if unit else filter(None, [text.fold(name)])
    return found


def _works(
    ids: Collection[int],
) -> tuple[defaultdict[int, list[tuple[int, str]]], defaultdict[int, list[str]]]:
    query = (
        select(
            Contribution.person_id,
            Work.id,
            Contribution.folded,
            Work.folded.label("title"),
            Work.year,
        )
        .join(Work, Work.id == Contribution.work_id)
        .where(Contribution.person_id.in_(ids), _THEIRS)
    )
    works: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    titles: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, work_id, printed, title, year in db.session.execute(query):
        if person_id is not None:
            works[person_id].append((work_id, printed))
            titles[person_id].append(f"{title} {year or ''}")
    return works, titles


def _coauthors(ids: Collection[int]) -> defaultdict[int, list[str]]:
    mine, beside, all_lines = aliased(Contribution), aliased(Contribution), aliased(Contribution)
    number = (
        select(func.count()).where(all_lines.work_id == mine.work_id).correlate(mine)
    ).scalar_subquery()
    query = (
        select(mine.person_id, beside.folded)
        .join(beside, beside.work_id == mine.work_id)
        .where(
            mine.person_id.in_(ids),
            mine.claim.in_((ClaimState.MINE, ClaimState.PENDING)),
            beside.id != mine.id,
            beside.claim != ClaimState.IGNORED,
            number <= _MANY_AUTHORS,
        )
        .distinct()
    )
    return _gathered(query)
