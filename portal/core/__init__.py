"""What every feature stands on: it knows no feature."""

from flask import Flask

from portal.core import assets, audit, cli, errors, files, headers, i18n, jobs, layout, mail, search


def init_app(app: Flask) -> None:
    for part in (i18n, errors, layout, headers, assets, cli, audit, jobs, mail, files, search):
        part.init_app(app)
