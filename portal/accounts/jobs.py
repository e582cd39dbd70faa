"""What happens after the answer: letters are written, and what has served is swept away."""

import json
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import and_, delete, or_

from portal.accounts import actions
from portal.accounts.models import AccountSession, EmailToken, SignInAttempt, TokenPurpose
from portal.accounts.models.session import LIFETIME
from portal.accounts.secrets import opened
from portal.core import clock
from portal.core.db import db
from portal.core.jobs import Job, Progress, every, job

_WRITERS: dict[TokenPurpose, Callable[..., None]] = {
    TokenPurpose.CONFIRM: actions.take_registration,
    TokenPurpose.RESET: actions.mail_reset,
    TokenPurpose.CHANGE_EMAIL: actions.mail_new_email,
}


@job("accounts.write_letter")
def write_letter(progress: Progress, *, purpose: str, facts: str) -> None:
    """Write the letter that was asked for; only here is it looked at whether the address is known."""
    _WRITERS[TokenPurpose(purpose)](**json.loads(opened(facts)))


KEEP_TRIES = timedelta(days=30)
KEEP_TOKENS = timedelta(days=30)
KEEP_LETTERS = timedelta(days=1)
KEEP_SESSIONS = timedelta(days=90)


@every(seconds=24 * 3600, name="accounts.sweep")
def sweep() -> None:
    """Delete what is past its use; running it twice changes nothing more."""
    now = clock.now()
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - KEEP_TRIES))
    db.session.execute(delete(EmailToken).where(EmailToken.expires_at < now - KEEP_TOKENS))
    written = and_(Job.kind == "accounts.write_letter", Job.finished_at < now - KEEP_LETTERS)
    db.session.execute(delete(Job).where(written))
    over = or_(
        AccountSession.ended_at < now - KEEP_SESSIONS,
        AccountSession.created_at < now - LIFETIME - KEEP_SESSIONS,
    )
    db.session.execute(delete(AccountSession).where(over))
