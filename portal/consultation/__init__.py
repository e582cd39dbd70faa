"""Draft policies put to the public: their structure, opinions, answers, the official table."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
