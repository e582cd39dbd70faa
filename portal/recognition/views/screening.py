"""Screening a nomination, and the standing body's other steps."""

from datetime import timedelta

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.errors import RuleBroken
from portal.core.forms import form_page
from portal.recognition import permissions
from portal.recognition.actions import screening as actions
from portal.recognition.actions.steps import transition
from portal.recognition.forms.nominations import NotEligibleForm, ReturnForm, SteerForm
from portal.recognition.models import Nomination
from portal.recognition.views.blueprint import bp

STEERABLE = ("hold", "resume", "leave_out", "reserve", "withhold", "clear", "remand", "reballot")


@bp.get("/nominations/<int:id>/screen")
@allow(permissions.SCREEN, Nomination)
def screen(nomination: Nomination) -> ResponseReturnValue:
    return _page(nomination)


def _page(
    nomination: Nomination,
    returning: ReturnForm | None = None,
    refusing: NotEligibleForm | None = None,
) -> ResponseReturnValue:
    days = nomination.round.rule_set.return_days
    returning_form = returning or ReturnForm(
        formdata=None, return_by=clock.today() + timedelta(days=days)
    )
    return form_page(
        "recognition/screen.html",
        returning or refusing or returning_form,
        nomination=nomination,
        returning=returning_form,
        refusing=refusing or NotEligibleForm(formdata=None),
        waiting=actions.waiting_check(nomination),
    )


@bp.post("/nominations/<int:id>/screen/accept")
@allow(permissions.SCREEN, Nomination)
def accept(nomination: Nomination) -> ResponseReturnValue:
    actions.accept(nomination, by=current_actor())
    return _done(nomination, _("The nomination is valid."))


@bp.post("/nominations/<int:id>/screen/return")
@allow(permissions.SCREEN, Nomination)
def send_back(nomination: Nomination) -> ResponseReturnValue:
    form = ReturnForm()
    if form.validate_on_submit():
        with form.guard():
            actions.send_back(
                nomination,
                reason=form.reason.data,
                return_by=form.return_by.data,
                by=current_actor(),
            )
            return _done(nomination, _("The nomination is returned; its people are told."))
    return _page(nomination, returning=form)


@bp.post("/nominations/<int:id>/screen/not-eligible")
@allow(permissions.SCREEN, Nomination)
def not_eligible(nomination: Nomination) -> ResponseReturnValue:
    form = NotEligibleForm()
    if form.validate_on_submit():
        with form.guard():
            actions.propose_not_eligible(
                nomination, reason=form.reason.data, rule=form.rule.data, by=current_actor()
            )
            return _done(nomination, _("Noted. A second officer has to confirm."))
    return _page(nomination, refusing=form)


@bp.post("/nominations/<int:id>/screen/second")
@allow(permissions.SCREEN, Nomination)
def second_look(nomination: Nomination) -> ResponseReturnValue:
    """The second officer's answer to "not eligible"."""
    check = actions.waiting_check(nomination)
    if check is None:
        raise RuleBroken(_("There is nothing to confirm."))
    if request.form.get("agree") == "yes":
        actions.confirm_not_eligible(check, by=current_actor())
        return _done(nomination, _("Confirmed: the nomination is not eligible."))
    actions.reject_not_eligible(check, reason=request.form.get("reason", ""), by=current_actor())
    return _done(nomination, _("The nomination stays to be screened."))


@bp.post("/nominations/<int:id>/steer")
@allow(permissions.STEER, Nomination)
def steer(nomination: Nomination) -> ResponseReturnValue:
    """Hold, resume, leave out, put on reserve, withhold, clear, send back to the council."""
    form = SteerForm()
    name = request.form.get("step", "")
    if name not in STEERABLE:
        raise RuleBroken(_("This step does not exist."))
    transition(nomination, name, actor=current_actor(), reason=form.reason.data or "")
    flash(_("Done."), "done")
    return redirect(url_for("recognition.nomination", id=nomination.id))


def _done(nomination: Nomination, sentence: str) -> ResponseReturnValue:
    flash(sentence, "done")
    return redirect(url_for("recognition.desk", slug=nomination.round.slug))
