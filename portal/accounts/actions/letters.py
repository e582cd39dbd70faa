"""Links that go by mail: registration, a new password, a new address."""

import json
from datetime import timedelta

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.accounts import queries, rules
from portal.accounts.actions.entry import account_key, check_tries, note_failure
from portal.accounts.actions.sessions import close_sessions
from portal.accounts.models import Account, AccountSession, EmailToken, TokenPurpose
from portal.accounts.secrets import (
    hash_password,
    is_password,
    keyed,
    new_token,
    sealed,
    token_hash,
)
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.jobs import enqueue
from portal.core.mail import send_mail

LIFE = {
    TokenPurpose.CONFIRM: timedelta(days=3),
    TokenPurpose.RESET: timedelta(hours=2),
    TokenPurpose.CHANGE_EMAIL: timedelta(hours=24),
    TokenPurpose.WELCOME: timedelta(days=7),
}
_PATHS = {
    TokenPurpose.CONFIRM: "/register/confirm/",
    TokenPurpose.RESET: "/reset/",
    TokenPurpose.CHANGE_EMAIL: "/settings/email/",
    TokenPurpose.WELCOME: "/reset/",
}


def issue_link(account: Account, purpose: TokenPurpose, *, email: str | None = None) -> str:
    """A one-use link for a purpose and an address; older links of the purpose die."""
    for older in queries.open_tokens(account, purpose):
        older.used_at = clock.now()
    token = new_token()
    db.session.add(
        EmailToken(
            account=account,
            token_hash=token_hash(token),
            purpose=purpose,
            email=email or account.email,
            expires_at=clock.now() + LIFE[purpose],
        )
    )
    return str(current_app.config["SITE_URL"]) + _PATHS[purpose] + token


def check_letters(network: str) -> None:
    """Count a request for a letter, and refuse when too many came from one network."""
    key = keyed("letters", network)
    lately = queries.failures(account_key=key, address_key=None, within=timedelta(hours=1))
    if lately >= rules.LETTERS_PER_NETWORK:
        raise RuleBroken(_("Too many requests from your network. Try again in an hour."))
    note_failure(key, "letters")


def register(*, email: str, full_name: str, password: str) -> None:
    """Take a registration in; what is answered and how long it takes tells nothing to a stranger.

    Whether the address is known is looked at by a job after the answer.
    """
    rules.check_password(password, email=email, full_name=full_name)
    _later(
        TokenPurpose.CONFIRM,
        email=email.strip().lower(),
        full_name=full_name,
        password_hash=hash_password(password),
    )


def ask_reset(email: str) -> None:
    """Mail a link for a new password, if there is such an account; a job looks whether there is."""
    _later(TokenPurpose.RESET, email=email.strip().lower())


def ask_new_email(account: Account, email: str) -> None:
    """Mail a link to the new address; the old one stays until the link is followed."""
    _later(TokenPurpose.CHANGE_EMAIL, email=email.strip().lower(), account_id=account.id)


def _later(purpose: TokenPurpose, **facts: object) -> None:
    """Leave it to a job; names and addresses are sealed while they wait in its row."""
    enqueue("accounts.write_letter", purpose=purpose.value, facts=sealed(json.dumps(facts)))


def take_registration(*, email: str, full_name: str, password_hash: str) -> None:
    """Make an account that waits for its letter, or tell the holder that there is one already.

    The password counts only once the holder of the mailbox repeats it: a stranger who registers
    another's address gains nothing.
    """
    account = queries.account_by_email(email)
    if account is not None and (account.confirmed_at or account.suspended_at):
        _letter(account, "accounts/known.txt", _("You already have an account"))
        return
    if account is None:
        account = Account(email=email, full_name=full_name)
        db.session.add(account)
        db.session.flush()
        audit.record("account.registered", account, actor_id=None)
    account.full_name = full_name
    account.password_hash = password_hash
    account.password_changed_at = clock.now()
    if queries.letters_lately(account) < rules.LETTERS_AN_HOUR:
        url = issue_link(account, TokenPurpose.CONFIRM)
        _letter(account, "accounts/confirm.txt", _("Confirm your address"), url=url)


def mail_reset(*, email: str) -> None:
    """Write the letter with the link, unless there is no account or there were too many letters."""
    account = queries.account_by_email(email)
    if account is None or account.suspended_at:
        return
    if queries.letters_lately(account) < rules.LETTERS_AN_HOUR:
        url = issue_link(account, TokenPurpose.RESET)
        with force_locale(account.language):
            _letter(account, "accounts/reset.txt", _("Choose a new password"), url=url)


def mail_new_email(*, email: str, account_id: int) -> None:
    """Write to the new address; if it belongs to another account, tell its holder instead."""
    known = queries.account_by_email(email)
    account = db.session.get_one(Account, account_id)
    if account.suspended_at:
        return
    if known is not None:
        if known.id != account.id:
            _letter(known, "accounts/known.txt", _("You already have an account"))
        return
    url = issue_link(account, TokenPurpose.CHANGE_EMAIL, email=email)
    subject = _("Confirm your new address")
    send_mail(
        to=email, subject=subject, template="accounts/new_email.txt", account=account, url=url
    )


def confirm(token: EmailToken, password: str, *, network: str) -> Account | None:
    """Open the account whose holder got the mail and knows the password of the registration.

    None after noting the try when the password is another one.
    """
    account = token.account
    key = account_key(account.email)
    check_tries(key, network, account)
    if not is_password(password, account.password_hash):
        note_failure(key, network)
        return None
    token.used_at = clock.now()
    account.confirmed_at = account.confirmed_at or clock.now()
    audit.record("account.confirmed", account, actor_id=account.id)
    return account


def reset_password(token: EmailToken, password: str) -> Account:
    """Set a new password by a mailed link; it signs the account out everywhere."""
    account = token.account
    set_password(account, password)
    token.used_at = clock.now()
    account.confirmed_at = account.confirmed_at or clock.now()
    close_sessions(account)
    return account


def set_password(account: Account, password: str) -> None:
    """Give the account a password that the rules allow, and tell its holder by mail."""
    rules.check_password(password, email=account.email, full_name=account.full_name)
    first = account.password_hash is None
    account.password_hash = hash_password(password)
    account.password_changed_at = clock.now()
    audit.record("account.password_changed", account, actor_id=account.id)
    if not first:
        tell(account, _("Your password was changed"))


def change_password(account: Account, password: str, *, here: AccountSession) -> None:
    """Set another password; every browser but this one is signed out."""
    set_password(account, password)
    close_sessions(account, but=here)


def change_email(token: EmailToken) -> None:
    """Make the confirmed new address the account's; the old address is told."""
    if queries.account_by_email(token.email):
        raise RuleBroken(_("There is already an account with this address."))
    account = token.account
    tell(account, _("Your e-mail address was changed"))
    account.email = token.email
    token.used_at = clock.now()
    audit.record("account.email_changed", account, actor_id=account.id)


def welcome(account: Account) -> str:
    """The link by which the holder of an account made for them chooses a password; also mailed."""
    url = issue_link(account, TokenPurpose.WELCOME)
    with force_locale(account.language):
        subject = _("An account was made for you")
        _letter(account, "accounts/welcome.txt", subject, url=url)
    return url


def tell_of_new_place(account: Account, network: str) -> None:
    """Tell an officer who signs in from where the account never was before."""
    seen_here = queries.has_signed_in_from(account, network)
    if account.is_officer and queries.has_signed_in(account) and not seen_here:
        tell(account, _("Your account was signed in to from a new place"))


def tell(account: Account, what: str) -> None:
    """Tell the holder of a change to how they sign in, in case it was not them."""
    _letter(account, "accounts/changed.txt", what, what=what)


def _letter(account: Account, template: str, subject: str, **context: str) -> None:
    send_mail(to=account.email, subject=subject, template=template, account=account, **context)
