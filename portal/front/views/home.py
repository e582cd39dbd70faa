"""The first page."""

from flask import render_template

from portal.core.access import PUBLIC, allow
from portal.core.pagecache import keep_page
from portal.front.views import bp


@bp.get("/")
@allow(PUBLIC)
def home() -> str:
    """What is open, who was honoured, and the figures of today."""
    keep_page()
    return render_template("front/home.html")
