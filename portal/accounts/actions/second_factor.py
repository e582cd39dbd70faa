"""The second factor: a code from a phone, or one of the recovery codes."""

import secrets

import pyotp
from flask_babel import gettext as _
from sqlalchemy import delete, update

from portal.accounts.models import Account, RecoveryCode
from portal.accounts.secrets import keyed, opened, sealed
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken

STEP = 30
CODES = 10


def switch_on(account: Account, *, secret: str, code: str) -> list[str]:
    """Demand a code from now on; returns the recovery codes, which are shown once."""
    step = _step_of(secret, code)
    if step is None:
        raise RuleBroken(_("This code is not right. Check the clock of the phone."), "code")
    account.totp_secret = sealed(secret)
    account.totp_last_step = step
    audit.record("account.second_factor_on", account)
    return new_recovery_codes(account)


def switch_off(account: Account) -> None:
    """Ask for the password alone again."""
    account.totp_secret = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    audit.record("account.second_factor_off", account)


def new_recovery_codes(account: Account) -> list[str]:
    """Replace the recovery codes; only their hashes are kept."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _number in range(CODES)]
    db.session.add_all(
        RecoveryCode(account_id=account.id, code_hash=_code_hash(account, code)) for code in codes
    )
    return codes


def is_second_factor(account: Account, code: str) -> bool:
    """Whether the code is right now; it is spent by asking, so that nobody uses it again."""
    code = "".join(code.split()).lower()
    if account.totp_secret and code.isdecimal():
        step = _step_of(opened(account.totp_secret), code)
        if step is None or step <= account.totp_last_step:
            return False
        account.totp_last_step = step
        return True
    spent = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account.id,
            RecoveryCode.code_hash == _code_hash(account, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
        .returning(RecoveryCode.id)
    ).all()
    return bool(spent)


def _step_of(secret: str, code: str) -> int | None:
    """The time step whose code this is: this one, the last or the next."""
    code = "".join(code.split())
    now = int(clock.now().timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    for step in (now, now - 1, now + 1):
        if secrets.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def _code_hash(account: Account, code: str) -> str:
    return keyed(f"recovery {account.id}", "".join(code.split()).lower())
