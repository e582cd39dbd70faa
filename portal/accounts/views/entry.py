"""The way in and out."""

from portal.accounts.views.blueprint import bp
from portal.core.access import ANYONE_MAY_SEND, allow


@bp.route("/sign-in", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def sign_in() -> str:
    """Being built."""
    return ""
