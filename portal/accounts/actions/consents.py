"""Consent: given for one purpose in words that are kept, and taken back at any time."""

import hashlib
from datetime import date

from blinker import signal
from flask_babel import gettext as _

from portal.accounts import queries, rules
from portal.accounts.models import Account, Consent, ConsentNotice, ConsentPurpose
from portal.accounts.notices import notice_of, versions_of, wording
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken

consent_given = signal("consent_given")
"""Sent with the `Consent` in the transaction that gives it: what rests on it shows at once."""
consent_withdrawn = signal("consent_withdrawn")
"""Sent with the `Consent` in the transaction that withdraws it: who relies on it hides at once."""


def agree(account: Account, purpose: ConsentPurpose, *, seen: int) -> Consent:
    """Agree to the notice in force, in the reader's language; `seen` is the version that was shown."""
    notice = notice_of(purpose)
    if notice is None:
        raise RuleBroken(_("This consent is asked for case by case."))
    if notice.number != seen:
        raise RuleBroken(_("The words have just changed: read them again."))
    consent = give_consent(account, purpose, wording(notice), notice_number=notice.number)
    consent_given.send(consent)
    return consent


def give_consent(
    account: Account,
    purpose: ConsentPurpose,
    wording: str,
    *,
    subject: str = "",
    channel: str = "web",
    notice_number: int | None = None,
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
        notice_number=notice_number,
    )
    db.session.add(consent)
    audit.record("consent.given", consent, after={"purpose": purpose.value, "wording": digest})
    return consent


def withdraw_consent(consent: Consent) -> None:
    """Take a consent back, with any to older words of the same; the rows stay as proof."""
    if consent.withdrawn_at is None:
        for one in queries.consents_in_force(consent.account_id, consent.purpose, consent.subject):
            one.withdrawn_at = clock.now()
            audit.record("consent.withdrawn", one)
        consent_withdrawn.send(consent)


def refuse(account: Account, purpose: ConsentPurpose) -> None:
    """Say no, or take back what was given: kept as a consent that was withdrawn as it was asked."""
    standing = queries.consent_in_force(account, purpose)
    if standing is None:
        notice = notice_of(purpose)
        if notice is None:
            raise RuleBroken(_("This consent is asked for case by case."))
        standing = give_consent(
            account, purpose, wording(notice), channel="refused", notice_number=notice.number
        )
    withdraw_consent(standing)


def enter_notice(
    purpose: ConsentPurpose,
    *,
    starts_on: date,
    text_vi: str,
    text_en: str,
    legal_basis: str,
) -> ConsentNotice:
    """The next version of a purpose's notice; versions are never changed, for people agreed to them."""
    rules.check_notice_day(starts_on, clock.today())
    number = max((one.number for one in versions_of(purpose)), default=0) + 1
    notice = ConsentNotice(
        purpose=purpose,
        number=number,
        starts_on=starts_on,
        text_vi=text_vi,
        text_en=text_en,
        legal_basis=legal_basis,
    )
    db.session.add(notice)
    audit.record("consent.notice", notice, after={"purpose": purpose.value, "number": number})
    return notice
