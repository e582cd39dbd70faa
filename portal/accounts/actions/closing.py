"""An account is closed by its holder, for good; what others rely on stays without it."""

from blinker import signal
from flask_babel import gettext as _
from sqlalchemy import delete, select

from portal.accounts import queries, rules
from portal.accounts.actions.accounts import end_delegate
from portal.accounts.actions.consents import withdraw_consent
from portal.accounts.actions.grants import end_grant
from portal.accounts.models import Account, AccountSession, EmailToken, Grant, RecoveryCode
from portal.accounts.roles import roles_with
from portal.core import audit, clock
from portal.core.db import db
from portal.core.mail import NO_MAILBOX, send_mail
from portal.units.models import Unit
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
    rules.check_closing(_left_alone(account))
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


def _left_alone(account: Account) -> list[Unit]:
    """The units whose grants the account alone manages today, with a second factor or without.

    Who closes at the same time waits: of two who manage a unit, the second is the last one.
    """
    managing = select(Grant).where(Grant.role.in_(roles_with(Power.EDIT_SYSTEM)))
    db.session.execute(managing.order_by(Grant.id).with_for_update()).all()
    mine = db.session.scalars(managing.where(Grant.account_id == account.id))
    edits = frozenset({Power.EDIT_SYSTEM})
    return [
        grant.unit
        for grant in mine
        if grant.is_active(clock.today())
        and not queries.roles_over(grant.unit_id, edits, but=account.id)
    ]
