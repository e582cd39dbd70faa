"""Associations and their members: applications, branches, cards."""

from flask import Flask

from portal.associations import (
    answers,
    facets,
    held,
    invariants,
    labels,
    leaving,
    search,
    sections,
    views,
    waiting,
)
from portal.associations.merging import settle_memberships
from portal.registry.duplicates.moving import people_merging

__all__ = [
    "answers",
    "facets",
    "held",
    "init_app",
    "invariants",
    "labels",
    "leaving",
    "search",
    "sections",
    "waiting",
]


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
    people_merging.connect(settle_memberships)
    app.jinja_env.globals.update(
        standing_tones=labels.STANDING_TONES, application_tones=labels.APPLICATION_TONES
    )
