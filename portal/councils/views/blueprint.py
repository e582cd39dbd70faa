"""The blueprint of councils and what its views load."""

from flask import Blueprint

from portal.councils.models import BallotSession
from portal.councils.queries import ballot_session

bp = Blueprint("councils", __name__)


def ballot_at(id: int) -> BallotSession | None:
    """The ballot of the address."""
    return ballot_session(id)
