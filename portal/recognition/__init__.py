"""Recognition: programmes, rounds, nominations, decisions, honours and certificates."""

from flask import Flask

from portal.councils.actions.ballots import ballot_closed
from portal.recognition import (
    certificate,
    cli,
    facets,
    held,
    invariants,
    labels,
    leaving,
    search,
    sections,
    worklist,
)
from portal.recognition.actions.posting import take_results
from portal.recognition.merging import check_nominations
from portal.recognition.views import bp
from portal.registry.duplicates.moving import people_merging

__all__ = [
    "certificate",
    "facets",
    "held",
    "init_app",
    "invariants",
    "leaving",
    "search",
    "sections",
    "worklist",
]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals.update(state_tone=labels.tone, step_label=labels.step_label)
    ballot_closed.connect(take_results)
    people_merging.connect(check_nominations)
    cli.init_app(app)
