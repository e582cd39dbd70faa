"""The way in: is it the right password, and has it been tried too often."""

from datetime import timedelta

from flask_babel import gettext as _

from portal.accounts import queries, rules
from portal.accounts.actions.second_factor import is_second_factor
from portal.accounts.models import Account, AccountSession, SignInAttempt
from portal.accounts.secrets import hash_password, is_password, keyed, needs_new_hash
from portal.core.db import db
from portal.core.errors import RuleBroken


def check_password(email: str, password: str, *, network: str) -> Account | None:
    """The account that the pair opens, else None after noting the try.

    An unknown address takes as long as a known one and counts the same. Raises when there were too
    many tries, before any hashing: see `rules.TRIES`.
    """
    email = email.strip().lower()
    key = account_key(email)
    check_tries(key, network, queries.account_by_email(email))
    account = queries.account_by_email(email)
    right = is_password(password, account.password_hash if account else None)
    if not (account and right and account.is_active):
        note_failure(key, network)
        return None
    if account.password_hash and needs_new_hash(account.password_hash):
        account.password_hash = hash_password(password)
    return account


def check_code(session: AccountSession, code: str, *, network: str) -> bool:
    """Whether the code is the session's second factor; wrong ones are counted like passwords."""
    key = account_key(session.account.email)
    check_tries(key, network, session.account)
    if is_second_factor(session.account, code):
        return True
    note_failure(key, network)
    return False


def check_code_tries(network: str) -> None:
    """Raise when the network has seen too many failures, of sign-in or of codes on receipts."""
    here = keyed("sign-in network", network)
    for limit in rules.TRIES:
        counted = queries.failures(account_key=None, address_key=here, within=limit.within)
        if not limit.per_account and counted >= limit.most:
            minutes = int(limit.within.total_seconds() // 60)
            raise RuleBroken(_("Too many tries. Wait %(minutes)s minutes.", minutes=minutes))


def note_wrong_code(network: str) -> None:
    """Count a wrong code from a receipt."""
    note_failure(keyed("receipt code", ""), network)


def account_key(email: str) -> str:
    """Under which the tries on an address are counted, known or not."""
    return keyed("sign-in account", email.strip().lower())


def note_failure(key: str, network: str) -> None:
    """Count a failed try."""
    address = keyed("sign-in network", network)
    db.session.add(SignInAttempt(account_key=key, address_key=address))


def check_tries(key: str, network: str, account: Account | None) -> None:
    """Raise when the account or the network has seen too many failures.

    A network from which the account has signed in before keeps its own count, so that a stranger
    who guesses from elsewhere cannot lock the holder out.
    """
    here = keyed("sign-in network", network)
    known = queries.has_signed_in_from(account, network)
    for limit in rules.TRIES:
        counted = queries.failures(
            account_key=key if limit.per_account else None,
            address_key=here if known or not limit.per_account else None,
            within=limit.within,
        )
        if counted >= limit.most:
            raise RuleBroken(
                _(
                    "Too many tries. Wait %(minutes)s minutes, or choose a new password by mail.",
                    minutes=int(min(limit.within, timedelta(hours=1)).total_seconds() // 60),
                )
            )
