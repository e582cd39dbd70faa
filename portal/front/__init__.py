"""Pages that show several features: home, search, work list, verification."""

from flask import Flask

from portal.front.views import (
    bp,
    home,
    preferences,
    search,
    statements,
    styleguide,
    verification,
    work,
)

__all__ = ["home", "preferences", "search", "statements", "styleguide", "verification", "work"]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
