"""Tables of accounts: who signs in, from where, with which grants, and what was consented to."""

from portal.accounts.models.account import Account, RecoveryCode
from portal.accounts.models.consent import Consent, ConsentNotice, ConsentPurpose
from portal.accounts.models.delegate import Delegate
from portal.accounts.models.grant import Grant
from portal.accounts.models.session import AccountSession, SignInAttempt
from portal.accounts.models.token import EmailToken, TokenPurpose

__all__ = [
    "Account",
    "AccountSession",
    "Consent",
    "ConsentNotice",
    "ConsentPurpose",
    "Delegate",
    "EmailToken",
    "Grant",
    "RecoveryCode",
    "SignInAttempt",
    "TokenPurpose",
]
