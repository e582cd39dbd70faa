"""Recognition: programmes, rounds, nominations, decisions, honours and certificates."""

from flask import Flask

from portal.councils.actions.ballots import ballot_closed
from portal.recognition import certificate, cli, facets, invariants, labels, search, sections, worklist
from portal.recognition.actions.posting import take_results
from portal.recognition.views import bp

__all__ = ["certificate", "facets", "init_app", "invariants", "search", "sections", "worklist"]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals.update(state_tone=labels.tone, step_label=labels.step_label)
    ballot_closed.connect(take_results)
    cli.init_app(app)
