"""Units over time (territories, agencies, institutions) and the register of official documents."""

from flask import Flask

from portal.units import cli, labels, models, soundness, views

__all__ = ["init_app", "labels", "models", "soundness"]


def init_app(app: Flask) -> None:
    cli.init_app(app)
    views.init_app(app)
