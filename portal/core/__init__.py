"""What every feature stands on: it knows no feature."""

from flask import Flask

from portal.core import cli, errors, i18n, search


def init_app(app: Flask) -> None:
    for part in (i18n, errors, cli, search):
        part.init_app(app)
