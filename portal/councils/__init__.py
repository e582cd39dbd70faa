"""Any body that meets and decides: members, meetings, conflicts of interest, ballots, minutes."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to put together yet."""
