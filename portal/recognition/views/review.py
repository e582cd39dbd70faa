"""A council member's pages: what to score, a score sheet, the scores of others once it is filed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.councils.models import CouncilMember
from portal.councils.queries import open_meetings
from portal.recognition import permissions
from portal.recognition.actions import reviewing as actions
from portal.recognition.forms.nominations import ScoreForm
from portal.recognition.models import Nomination, Round, ScoreSheet, SheetState
from portal.recognition.permissions import seat_on
from portal.recognition.queries.nominations import filed_sheets, sheet_of, to_review
from portal.recognition.rules.scores import mean, rounded, sheet_total
from portal.recognition.views.blueprint import bp


@bp.get("/rounds/<slug>/review")
@allow(permissions.REVIEW, Round)
def review(round: Round) -> ResponseReturnValue:
    """What is before this member; a nomination he is recused from is not there at all."""
    member = _seat(round)
    return render_template(
        "recognition/review.html",
        round=round,
        lines=to_review(round, member),
        meetings=open_meetings(member.council),
        member=member,
    )


@bp.route("/nominations/<int:id>/score", methods=["GET", "POST"])
@allow(permissions.SCORE, Nomination)
def score(nomination: Nomination) -> ResponseReturnValue:
    member = _seat(nomination.round)
    sheet = sheet_of(nomination, member)
    form = ScoreForm.for_sheet(nomination.round, sheet)
    if form.validate_on_submit():
        with form.guard():
            _keep(form, nomination, member)
            return redirect(url_for("recognition.review", slug=nomination.round.slug))
    return form_page(
        "recognition/score.html",
        form,
        nomination=nomination,
        sheet=sheet,
        others=_others(nomination, sheet),
    )


def _keep(form: ScoreForm, nomination: Nomination, member: CouncilMember) -> None:
    comment, wish = form.comment.data or "", request.form.get("wish", "save")
    if wish == "abstain":
        actions.abstain(nomination, member, comment=comment)
        flash(_("Noted: you give no scores here."), "done")
    elif wish == "file":
        actions.file_sheet(nomination, member, scores=form.scores(), comment=comment)
        flash(_("Your sheet is filed."), "done")
    else:
        actions.save_sheet(nomination, member, scores=form.scores(), comment=comment)
        flash(_("Saved as a draft; only you see it."), "done")


def _others(nomination: Nomination, own: ScoreSheet | None) -> dict[str, object] | None:
    """The filed sheets of others and their mean; None before one's own is filed."""
    if own is None or own.state is SheetState.DRAFT:
        return None
    criteria = [(c.id, c.weight, c.highest) for c in nomination.round.criteria]
    sheets = filed_sheets([nomination.id]).get(nomination.id, [])
    totals = [(sheet, sheet_total(sheet.values(), criteria)) for sheet in sheets]
    return {
        "mean": rounded(mean(total for _sheet, total in totals)),
        "sheets": [(sheet, rounded(total)) for sheet, total in totals],
    }


def _seat(round: Round) -> CouncilMember:
    seat = seat_on(current_actor(), round)
    if seat is None:
        raise NotFound
    return seat
