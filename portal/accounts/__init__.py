"""Who signs in and what they may do: accounts, sessions, grants, consents."""

from flask import Flask

from portal.accounts import identity, labels, models, views

__all__ = ["init_app", "labels", "models"]


def init_app(app: Flask) -> None:
    identity.init_app(app)
    views.init_app(app)
