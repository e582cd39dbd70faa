"""Drafts put before the public: their structure, opinions on each unit, answers, synthesis."""

from flask import Flask

from portal.consultation import (
    cli,
    held,
    invariants,
    jobs,
    leaving,
    person_section,
    search,
    views,
    worklist,
)
from portal.consultation.forms.desk import line_of
from portal.consultation.labels import TONES
from portal.consultation.rules.places import place_of

__all__ = ["held", "invariants", "jobs", "leaving", "person_section", "search", "worklist"]


def init_app(app: Flask) -> None:
    cli.init_app(app)
    app.register_blueprint(views.bp)
    app.jinja_env.globals.update(draft_place=place_of, draft_line=line_of, draft_tones=TONES)
