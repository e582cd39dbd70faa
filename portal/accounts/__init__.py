"""Who signs in and what they may do: accounts, sessions, grants, consents."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
