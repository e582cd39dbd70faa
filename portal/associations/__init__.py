"""Associations and their members: applications, branches, cards."""

from flask import Flask

from portal.associations import labels, models

__all__ = ["init_app", "labels", "models"]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(membership_tones=labels.TONES)
