"""Opening and closing of signed-in browsers."""

from sqlalchemy import update

from portal.accounts.models import Account, AccountSession
from portal.accounts.secrets import new_token, token_hash
from portal.core import clock
from portal.core.db import db


def open_session(account: Account, *, address: str = "", browser: str = "") -> str:
    """Sign the account in somewhere; the returned token goes into that browser's cookie only."""
    token = new_token()
    db.session.add(
        AccountSession(
            account_id=account.id,
            token_hash=token_hash(token),
            address=address,
            browser=browser[:200],
        )
    )
    db.session.flush()
    return token


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
