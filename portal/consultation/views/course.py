"""The course of a consultation: approve, open, extend, close, answer, archive."""

from datetime import time

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.consultation import permissions
from portal.consultation.actions import moving
from portal.consultation.forms.desk import DatesForm, ExtendForm, ReasonForm
from portal.consultation.forms.instants import instant_of
from portal.consultation.models import Consultation, ConsultationState
from portal.consultation.queries import finding
from portal.consultation.rules.moves import MOVES, Move, possible_moves
from portal.consultation.rules.period import earliest_close
from portal.consultation.views.blueprint import actor_id, bp
from portal.core import clock
from portal.core.access import allow, demand
from portal.core.errors import RuleBroken
from portal.core.forms import form_page
from portal.core.i18n import label

_MORNING = time(0, 0)
_APPROVERS = frozenset({Move.APPROVE, Move.RESPOND, Move.ARCHIVE})
_SIMPLE = _APPROVERS | {Move.CLOSE, Move.CONSOLIDATE}


def _desk(consultation: Consultation) -> ResponseReturnValue:
    return redirect(url_for("consultation.desk", slug=consultation.slug))


def _not_now(consultation: Consultation, step: Move) -> ResponseReturnValue | None:
    """The page that says the state where the step does not follow from it; None where it does."""
    if step in possible_moves(consultation.state):
        return None
    sources, _target = MOVES[step]
    return render_template(
        "consultation/not_now.html",
        consultation=consultation,
        sources=[state for state in ConsultationState if state in sources],
    ), 409 if request.method == "POST" else 200


@bp.post("/consultations/<slug>/moves")
@allow(permissions.MOVE, finding.consultation_of)
def move(consultation: Consultation) -> ResponseReturnValue:
    """Make a step that needs nothing but its name."""
    name = request.form.get("move", "")
    if name not in {one.value for one in _SIMPLE}:
        raise RuleBroken(_("This step does not follow from the present state of the consultation."))
    if Move(name) in _APPROVERS:
        demand(permissions.APPROVE, consultation)
    moving.move(consultation, name, by_id=actor_id())
    flash(label(consultation.state), "done")
    return _desk(consultation)


@bp.route("/consultations/<slug>/opening", methods=["GET", "POST"])
@allow(permissions.APPROVE, finding.consultation_of)
def opening(consultation: Consultation) -> ResponseReturnValue:
    """Set the dates and open; the rule of the kind of document sets the least number of days."""
    if refusal := _not_now(consultation, Move.OPEN):
        return refusal
    form = DatesForm()
    if form.validate_on_submit():
        with form.guard():
            day = form.opens_on.data
            opens_at = instant_of(day, _MORNING) if day else clock.now()
            moving.open_consultation(
                consultation,
                opens_at=max(opens_at, clock.now()),
                closes_at=instant_of(form.closes_on.data, form.closes_time.data),
                urgent_reason=form.urgent_reason.data or "",
                by_id=actor_id(),
            )
            flash(_("The consultation is open."), "done")
            return _desk(consultation)
    earliest = earliest_close(consultation.rule, clock.now())
    return form_page(
        "consultation/opening.html", form, consultation=consultation, earliest=earliest
    )


@bp.route("/consultations/<slug>/extension", methods=["GET", "POST"])
@allow(permissions.APPROVE, finding.consultation_of)
def extension(consultation: Consultation) -> ResponseReturnValue:
    """Move the deadline ahead, with a reason the public reads."""
    if refusal := _not_now(consultation, Move.EXTEND):
        return refusal
    form = ExtendForm()
    if form.validate_on_submit():
        with form.guard():
            closes_at = instant_of(form.closes_on.data, form.closes_time.data)
            moving.extend(
                consultation, closes_at=closes_at, reason=form.reason.data or "", by_id=actor_id()
            )
            flash(_("The deadline is extended."), "done")
            return _desk(consultation)
    return form_page("consultation/extension.html", form, consultation=consultation)


@bp.route("/consultations/<slug>/return", methods=["GET", "POST"])
@allow(permissions.APPROVE, finding.consultation_of)
def send_back(consultation: Consultation) -> ResponseReturnValue:
    """Send an approved consultation back to preparation."""
    if refusal := _not_now(consultation, Move.RETURN):
        return refusal
    form = ReasonForm()
    if form.validate_on_submit():
        with form.guard():
            moving.send_back(consultation, by_id=actor_id(), reason=form.reason.data or "")
            flash(_("It is back in preparation."), "done")
            return _desk(consultation)
    return form_page("consultation/send_back.html", form, consultation=consultation)
