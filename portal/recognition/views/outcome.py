"""Letter of submission, decision, publishing."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.recognition import permissions
from portal.recognition.actions import deciding as actions
from portal.recognition.actions.honours import publish_honours
from portal.recognition.forms.outcome import DecisionForm
from portal.recognition.forms.rounds import NoticeForm
from portal.recognition.guards import closed_sentence
from portal.recognition.models import Round
from portal.recognition.queries.nominations import in_states
from portal.recognition.rules.phases import PhaseKind
from portal.recognition.rules.states import State
from portal.recognition.views.blueprint import bp


@bp.route("/rounds/<slug>/letter", methods=["GET", "POST"])
@allow(permissions.RUN_ROUND, Round)
def letter(round: Round) -> ResponseReturnValue:
    form = NoticeForm(issued_on=clock.today())
    if form.validate_on_submit():
        with form.guard():
            actions.send_letter(
                round, number=form.number.data, issued_on=form.issued_on.data, by=current_actor()
            )
            flash(_("The letter is entered; everybody cleared is proposed."), "done")
            return redirect(url_for("recognition.desk", slug=round.slug))
    return form_page(
        "recognition/letter.html",
        form,
        round=round,
        cleared=in_states(round, State.CLEARED),
        waits=_letter_waits(round),
    )


def _letter_waits(round: Round) -> str:
    if round.letter_id is not None:
        return _("The letter of submission is entered already.")
    return closed_sentence(round, PhaseKind.PROPOSAL)


@bp.route("/rounds/<slug>/decision", methods=["GET", "POST"])
@allow(permissions.ENTER_DECISION, Round)
def decision(round: Round) -> ResponseReturnValue:
    proposed = list(in_states(round, State.PROPOSED))
    form = DecisionForm(
        awarded=[one.id for one in proposed],
        issued_on=clock.today(),
        issuer=round.programme.unit.name,
    )
    form.offer(proposed)
    if form.validate_on_submit():
        with form.guard():
            actions.enter_decision(
                round,
                awarded=form.awarded.data,
                refusal=form.refusal.data or "",
                by=current_actor(),
                **form.signed(),
            )
            flash(_("The decision is entered in the register."), "done")
            return redirect(url_for("recognition.desk", slug=round.slug))
    waits = closed_sentence(round, PhaseKind.DECISION)
    if not waits and not proposed:
        waits = _("No nomination waits for a decision.")
    return form_page("recognition/decision.html", form, round=round, waits=waits)


@bp.post("/rounds/<slug>/publish")
@allow(permissions.PUBLISH, Round)
def publish(round: Round) -> ResponseReturnValue:
    honours = publish_honours(round, by=current_actor())
    flash(_("%(n)s honours are published with their certificates.", n=len(honours)), "done")
    return redirect(url_for("recognition.desk", slug=round.slug))
