"""Pages of accounts: the way in, one's own settings, grants."""

from flask import Flask

from portal.accounts.browsers import browser_name
from portal.accounts.views import (
    consents,
    entry,
    grants,
    guarded,
    letters,
    people,
    security,
    settings,
)
from portal.accounts.views.blueprint import bp

__all__ = [
    "consents",
    "entry",
    "grants",
    "guarded",
    "init_app",
    "letters",
    "people",
    "security",
    "settings",
]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.after_request(guarded.lead_to_the_second_factor)
    app.jinja_env.globals.update(browser_name=browser_name)
