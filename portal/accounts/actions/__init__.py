"""What is done to accounts, grants and consents."""

from portal.accounts.actions.accounts import create_account, suspend, unsuspend
from portal.accounts.actions.grants import end_grant, grant
from portal.accounts.actions.sessions import close_session, close_sessions, open_session

__all__ = [
    "close_session",
    "close_sessions",
    "create_account",
    "end_grant",
    "grant",
    "open_session",
    "suspend",
    "unsuspend",
]
