"""Pages of units and of the document register."""

from flask import Flask

from portal.units.views import documents, manage, show
from portal.units.views.blueprint import bp

__all__ = ["documents", "init_app", "manage", "show"]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
