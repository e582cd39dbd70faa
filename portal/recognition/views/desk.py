"""The standing body's desk of a round: where it stands, what is next, who is in it; and exports."""

import csv
from io import StringIO

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.documents import XLSX, Sheet, send_document, write_xlsx
from portal.core.paging import page_number
from portal.recognition import permissions
from portal.recognition.actions.phases import obstacles_of
from portal.recognition.models import Round
from portal.recognition.permissions import seat_on
from portal.recognition.queries.figures import funnel, states_of
from portal.recognition.queries.nominations import round_nominations
from portal.recognition.queries.results import COLUMNS, result_rows
from portal.recognition.rules.states import State
from portal.recognition.views.blueprint import bp
from portal.recognition.views.steps import steps_of


@bp.get("/rounds/<slug>/desk")
@allow(permissions.SEE_DESK, Round)
def desk(round: Round) -> ResponseReturnValue:
    asked = request.args.get("state", "")
    state = State(asked) if asked in list(State) else None
    return render_template(
        "recognition/desk.html",
        round=round,
        steps=steps_of(round),
        obstacles=obstacles_of(round),
        states=states_of(round.id),
        funnel=funnel(round.id),
        state=state,
        page=round_nominations(
            round,
            state=state,
            page=page_number(request.args.get("page")),
            without=seat_on(current_actor(), round),
        ),
    )


@bp.get("/rounds/<slug>/results.xlsx")
@allow(permissions.EXPORT_RESULTS, Round)
def results_xlsx(round: Round) -> ResponseReturnValue:
    figures = funnel(round.id)
    sheet = Sheet(
        title=_("Results"),
        columns=[str(column) for column in COLUMNS],
        rows=result_rows(round, seat_on(current_actor(), round)),
        note=f"{round.name}: {figures.sentence}",
    )
    return send_document(write_xlsx([sheet]), f"{round.slug}.xlsx", XLSX)


@bp.get("/rounds/<slug>/results.csv")
@allow(permissions.EXPORT_RESULTS, Round)
def results_csv(round: Round) -> ResponseReturnValue:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([str(column) for column in COLUMNS])
    for row in result_rows(round, seat_on(current_actor(), round)):
        writer.writerow([_harmless(cell) for cell in row])
    answer = Response("\ufeff" + out.getvalue(), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{round.slug}.csv"'
    return answer


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return "" if cell is None else cell
