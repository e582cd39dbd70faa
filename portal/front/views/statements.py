"""Statements that the law asks a public portal to make."""

from flask import render_template

from portal.core.access import PUBLIC, allow
from portal.core.pagecache import keep_page
from portal.front.views import bp


@bp.get("/accessibility")
@allow(PUBLIC)
def accessibility() -> str:
    """How far the portal is usable by everybody, and whom to tell when it is not."""
    keep_page()
    return render_template("front/accessibility.html")


@bp.get("/privacy")
@allow(PUBLIC)
def privacy() -> str:
    """Which personal data is kept, why, for how long, and what a person may ask."""
    keep_page()
    return render_template("front/privacy.html")
