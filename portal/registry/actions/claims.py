"""This profile is me: asked by an account, decided by an officer who looks after the record."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.mail import send_mail
from portal.registry import rules
from portal.registry.actions.people import link_account
from portal.registry.models import Person, ProfileClaim, ProfileClaimState
from portal.registry.queries import person_of
from portal.registry.queries.ownership import living, waiting_claims_of, waiting_claims_on


def claim_profile(person: Person, *, account: Account, message: str) -> ProfileClaim:
    """Say that the person is oneself; one claim of an account waits on a profile at a time."""
    _lock(person)
    rules.check_claim(
        has_owner=person.account_id is not None,
        has_profile=person_of(account) is not None,
        is_waiting=any(one.account_id == account.id for one in waiting_claims_on(person)),
        message=message,
    )
    claim = ProfileClaim(person=person, account=account, message=message)
    db.session.add(claim)
    audit.record("registry.claim_profile", claim, actor_id=account.id)
    return claim


def withdraw_claim(claim: ProfileClaim, *, actor: Account) -> None:
    """Take one's claim back before it is decided."""
    rules.check_claim_waits(claim.state)
    _close(claim, ProfileClaimState.WITHDRAWN, by=actor, reason="")


def accept_claim(claim: ProfileClaim, *, by: Account, reason: str) -> Person:
    """Make the claimant the owner; whoever else claimed the profile is refused and told so."""
    person = living(claim.person)
    _lock(person)
    rules.check_claim_waits(claim.state)
    rules.check_claim_decision(by_id=by.id, claimant_id=claim.account_id, reason=reason)
    contact = person.contact_email
    link_account(person, claim.account, actor_id=by.id)
    _close(claim, ProfileClaimState.ACCEPTED, by=by, reason=reason)
    _tell(claim, to=claim.account.email)
    if contact and contact.lower() != claim.account.email:
        _tell(claim, to=contact)
    for other in waiting_claims_on(claim.person):
        _close(other, ProfileClaimState.REFUSED, by=by, reason=_("The profile has an owner now."))
        _tell(other, to=other.account.email)
    for other in waiting_claims_of(claim.account):
        _close(other, ProfileClaimState.WITHDRAWN, by=by, reason="")
    return person


def refuse_claim(claim: ProfileClaim, *, by: Account, reason: str) -> None:
    """Say no, with the reason that the claimant reads."""
    rules.check_claim_waits(claim.state)
    rules.check_claim_decision(by_id=by.id, claimant_id=claim.account_id, reason=reason)
    _close(claim, ProfileClaimState.REFUSED, by=by, reason=reason)
    _tell(claim, to=claim.account.email)


def _close(claim: ProfileClaim, state: ProfileClaimState, *, by: Account, reason: str) -> None:
    claim.state, claim.reason = state, reason
    claim.decided_at, claim.decided_by_id = clock.now(), by.id
    audit.record(f"registry.claim_{state.value}", claim, actor_id=by.id)


def _tell(claim: ProfileClaim, *, to: str) -> None:
    send_mail(
        to=to,
        subject=_("Your claim of a profile"),
        template="registry/claim.txt",
        person=claim.person.full_name,
        claimant=claim.account.full_name,
        state=claim.state,
        reason=claim.reason,
    )


def _lock(person: Person) -> Any:
    """Two claims, or a claim and its decision, follow one another."""
    query = select(Person.id).where(Person.id == person.id).with_for_update()
    return db.session.scalar(query)
