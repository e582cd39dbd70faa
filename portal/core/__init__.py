"""What every feature stands on: it knows no feature."""

from flask import Flask

from portal.core import (
    assets,
    audit,
    cli,
    errors,
    files,
    headers,
    health,
    i18n,
    jobs,
    layout,
    logs,
    mail,
    search,
    soundness,
    tidying,
)

__all__ = ["init_app", "soundness", "tidying"]


def init_app(app: Flask) -> None:
    for part in (logs, i18n, errors, layout, headers, assets, cli, audit, jobs, mail, files):
        part.init_app(app)
    for part in (search, health):
        part.init_app(app)
