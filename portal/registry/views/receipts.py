"""Receipts of paper forms: made by an officer, used by a person with or without an account."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import identity
from portal.core.access import ANYONE_MAY_SEND, CHANGE_OWN, PUBLIC, allow, current_actor
from portal.core.forms import PortalForm, form_page
from portal.registry import actions, permissions
from portal.registry.forms.ownership import (
    ReceiptAnswerForm,
    ReceiptCorrectionForm,
    ReceiptForm,
)
from portal.registry.forms.people import ClaimForm
from portal.registry.models import Person
from portal.registry.overview import parts_on_paper
from portal.registry.sensitive import masked_facts
from portal.registry.views.blueprint import bp, person_at


@bp.post("/people/<int:id>/claim-code")
@allow(permissions.PUBLISH_ON_PAPER, person_at)
def claim_code(person: Person) -> ResponseReturnValue:
    """A receipt with the code by which the person takes over or confirms the record; shown once."""
    code = actions.issue_claim_code(person, actor=current_actor())
    return render_template("registry/receipt.html", person=person, code=code)


@bp.route("/profile/claim", methods=["GET", "POST"])
@allow(CHANGE_OWN)
def claim() -> ResponseReturnValue:
    """Take over the record that an officer opened, with the code on the receipt."""
    form = ClaimForm()
    if form.validate_on_submit():
        with form.guard():
            person = actions.claim_person(
                form.code.data or "", account=current_actor(), network=identity.asking_network()
            )
            if person is not None:
                flash(_("This record is yours now. Check what it says and who may see it."), "done")
                return redirect(url_for("registry.record", id=person.id))
            form.add_error(actions.not_valid(), "code")
    return form_page("registry/claim.html", form)


@bp.route("/people/confirm", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def confirm() -> ResponseReturnValue:
    """Without an account: type the code of the receipt and read what was written."""
    form = ReceiptForm()
    if form.validate_on_submit():
        with form.guard():
            person = actions.person_of_code(form.code.data or "", network=identity.asking_network())
            if person is not None:
                return _record(person, form.code.data or "")
            form.add_error(actions.not_valid(), "code")
    return form_page("registry/confirm.html", form)


@bp.post("/people/confirm/right")
@allow(ANYONE_MAY_SEND)
def confirm_right() -> ResponseReturnValue:
    """All of it is right."""
    form = ReceiptAnswerForm()
    if form.validate_on_submit():
        with form.guard():
            code, network = form.code.data or "", identity.asking_network()
            if actions.confirm_by_code(code, network=network) is not None:
                return redirect(url_for("registry.confirmed", answer="right"))
    return _again(form)


@bp.post("/people/confirm/wrong")
@allow(ANYONE_MAY_SEND)
def confirm_wrong() -> ResponseReturnValue:
    """Something is wrong: the officer reads what."""
    form, network = ReceiptCorrectionForm(), identity.asking_network()
    if form.validate_on_submit():
        with form.guard():
            code, note = form.code.data or "", form.note.data or ""
            if actions.ask_correction(code, note=note, network=network) is not None:
                return redirect(url_for("registry.confirmed", answer="wrong"))
    person = (
        actions.person_of_code(form.code.data or "", network=network) if form.code.data else None
    )
    return _record(person, form.code.data, form) if person is not None else _again(form)


@bp.get("/people/confirm/<any(right, wrong):answer>")
@allow(PUBLIC)
def confirmed(answer: str) -> str:
    """Thanks, and what comes next; nothing of the record is said here."""
    return render_template("registry/confirmed.html", answer=answer)


@bp.post("/people/<int:id>/correction/close")
@allow(permissions.MEND_RECORD, person_at)
def close_correction(person: Person) -> ResponseReturnValue:
    """What the person said was wrong has been mended."""
    actions.close_correction(person, actor=current_actor())
    flash(_("Noted. Make a new receipt if the person should read the record again."), "done")
    return redirect(url_for("registry.record", id=person.id))


def _again(answer: PortalForm) -> ResponseReturnValue:
    form = ReceiptForm(formdata=None)
    form.form_errors.extend(answer.form_errors or [actions.not_valid()])
    return render_template("registry/confirm.html", form=form), 422


def _record(
    person: Person, code: str, correction: ReceiptCorrectionForm | None = None
) -> ResponseReturnValue:
    page = render_template(
        "registry/confirm_record.html",
        person=person,
        parts=parts_on_paper(person),
        sensitive=masked_facts(person),
        right=ReceiptAnswerForm(formdata=None, code=code),
        form=correction or ReceiptCorrectionForm(formdata=None, code=code),
    )
    answer = make_response(page, 422 if correction else 200)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
