"""Units over time (territories, agencies, institutions) and the register of official documents."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
