"""Hashes of what only its holder may know; nothing here is ever logged."""

import hashlib
import hmac
import secrets
import unicodedata
from base64 import urlsafe_b64encode
from functools import lru_cache

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet
from flask import current_app


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a random token; it needs no salt, being random already."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(purpose: str, text: str) -> str:
    """A pseudonym of `text` that only this portal can make."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"{purpose} {text}".encode(), hashlib.sha256).hexdigest()


@lru_cache
def _hasher(cost: str) -> PasswordHasher:
    if cost == "cheap":
        return PasswordHasher.from_parameters(profiles.CHEAPEST)
    return PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)


@lru_cache
def _nobodys_hash(cost: str) -> str:
    return _hasher(cost).hash(secrets.token_hex())


def hash_password(password: str) -> str:
    """An argon2id hash of the password exactly as typed, composed (NFC)."""
    return _hasher(_cost()).hash(unicodedata.normalize("NFC", password))


def is_password(password: str, stored: str | None) -> bool:
    """Whether `password` is the stored one; without a stored one it takes just as long."""
    try:
        wanted = stored or _nobodys_hash(_cost())
        matches = _hasher(_cost()).verify(wanted, unicodedata.normalize("NFC", password))
    except (VerificationError, InvalidHashError):
        return False
    return matches and stored is not None


def needs_new_hash(stored: str) -> bool:
    """Whether the cost has changed since the hash was made."""
    return _hasher(_cost()).check_needs_rehash(stored)


def _cost() -> str:
    return str(current_app.config["ARGON2_COST"])


def sealed(text: str) -> str:
    """`text` encrypted with a key derived from the portal's own."""
    return _vault().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """What `sealed` closed."""
    return _vault().decrypt(text.encode()).decode()


def _vault() -> Fernet:
    key = hashlib.sha256(b"vault " + current_app.config["SECRET_KEY"].encode()).digest()
    return Fernet(urlsafe_b64encode(key))
