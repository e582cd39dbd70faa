"""What the phone needs to make codes."""

import hmac
from base64 import b32encode
from hashlib import sha256

import pyotp
import segno
from flask import current_app

from portal.accounts.models import Account, AccountSession


def secret_for(session: AccountSession) -> str:
    """The secret offered to this browser: always the same one until it is accepted.

    It is derived and not stored, so that looking at the page writes nothing.
    """
    key = current_app.config["SECRET_KEY"].encode()
    text = f"totp {session.token_hash} {session.account.totp_last_step}"
    return b32encode(hmac.new(key, text.encode(), sha256).digest()[:20]).decode()


def picture_of(account: Account, secret: str) -> str:
    """The picture to scan, as a data address."""
    issuer = str(current_app.config["SITE_NAME"])
    address = pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=issuer)
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="white"))
