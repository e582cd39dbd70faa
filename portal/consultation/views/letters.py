"""Letters, mails and minutes typed in by staff, and the bodies asked in writing."""

from datetime import time

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.consultation import permissions
from portal.consultation.actions.recording import record_submission
from portal.consultation.actions.speaking import Words
from portal.consultation.forms.desk import LetterForm, unit_choices
from portal.consultation.forms.instants import instant_of
from portal.consultation.models import Consultation, Provision, Submission
from portal.consultation.queries import finding
from portal.consultation.queries.board import provisions_of
from portal.consultation.views.blueprint import actor_id, bp, only_published
from portal.core import clock
from portal.core.access import allow
from portal.core.db import db
from portal.core.forms import form_page

_WHOLE = _l("The whole draft")
_NOON = time(12, 0)


@bp.route("/consultations/<slug>/letters/new", methods=["GET", "POST"])
@allow(permissions.EDIT, finding.consultation_of)
def letter(consultation: Consultation) -> ResponseReturnValue:
    """Type in a letter with its opinions."""
    only_published(consultation)
    form = LetterForm()
    choices = unit_choices(provisions_of(consultation.current), _WHOLE)
    for part in form.parts:
        part.form.unit.choices = choices
    if form.validate_on_submit():
        with form.guard():
            submission = _record(consultation, form)
            codes = ", ".join(one.code for one in submission.opinions)
            flash(_("The letter is recorded. %(codes)s", codes=codes), "done")
            return redirect(url_for("consultation.desk", slug=consultation.slug))
    return form_page("consultation/letter.html", form, consultation=consultation)


def _record(consultation: Consultation, form: LetterForm) -> Submission:
    came = instant_of(form.received_on.data, _NOON)
    return record_submission(
        consultation,
        _parts(form),
        sender_name=form.sender_name.data or "",
        sender_kind=form.data["sender_kind"],
        channel=form.data["channel"],
        reference=form.reference.data or "",
        dated_on=form.dated_on.data,
        received_at=min(came, clock.now()) if came.date() == clock.today() else came,
        agrees=form.agrees.data,
        was_asked=form.was_asked.data,
        by_id=actor_id(),
    )


def _parts(form: LetterForm) -> list[Words]:
    return [
        Words(
            stance=part["stance"],
            reason=part["reason"] or "",
            proposed_text=part["proposed_text"] or "",
            provision=db.session.get(Provision, part["unit"]) if part["unit"] else None,
        )
        for part in form.parts.data
        if part["reason"] or part["proposed_text"]
    ]
