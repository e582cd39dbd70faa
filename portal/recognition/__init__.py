"""From nomination to honour: programmes, rounds, scoring, decisions, certificates."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
