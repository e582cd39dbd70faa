"""Consent: given for one purpose in words that are kept, and taken back at any time."""

import hashlib

from blinker import signal

from portal.accounts import queries
from portal.accounts.models import Account, Consent, ConsentPurpose
from portal.core import audit, clock
from portal.core.db import db

consent_withdrawn = signal("consent_withdrawn")
"""Sent with the `Consent` in the transaction that withdraws it: who relies on it hides at once."""


def give_consent(
    account: Account,
    purpose: ConsentPurpose,
    wording: str,
    *,
    subject: str = "",
    channel: str = "web",
) -> Consent:
    """Write down that the account agreed to exactly this wording; the same twice is once."""
    digest = hashlib.sha256(wording.encode()).hexdigest()
    standing = queries.consent_in_force(account, purpose, subject)
    if standing is not None and standing.wording_hash == digest:
        return standing
    consent = Consent(
        account_id=account.id,
        purpose=purpose,
        subject=subject,
        wording=wording,
        wording_hash=digest,
        channel=channel,
    )
    db.session.add(consent)
    audit.record("consent.given", consent, after={"purpose": purpose.value, "wording": digest})
    return consent


def withdraw_consent(consent: Consent) -> None:
    """Take a consent back; the row stays as proof that it had been given."""
    if consent.withdrawn_at is None:
        consent.withdrawn_at = clock.now()
        audit.record("consent.withdrawn", consent)
        consent_withdrawn.send(consent)
