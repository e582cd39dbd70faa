"""Sensitive facts of a person: kept sealed, shown masked, opened only by an act that leaves a trace.

They stand outside the snapshots of history, outside search, pages, exports and letters.
"""

import csv
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.accounts.secrets import keyed, opened
from portal.core.db import db
from portal.core.i18n import label, register_labels
from portal.registry.models import Person, SensitiveFacts, SensitiveReading

GROUPS = Path(__file__).parent / "facts" / "ethnic_groups.csv"
MASK = "••••"


class SensitiveField(StrEnum):
    NATIONAL_ID = "national_id"
    ETHNICITY = "ethnicity"
    PARTY_JOINED = "party_joined"
    BIRTH_DATE = "birth_date"
    """The full date of birth, where the person shows it to fewer than the officers."""


register_labels(
    {
        SensitiveField.NATIONAL_ID: _l("Identity number"),
        SensitiveField.ETHNICITY: _l("Ethnic group"),
        SensitiveField.PARTY_JOINED: _l("Day of joining the Party"),
        SensitiveField.BIRTH_DATE: _l("Full date of birth"),
    }
)

_COLUMNS = {
    SensitiveField.NATIONAL_ID: "national_id_sealed",
    SensitiveField.ETHNICITY: "ethnicity",
    SensitiveField.PARTY_JOINED: "party_joined",
}


def value_of(person: Person, field: SensitiveField) -> str:
    """What the field holds, opened; empty for nothing. Whoever shows it writes a reading."""
    if field is SensitiveField.BIRTH_DATE:
        return person.birth_date or ""
    facts = db.session.get(SensitiveFacts, person.id)
    kept = getattr(facts, _COLUMNS[field]) if facts is not None else ""
    return opened(kept) if kept else ""


def masked_facts(person: Person) -> list[tuple[SensitiveField, str, str]]:
    """(field, its name, masked value) for what is kept; the last four digits tell it is the card."""
    rows = []
    for field in _COLUMNS:
        if value := value_of(person, field):
            tail = value[-4:] if field is SensitiveField.NATIONAL_ID else ""
            rows.append((field, label(field), f"{MASK} {MASK} {tail}" if tail else MASK))
    return rows


def number_key(digits: str) -> str:
    """The keyed hash under which equal identity numbers meet."""
    return keyed("national id", digits)


def others_with_number(person: Person) -> Sequence[Person]:
    """Other living records that carry the same identity number."""
    own = select(SensitiveFacts.national_id_key).where(SensitiveFacts.person_id == person.id)
    query = (
        select(Person)
        .join(SensitiveFacts, SensitiveFacts.person_id == Person.id)
        .where(
            SensitiveFacts.national_id_key.in_(own),
            Person.id != person.id,
            Person.merged_into_id.is_(None),
        )
    )
    return db.session.scalars(query.order_by(Person.id)).all()


def readings_of(person: Person) -> Sequence[SensitiveReading]:
    """Who opened which field of the person, when and why, the latest first."""
    query = select(SensitiveReading).where(SensitiveReading.person_id == person.id)
    query = query.options(joinedload(SensitiveReading.reader))
    return db.session.scalars(query.order_by(SensitiveReading.id.desc())).all()


@cache
def ethnic_groups() -> dict[str, str]:
    """The 54 ethnic groups by the code of the statistical list (Decision 421-TCTK of 1979)."""
    with GROUPS.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["name"] for row in csv.DictReader(rows)}
