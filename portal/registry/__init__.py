"""People and what they did: profiles, works, claims with evidence, verification."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
