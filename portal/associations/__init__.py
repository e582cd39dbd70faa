"""Associations and their members: applications, branches, cards."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
