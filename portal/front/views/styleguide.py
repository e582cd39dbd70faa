"""Every component on one page, for those who build pages; shown in demo and debug only."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, current_app, render_template

from portal.core.access import PUBLIC, allow
from portal.core.paging import Page
from portal.front.forms import SampleForm
from portal.front.views import bp


@dataclass(frozen=True)
class Sample:
    """Someone invented, with what a person chip asks for."""

    full_name: str
    headline: str
    url: str = "#"


PEOPLE = (
    Sample("Lò Thị Hương", "Bác sĩ chuyên khoa II · Bệnh viện Đa khoa tỉnh"),
    Sample("Cà Văn Minh", "Tiến sĩ nông học"),
)


@bp.get("/styleguide")
@allow(PUBLIC)
def styleguide() -> str:
    """Show each component with sample values."""
    if not (current_app.config["DEMO"] or current_app.debug or current_app.testing):
        abort(404)
    form = SampleForm(meta={"csrf": False})
    form.validate()
    return render_template(
        "front/styleguide.html",
        form=form,
        people=PEOPLE,
        page=Page(range(30), 4, 30, 600),
        day=date(2026, 11, 25) - timedelta(days=9),
    )
