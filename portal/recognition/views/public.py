"""What everybody sees: rounds and the honour roll."""

from datetime import datetime, time, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.core import clock
from portal.core.access import PUBLIC, allow, current_actor
from portal.core.pagecache import EVERY, keep_page
from portal.core.paging import page_number
from portal.recognition import permissions
from portal.recognition.models import Round
from portal.recognition.queries import honours as rolls
from portal.recognition.queries.figures import funnel
from portal.recognition.queries.rounds import round_page as page_of_rounds
from portal.recognition.rules.states import RoundState
from portal.recognition.views.blueprint import bp
from portal.recognition.views.steps import steps_of


@bp.get("/rounds")
@allow(PUBLIC)
def rounds() -> ResponseReturnValue:
    """Every round the reader may know of."""
    page = page_of_rounds(current_actor(), page_number(request.args.get("page")))
    keep_page(("round", EVERY), until=_midnight())
    return render_template("recognition/rounds.html", page=page, today=clock.today())


@bp.get("/rounds/<slug>")
@allow(permissions.SHOW_ROUND, Round)
def round_page(round: Round) -> ResponseReturnValue:
    """A round: what it is about, where it stands, how to nominate, what came of it."""
    over = round.state in (RoundState.CONCLUDED, RoundState.ARCHIVED)
    if round.is_public:
        keep_page(("round", round.slug), until=_midnight())
    return render_template(
        "recognition/round.html",
        round=round,
        steps=steps_of(round),
        today=clock.today(),
        honours=rolls.honours_in(round) if over else [],
        funnel=funnel(round.id) if over else None,
    )


@bp.get("/honours")
@allow(PUBLIC)
def honours() -> ResponseReturnValue:
    """The honour roll, by year and title."""
    year, title = _number("year"), _number("title")
    page = rolls.honour_page(page=page_number(request.args.get("page")), year=year, title_id=title)
    keep_page(("honours", EVERY))
    return render_template(
        "recognition/honours.html",
        page=page,
        year=year,
        title=title,
        years=rolls.years(),
        titles=rolls.titles(),
    )


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _midnight() -> datetime:
    """When a deadline may have passed: the next midnight in Vietnam."""
    tomorrow = clock.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), clock.VIETNAM)
