"""What is swept away when it has served: tries, letters, closed sessions."""

from datetime import timedelta

from sqlalchemy import delete, or_

from portal.accounts.models import AccountSession, EmailToken, SignInAttempt
from portal.accounts.models.session import LIFETIME
from portal.core import clock
from portal.core.db import db
from portal.core.jobs import every

KEEP_TRIES = timedelta(days=30)
KEEP_TOKENS = timedelta(days=30)
KEEP_SESSIONS = timedelta(days=90)


@every(seconds=24 * 3600, name="accounts.sweep")
def sweep() -> None:
    """Delete what is past its use; running it twice changes nothing more."""
    now = clock.now()
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - KEEP_TRIES))
    db.session.execute(delete(EmailToken).where(EmailToken.expires_at < now - KEEP_TOKENS))
    over = or_(
        AccountSession.ended_at < now - KEEP_SESSIONS,
        AccountSession.created_at < now - LIFETIME - KEEP_SESSIONS,
    )
    db.session.execute(delete(AccountSession).where(over))
