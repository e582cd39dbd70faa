"""Pages that show several features: home, search, work list, verification."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
