"""Accounts: made, suspended, let in again."""

from datetime import date

from flask_babel import gettext as _

from portal.accounts import queries, rules
from portal.accounts.actions.sessions import close_sessions
from portal.accounts.models import Account, Delegate
from portal.accounts.secrets import hash_password
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import send_mail


def create_account(
    *, email: str, full_name: str, password: str | None = None, confirmed: bool = True
) -> Account:
    """Make an account; without a password its holder chooses one by a mailed link."""
    email = email.strip().lower()
    if queries.account_by_email(email):
        raise RuleBroken(_("There is already an account with this address."), "email")
    if password is not None:
        rules.check_password(password, email=email, full_name=full_name)
    now = clock.now()
    account = Account(
        email=email,
        full_name=full_name,
        password_hash=hash_password(password) if password is not None else None,
        password_changed_at=now if password is not None else None,
        confirmed_at=now if confirmed else None,
    )
    db.session.add(account)
    db.session.flush()
    audit.record("account.created", account)
    return account


def suspend(account: Account, *, reason: str, by: Account | None = None) -> None:
    """Take all access away at once; the account stays and can be let in again."""
    if by is not None and by.id == account.id:
        raise RuleBroken(_("Nobody suspends their own account."))
    if account.suspended_at is None:
        account.suspended_at = clock.now()
        close_sessions(account)
        audit.record("account.suspended", account, reason=reason)


def unsuspend(account: Account, *, reason: str) -> None:
    """Let a suspended account in again; it must sign in afresh."""
    if account.closed_at is not None:
        raise RuleBroken(_("Its holder closed this account for good."))
    if account.suspended_at is not None:
        account.suspended_at = None
        audit.record("account.unsuspended", account, reason=reason)


def change_settings(account: Account, *, full_name: str, language: str, theme: str) -> None:
    """Change how the account is called and how pages read for it."""
    before = {"full_name": account.full_name}
    account.full_name, account.language, account.theme = full_name, language, theme
    if before["full_name"] != full_name:
        audit.record("account.renamed", account, before=before, after={"full_name": full_name})


def add_delegate(account: Account, delegate: Account, *, ends_on: date | None) -> Delegate:
    """Let another account work on one's own profile until a day, or until ended."""
    if delegate.id == account.id:
        raise RuleBroken(_("Choose another person than yourself."), "delegate")
    if queries.acts_for(delegate, account.id):
        raise RuleBroken(_("This person already acts for you."), "delegate")
    if ends_on is not None and ends_on < clock.today():
        raise RuleBroken(_("This day has passed."), "ends_on")
    added = Delegate(account=account, delegate=delegate, ends_on=ends_on)
    db.session.add(added)
    queries.forget_principals()
    audit.record("delegate.added", added, after={"delegate": delegate.id})
    send_mail(
        to=delegate.email,
        subject=_("%(name)s asks you to act for them", name=account.full_name),
        template="accounts/delegate.txt",
        name=delegate.full_name,
        owner=account.full_name,
        ends_on=ends_on,
    )
    return added


def end_delegate(delegate: Delegate) -> None:
    """End it at once."""
    delegate.ended_at = delegate.ended_at or clock.now()
    queries.forget_principals()
    audit.record("delegate.ended", delegate)
