"""What waits for the person who signed in."""

from flask import render_template

from portal.core.access import SIGNED_IN, allow, current_actor
from portal.core.worklist import work_of
from portal.front.places import places_of
from portal.front.views import bp


@bp.get("/work")
@allow(SIGNED_IN)
def work() -> str:
    """One list over all features, the earliest due first."""
    actor = current_actor()
    return render_template("front/work.html", items=work_of(actor), places=places_of(actor))
