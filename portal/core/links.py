"""Addresses: which ones we may send a person to."""

from urllib.parse import urlsplit

from flask import request


def safe_target(address: str | None) -> str | None:
    """The path and query of `address` if it is on this site, else None.

    Accepts an absolute path with one leading slash or an address of our own host; anything a
    browser could read as another host (`//e`, `/\\e`, control characters, schemes) gives None.
    """
    if not address or any(ord(char) <= 32 or char == "\\" for char in address):
        return None
    parts = urlsplit(address)
    if parts.netloc:
        if parts.scheme not in ("http", "https") or parts.netloc != request.host:
            return None
    elif parts.scheme:
        return None
    if not parts.path.startswith("/") or parts.path.startswith("//"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")
