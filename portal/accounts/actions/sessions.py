"""Signing in and out: opening and closing of browsers' sessions."""

from sqlalchemy import update

from portal.accounts.models import Account, AccountSession
from portal.accounts.secrets import new_token, token_hash
from portal.core import audit, clock
from portal.core.db import db


def open_session(
    account: Account, *, address: str = "", browser: str = "", awaits_code: bool = False
) -> str:
    """Sign the account in somewhere; the returned token goes into that browser's cookie only."""
    token = new_token()
    db.session.add(
        AccountSession(
            account_id=account.id,
            token_hash=token_hash(token),
            address=address,
            browser=browser[:200],
            awaits_code=awaits_code,
        )
    )
    db.session.flush()
    if not awaits_code:
        audit.record("account.signed_in", account, actor_id=account.id)
    return token


def complete_session(session: AccountSession) -> str:
    """Let a session in that waited for its code, under a new token."""
    close_session(session)
    return open_session(session.account, address=session.address, browser=session.browser)


def prove_again(session: AccountSession) -> None:
    """Note that the password was just proved in this browser."""
    session.proved_at = clock.now()


def close_session(session: AccountSession) -> None:
    """Sign one browser out; its next request finds nobody."""
    session.ended_at = session.ended_at or clock.now()


def close_sessions(account: Account, *, but: AccountSession | None = None) -> None:
    """Sign the account out everywhere, but for the browser it is using."""
    query = update(AccountSession).where(
        AccountSession.account_id == account.id, AccountSession.ended_at.is_(None)
    )
    if but is not None:
        query = query.where(AccountSession.id != but.id)
    db.session.execute(query.values(ended_at=clock.now()))
