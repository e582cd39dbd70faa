"""Delegates: the records they work on, and what they did there."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.core.access import SIGNED_IN, allow, current_actor
from portal.registry import permissions
from portal.registry.queries import person_of
from portal.registry.queries.ownership import people_helped_by
from portal.registry.views.blueprint import bp


@bp.get("/profile/helped")
@allow(permissions.LIST_HELPED)
def helped() -> ResponseReturnValue:
    """The profiles that this account works on for others."""
    return render_template("registry/helped.html", people=people_helped_by(current_actor()))


@bp.get("/profile/history")
@allow(SIGNED_IN)
def my_history() -> ResponseReturnValue:
    """The history of one's own record, or what one account did to it (`by`)."""
    person = person_of(current_actor())
    if person is None:
        return redirect(url_for("registry.start"))
    by = request.args.get("by", type=int)
    return redirect(url_for("registry.history", id=person.id, by=by))
