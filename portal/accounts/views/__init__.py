"""Pages of accounts: the way in, one's own settings, grants."""

from flask import Flask

from portal.accounts.views import entry
from portal.accounts.views.blueprint import bp

__all__ = ["entry", "init_app"]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
