"""Sensitive facts written, and opened with a trace."""

from dataclasses import dataclass

from flask_babel import gettext as _

from portal.accounts.models import Account
from portal.accounts.secrets import sealed
from portal.core import audit
from portal.core.dates import show_partial_date
from portal.core.db import db
from portal.core.errors import RuleBroken, check_version
from portal.registry.models import Person, Revision, SensitiveFacts, SensitiveReading
from portal.registry.national_id import digits_of, doubts_about
from portal.registry.sensitive import (
    SensitiveField,
    ethnic_groups,
    number_key,
    others_with_number,
    value_of,
)


@dataclass(frozen=True)
class SensitiveInput:
    """What was typed; None leaves a field as it is, an empty text empties it."""

    national_id: str | None = None
    ethnicity: str | None = None
    party_joined: str | None = None


def set_sensitive(
    person: Person, given: SensitiveInput, *, actor: Account, seen: int | None = None
) -> list[str]:
    """Keep what was typed, sealed; gives sentences about what should be looked at again.

    History says that something changed, the audit log holds keyed hashes: neither holds a value.
    """
    before, doubts = _plain(person), list[str]()
    facts = db.session.get(SensitiveFacts, person.id)
    if facts is None:
        facts = SensitiveFacts(person=person)
        db.session.add(facts)
    else:
        check_version(seen, facts.version)
    if given.national_id is not None:
        digits = digits_of(given.national_id) if given.national_id else ""
        facts.national_id_sealed = sealed(digits) if digits else ""
        facts.national_id_key = number_key(digits) if digits else None
        doubts = (
            doubts_about(digits, sex=person.sex, birth_year=person.birth_year) if digits else []
        )
    if given.ethnicity is not None:
        if given.ethnicity and given.ethnicity not in ethnic_groups():
            raise RuleBroken(_("Choose an ethnic group from the list."), "ethnicity")
        facts.ethnicity = sealed(given.ethnicity) if given.ethnicity else ""
    if given.party_joined is not None:
        facts.party_joined = sealed(given.party_joined) if given.party_joined else None
    db.session.flush()
    after = _plain(person)
    if after != before:
        db.session.add(Revision(person_id=person.id, action="edit_sensitive", actor_id=actor.id))
        audit.record(
            "registry.edit_sensitive", facts, actor_id=actor.id, before=before, after=after
        )
    if actor.id != person.account_id and given.national_id and others_with_number(person):
        doubts.append(_("Another record carries this number: look whether it is the same person."))
    return doubts


def _plain(person: Person) -> dict[str, str]:
    fields = (field for field in SensitiveField if field is not SensitiveField.BIRTH_DATE)
    return {field.value: value_of(person, field) for field in fields}


def reveal(person: Person, field: SensitiveField, *, actor: Account, reason: str) -> str:
    """The value in words, after writing who looks, at what and why; owners look without a trace."""
    value = value_of(person, field)
    if actor.id != person.account_id:
        if not reason.strip():
            raise RuleBroken(_("Say why you need to see it; the person reads this."), "reason")
        reading = SensitiveReading(
            person_id=person.id, reader_id=actor.id, field=field.value, reason=reason
        )
        db.session.add(reading)
        audit.record("registry.read_sensitive", reading, actor_id=actor.id, reason=reason)
    if field in (SensitiveField.PARTY_JOINED, SensitiveField.BIRTH_DATE):
        return show_partial_date(value)
    return ethnic_groups().get(value, value) if field is SensitiveField.ETHNICITY else value
