"""The blueprint of recognition, and what its views load."""

from flask import Blueprint, abort, redirect, request, url_for

from portal.core.access import current_actor
from portal.core.db import db
from portal.recognition.models import Nomination, Round
from portal.recognition.permissions import SHOW_ROUND

bp = Blueprint("recognition", __name__)


def nomination_at(id: int) -> Nomination | None:
    """The nomination of the address; whoever is not signed in is sent to do so, whatever the number.

    A nominee arrives here from a letter: a plain 404 would be no help, and an answer that depended
    on the number would tell which nominations exist.
    """
    if current_actor() is None:
        abort(redirect(url_for("accounts.sign_in", next=request.path)))
    return db.session.get(Nomination, id)


def shown_round_at(slug: str) -> Round | None:
    """The round of the address if the reader may know of it."""
    query = db.select(Round).filter_by(slug=slug)
    round = db.session.scalars(query).one_or_none()
    return round if round is not None and SHOW_ROUND(current_actor(), round) else None
