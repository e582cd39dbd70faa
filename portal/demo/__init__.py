"""An invented province that shows the portal at work; marked as demo on every page."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
