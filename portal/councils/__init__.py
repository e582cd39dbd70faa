"""Any body that meets and decides: members, meetings, conflicts of interest, ballots, minutes."""

from flask import Flask

from portal.councils import held, invariants, labels, leaving, worklist
from portal.councils.merging import check_seats
from portal.councils.views import bp
from portal.registry.duplicates.moving import people_merging

__all__ = ["held", "init_app", "invariants", "labels", "leaving", "worklist"]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    people_merging.connect(check_seats)
