"""The one blueprint of consultations, and how its addresses find things."""

from datetime import datetime

from flask import Blueprint, abort, request, url_for

from portal.consultation.models import Consultation
from portal.core import clock
from portal.core.access import current_actor

bp = Blueprint("consultation", __name__)


def actor_id() -> int | None:
    """The number of the signed-in account, or None."""
    actor = current_actor()
    return actor.id if actor is not None else None


def next_turn(consultation: Consultation) -> datetime | None:
    """The instant at which the pages of a consultation read otherwise by themselves."""
    turns = [consultation.opens_at, consultation.closes_at]
    return min((turn for turn in turns if turn and turn > clock.now()), default=None)


def only_published(consultation: Consultation) -> Consultation:
    """404 where there is no published version to show."""
    if consultation.current is None:
        abort(404)
    return consultation


def query_text(name: str) -> str | None:
    """A value of the query string, or None."""
    return request.args.get(name)


def page_url(number: int) -> str:
    """The address of another page of the list that is shown."""
    asked = {**(request.view_args or {}), **request.args.to_dict(), "page": number}
    return url_for(str(request.endpoint), **asked)


@bp.context_processor
def _paging() -> dict[str, object]:
    return {"page_url": page_url}
