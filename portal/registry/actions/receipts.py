"""The code on a paper receipt: with it a person takes over the record, or reads and confirms it."""

import hmac
from datetime import timedelta
from hashlib import sha256
from secrets import choice

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.actions.entry import check_code_tries, note_wrong_code
from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registry.actions.history import revise, snapshot
from portal.registry.actions.people import link_account
from portal.registry.models import Person, RuleKey
from portal.registry.queries.rule_values import rule_value

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def issue_claim_code(person: Person, *, actor: Account) -> str:
    """A code for the receipt, in place of any before it. Shown once; only its hash is kept."""
    if person.account_id is not None:
        raise RuleBroken(_("This profile already belongs to an account."))
    code = "-".join("".join(choice(_LETTERS) for _n in range(4)) for _group in range(4))
    person.claim_digest = _digest(code)
    person.claim_expires_at = clock.now() + timedelta(days=rule_value(RuleKey.CLAIM_CODE_DAYS))
    revise("issue_claim_code", person, actor_id=actor.id)
    return code


def person_of_code(code: str, *, network: str) -> Person | None:
    """The person whose receipt bears this code; None for a wrong, spent or expired one alike.

    A wrong one is counted against the network as a failed sign-in is, so it must not be raised
    inside a form's guard; too many tries do raise.
    """
    check_code_tries(network)
    digest = _digest(code)
    query = select(Person).where(Person.claim_digest == digest, Person.account_id.is_(None))
    person = db.session.scalars(query).one_or_none()
    kept = person.claim_digest if person is not None else None
    is_right = hmac.compare_digest(digest, kept or _digest(""))
    until = person.claim_expires_at if person is not None else None
    if person is None or not is_right or until is None or until <= clock.now():
        note_wrong_code(network)
        return None
    return None if person.merged_into_id is not None else person


def claim_person(code: str, *, account: Account, network: str = "") -> Person | None:
    """Link the account to the record whose code this is; None where it is not valid."""
    person = person_of_code(code, network=network)
    return person and link_account(person, account, actor_id=account.id)


def confirm_by_code(code: str, *, network: str) -> Person | None:
    """The person says that all of the record is right; that spends the code."""
    person = person_of_code(code, network=network)
    if person is not None:
        before = snapshot(person)
        person.confirmed_at = clock.now()
        person.claim_digest = person.claim_expires_at = None
        person.correction_asked = ""
        revise("confirm_by_code", person, actor_id=None, before=before)
    return person


def ask_correction(code: str, *, note: str, network: str) -> Person | None:
    """The person says what is wrong; the code stays good for the confirmation afterwards."""
    person = person_of_code(code, network=network)
    if person is not None:
        before = snapshot(person)
        person.correction_asked = note
        revise("ask_correction", person, actor_id=None, before=before, reason=note)
    return person


def close_correction(person: Person, *, actor: Account) -> None:
    """The officer has mended what the person said was wrong."""
    before = snapshot(person)
    person.correction_asked = ""
    revise("close_correction", person, actor_id=actor.id, before=before)


def not_valid() -> str:
    """The one answer to a code that is wrong, spent or expired."""
    return _("This code is not valid, or no longer valid.")


def _digest(code: str) -> str:
    letters = "".join(char for char in code.upper() if char in _LETTERS)
    return sha256(letters.encode()).hexdigest()
