"""What is done to accounts, grants and consents."""

from portal.accounts.actions.accounts import (
    add_delegate,
    change_settings,
    create_account,
    end_delegate,
    suspend,
    unsuspend,
)
from portal.accounts.actions.consents import consent_withdrawn, give_consent, withdraw_consent
from portal.accounts.actions.entry import check_code, check_password
from portal.accounts.actions.grants import end_grant, grant
from portal.accounts.actions.letters import (
    ask_new_email,
    ask_reset,
    change_email,
    change_password,
    check_letters,
    confirm,
    mail_new_email,
    mail_reset,
    register,
    reset_password,
    take_registration,
    tell,
    tell_of_new_place,
    welcome,
)
from portal.accounts.actions.second_factor import new_recovery_codes, switch_off, switch_on
from portal.accounts.actions.sessions import (
    close_session,
    close_sessions,
    complete_session,
    open_session,
    prove_again,
)

__all__ = [
    "add_delegate",
    "ask_new_email",
    "ask_reset",
    "change_email",
    "change_password",
    "change_settings",
    "check_code",
    "check_letters",
    "check_password",
    "close_session",
    "close_sessions",
    "complete_session",
    "confirm",
    "consent_withdrawn",
    "create_account",
    "end_delegate",
    "end_grant",
    "give_consent",
    "grant",
    "mail_new_email",
    "mail_reset",
    "new_recovery_codes",
    "open_session",
    "prove_again",
    "register",
    "reset_password",
    "suspend",
    "switch_off",
    "switch_on",
    "take_registration",
    "tell",
    "tell_of_new_place",
    "unsuspend",
    "welcome",
    "withdraw_consent",
]
