"""The nominee's answer, on the site or on paper."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.files import Accept, store_upload
from portal.core.forms import form_page
from portal.recognition import permissions
from portal.recognition.actions import nominations as actions
from portal.recognition.forms.nominations import ConsentForm, PaperConsentForm
from portal.recognition.models import Nomination
from portal.recognition.views.blueprint import bp, nomination_at


@bp.route("/nominations/<int:id>/consent", methods=["GET", "POST"])
@allow(permissions.CONSENT, nomination_at)
def consent(nomination: Nomination) -> ResponseReturnValue:
    """Read what is proposed and answer."""
    return form_page("recognition/consent.html", ConsentForm(), nomination=nomination)


@bp.post("/nominations/<int:id>/consent/agree")
@allow(permissions.CONSENT, nomination_at)
def agree(nomination: Nomination) -> ResponseReturnValue:
    actions.answer_consent(nomination, agreed=True, by=current_actor())
    flash(_("Thank you. Your nominator can hand the nomination in now."), "done")
    return redirect(url_for("recognition.nomination", id=nomination.id))


@bp.post("/nominations/<int:id>/consent/decline")
@allow(permissions.CONSENT, nomination_at)
def decline(nomination: Nomination) -> ResponseReturnValue:
    form = ConsentForm()
    actions.answer_consent(
        nomination, agreed=False, by=current_actor(), reason=form.reason.data or ""
    )
    flash(_("You have declined. It is never shown publicly."), "done")
    return redirect(url_for("recognition.nomination", id=nomination.id))


@bp.route("/nominations/<int:id>/consent/paper", methods=["GET", "POST"])
@allow(permissions.RECORD_CONSENT, Nomination)
def paper_consent(nomination: Nomination) -> ResponseReturnValue:
    """Enter a consent signed on paper: for those without an account, or the family."""
    form = PaperConsentForm()
    if form.validate_on_submit():
        with form.guard():
            file = store_upload(form.file.data, accept=Accept.EVIDENCE)
            actions.record_paper_consent(nomination, file, by=current_actor())
            flash(_("The signed consent is entered."), "done")
            return redirect(url_for("recognition.nomination", id=nomination.id))
    return form_page("recognition/paper_consent.html", form, nomination=nomination)
