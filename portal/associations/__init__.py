"""Associations and their members: applications, branches, cards."""

from flask import Flask

from portal.associations import answers, invariants, labels, search, sections, views, waiting

__all__ = ["answers", "init_app", "invariants", "labels", "search", "sections", "waiting"]


def init_app(app: Flask) -> None:
    app.register_blueprint(views.bp)
    app.jinja_env.globals.update(
        standing_tones=labels.STANDING_TONES, application_tones=labels.APPLICATION_TONES
    )
