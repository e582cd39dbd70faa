"""Units as the public sees them."""

from datetime import datetime, time, timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.access import PUBLIC, allow
from portal.core.pagecache import EVERY, keep_page
from portal.core.paging import page_number, paginate
from portal.units import queries
from portal.units.models import Unit
from portal.units.views.blueprint import bp


@bp.get("/units")
@allow(PUBLIC)
def index() -> str:
    """Search by name, old ones too; without a search, the provinces of today."""
    keep_page(("unit", EVERY), until=_midnight())
    text = request.args.get("q", "")[:100].strip()
    found = None
    if text:
        found = paginate(queries.search_names(text), page=page_number(request.args.get("page")))
    provinces = queries.provinces(clock.today()) if not text else []
    return render_template(
        "units/index.html",
        text=text,
        found=found,
        provinces=provinces,
        day=clock.today(),
        page_url=lambda number: url_for(".index", q=text, page=number),
    )


@bp.get("/units/<int:id>-<slug>")
@allow(PUBLIC, Unit)
def show(unit: Unit) -> str | Response:
    """One unit: its versions, who came before and after, what stands below it."""
    if request.view_args and request.view_args["slug"] != unit.slug:
        return redirect(url_for(".show", id=unit.id, slug=unit.slug), 301)
    keep_page(("unit", EVERY), until=_midnight())
    day = min(clock.today(), unit.ends_on or clock.today())
    return render_template(
        "units/show.html",
        unit=unit,
        now_day=clock.today(),
        version=unit.version_on(day),
        below=queries.children(unit.id, day),
        before=queries.predecessors(unit.id),
        after=queries.successors(unit.id),
    )


@bp.get("/units/<int:id>")
@allow(PUBLIC, Unit)
def short(unit: Unit) -> Response:
    """The address by number alone leads to the full one."""
    return redirect(url_for(".show", id=unit.id, slug=unit.slug), 301)


def _midnight() -> datetime:
    tomorrow = clock.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), clock.VIETNAM)
