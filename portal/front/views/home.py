"""The first page."""

from flask import render_template

from portal.core.access import PUBLIC, allow
from portal.core.pagecache import keep_page
from portal.front.home_page import HOME_SHOWS, home_page
from portal.front.views import bp


@bp.get("/")
@allow(PUBLIC)
def home() -> str:
    """What is open, who was honoured, and the figures of today."""
    page = home_page()
    keep_page(*HOME_SHOWS, until=page.until)
    return render_template("front/home.html", body=page.body)
