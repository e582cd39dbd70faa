"""Who signs in and what they may do: accounts, sessions, grants, consents."""

from flask import Flask

from portal.accounts import cli, identity, jobs, labels, models, soundness, views, waiting

__all__ = ["init_app", "jobs", "labels", "models", "soundness", "waiting"]


def init_app(app: Flask) -> None:
    identity.init_app(app)
    views.init_app(app)
    cli.init_app(app)
