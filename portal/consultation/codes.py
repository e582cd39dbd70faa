"""Codes for people to keep and links that open one thing once."""

import hashlib
import hmac
import secrets

from flask import current_app

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """A code for an opinion, easy to read out: no letter that looks like a digit. About 59 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _place in range(4)) for _group in range(3))
    return "GY-" + "-".join(groups)


def new_token() -> tuple[str, str]:
    """A token for a link and the digest that is kept of it."""
    token = secrets.token_urlsafe(24)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def key_of_address(address: str) -> str:
    """What is stored of a network address: it can be counted and not read back."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, b"guest " + address.encode(), hashlib.sha256).hexdigest()


def absolute(path: str) -> str:
    """The full address of a path on this site, for mails."""
    return f"{current_app.config['SITE_URL']}{path}"
