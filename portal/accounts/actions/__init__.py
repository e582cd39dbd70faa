"""What is done to accounts, grants and consents."""

from portal.accounts.actions.accounts import create_account, suspend, unsuspend
from portal.accounts.actions.consents import consent_withdrawn, give_consent, withdraw_consent
from portal.accounts.actions.grants import end_grant, grant
from portal.accounts.actions.sessions import close_session, close_sessions, open_session

__all__ = [
    "close_session",
    "close_sessions",
    "consent_withdrawn",
    "create_account",
    "end_grant",
    "give_consent",
    "grant",
    "open_session",
    "suspend",
    "unsuspend",
    "withdraw_consent",
]
