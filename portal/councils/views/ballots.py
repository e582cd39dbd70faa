"""Paper ballots: the roll, the two counts, the result."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.councils import permissions
from portal.councils.actions import ballots as actions
from portal.councils.forms import CountForm, OpenBallotForm, VoidForm
from portal.councils.models import BallotLine, BallotSession, SessionState
from portal.councils.outlook import outlook_of
from portal.councils.rules.ballots import COLUMNS, differences
from portal.councils.rules.threshold import by_every_base
from portal.councils.views.blueprint import ballot_at, bp


@bp.get("/ballots/<int:id>")
@allow(permissions.SEE_BALLOT, ballot_at)
def ballot(session: BallotSession) -> ResponseReturnValue:
    return _page(session, OpenBallotForm(formdata=None))


def _page(session: BallotSession, form: OpenBallotForm) -> ResponseReturnValue:
    lines = [line for line in session.lines if permissions.is_shown_the_item(current_actor(), line)]
    return form_page(
        "councils/ballot.html",
        form,
        session=session,
        lines=[outlook_of(line) for line in lines],
        void_form=VoidForm(formdata=None),
        columns=COLUMNS,
    )


@bp.post("/ballots/<int:id>/open")
@allow(permissions.RUN_BALLOT, ballot_at)
def open_ballot(session: BallotSession) -> ResponseReturnValue:
    form = OpenBallotForm()
    if form.validate_on_submit():
        with form.guard():
            actions.open_ballot(session, warned=form.warned.data, by=current_actor())
            flash(_("The ballot is open and its roll frozen."), "done")
            return redirect(url_for("councils.ballot", id=session.id))
    return _page(session, form)


@bp.post("/ballots/<int:id>/close")
@allow(permissions.RUN_BALLOT, ballot_at)
def close_ballot(session: BallotSession) -> ResponseReturnValue:
    actions.close_ballot(session)
    flash(_("The ballot is closed and its results stand."), "done")
    return redirect(url_for("councils.ballot", id=session.id))


@bp.post("/ballots/<int:id>/void")
@allow(permissions.RUN_BALLOT, ballot_at)
def void_ballot(session: BallotSession) -> ResponseReturnValue:
    form = VoidForm()
    actions.void_ballot(session, reason=form.reason.data or "")
    flash(_("The ballot is void; it stays in the minutes."), "done")
    return redirect(url_for("councils.meeting", id=session.meeting_id))


@bp.route("/ballots/lines/<int:id>/count", methods=["GET", "POST"])
@allow(permissions.ENTER_COUNT, BallotLine)
def count(line: BallotLine) -> ResponseReturnValue:
    """One of the two counts; nobody sees the other's figures before his own are in."""
    actor = current_actor()
    own = next((row for row in line.counts if row.entered_by_id == actor.id), None)
    form = CountForm(obj=own.figures if own else None)
    if form.validate_on_submit():
        with form.guard():
            actions.enter_count(line, form.figures(), by=actor)
            _tell(line)
            return redirect(url_for("councils.ballot", id=line.session_id))
    apart = differences(*(row.figures for row in line.counts)) if len(line.counts) == 2 else {}
    return form_page(
        "councils/count.html",
        form,
        line=line,
        own=own,
        apart=apart if own else {},
        columns=COLUMNS,
    )


def _tell(line: BallotLine) -> None:
    if line.tally is not None:
        flash(_("Both counts agree: %(result)s", result=line.tally.verdict.sentence), "done")
    elif len(line.counts) == 2:
        flash(_("The two counts differ. Both counters check their figures again."), "error")
    else:
        flash(_("Your count is in. A second person counts again."), "done")


@bp.get("/ballots/<int:id>/bases")
@allow(permissions.SEE_BALLOT, ballot_at)
def bases(session: BallotSession) -> ResponseReturnValue:
    """What each base would give: shown so that nobody takes one for another."""
    rows = [
        (
            line,
            by_every_base(
                session.share,
                line.assembly(issued=line.tally.issued, valid=line.tally.valid),
                line.tally.yes,
            ),
        )
        for line in session.lines
        if session.state is SessionState.CLOSED
        and line.tally
        and permissions.is_shown_the_item(current_actor(), line)
    ]
    return render_template("councils/bases.html", session=session, rows=rows)
