"""An account is closed by its holder, for good; what others rely on stays without it."""

from blinker import signal
from flask_babel import gettext as _
from sqlalchemy import delete

from portal.accounts import queries, rules
from portal.accounts.actions.accounts import end_delegate
from portal.accounts.actions.consents import withdraw_consent
from portal.accounts.actions.grants import end_grant
from portal.accounts.models import Account, AccountSession, EmailToken, RecoveryCode
from portal.core import audit, clock
from portal.core.db import db
from portal.core.mail import NO_MAILBOX, send_mail
from portal.units.powers import Power

account_closed = signal("account_closed")
"""Sent with the `Account` in the transaction that closes it, while its address is still known."""


def close_account(account: Account) -> None:
    """Sign the holder out for good and forget how they signed in.

    General consents are withdrawn first, so that what rests on them is hidden; a consent to one
    thing, as a nomination, stays as the proof of what was done on it. The row stays under its name
    for what it signed: decisions, opinions, the audit log. Raises `RuleBroken` where nobody else
    could manage the grants of a unit any more.
    """
    managed = [one.unit for one in account.grants if account.can(Power.EDIT_SYSTEM, one.unit_id)]
    edits = frozenset({Power.EDIT_SYSTEM})
    rules.check_closing(
        [unit for unit in managed if not queries.roles_over(unit.id, edits, but=account.id)]
    )
    for consent in queries.consents_of(account):
        if not consent.subject:
            withdraw_consent(consent)
    for grant in account.grants:
        end_grant(grant)
    for delegate in queries.delegations_around(account):
        end_delegate(delegate)
    send_mail(
        to=account.email,
        subject=_("Your account is closed"),
        template="accounts/closed.txt",
        account=account,
    )
    account_closed.send(account)
    for secret in (AccountSession, EmailToken, RecoveryCode):
        db.session.execute(delete(secret).where(secret.account_id == account.id))
    account.email = f"closed-{account.id}@{NO_MAILBOX}"
    account.password_hash = account.totp_secret = None
    account.closed_at = account.suspended_at = clock.now()
    audit.record("account.closed", account, actor_id=account.id)
