"""People and what they did: profiles, works, claims with evidence, verification."""

from flask import Flask

from portal.registry import (
    cli,
    facets,
    fields,
    importing,
    invariants,
    jobs,
    labels,
    search,
    worklist,
)
from portal.registry.views import bp

__all__ = [
    "facets",
    "fields",
    "importing",
    "init_app",
    "invariants",
    "jobs",
    "labels",
    "search",
    "worklist",
]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals.update(STATE_TONES=labels.STATE_TONES, AUDIENCES=labels.AUDIENCES)
    cli.init_app(app)
