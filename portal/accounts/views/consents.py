"""What one agreed to, purpose by purpose, and the notices that say what it means."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import actions, permissions, queries
from portal.accounts.forms import AgreeForm, NoticeForm
from portal.accounts.models import Consent, ConsentPurpose
from portal.accounts.notices import notice_of, shipped_notices, standings_of, versions_of
from portal.accounts.views.blueprint import bp
from portal.core import clock
from portal.core.access import CHANGE_OWN, SIGNED_IN, allow, current_actor
from portal.core.forms import form_page


@bp.get("/settings/consents")
@allow(SIGNED_IN)
def consents() -> str:
    """Each purpose with its words of today and everything the person ever said to it."""
    account = current_actor()
    known = shipped_notices()
    return render_template(
        "accounts/consents.html",
        standings=standings_of(account),
        others=[one for one in queries.consents_of(account) if one.purpose not in known],
    )


def purpose_at(purpose: str) -> ConsentPurpose | None:
    """The purpose of the address, where it has a notice."""
    known = purpose in list(ConsentPurpose) and ConsentPurpose(purpose) in shipped_notices()
    return ConsentPurpose(purpose) if known else None


@bp.post("/settings/consents/<purpose>/give")
@allow(CHANGE_OWN, purpose_at)
def give(purpose: ConsentPurpose) -> ResponseReturnValue:
    """Agree to the words that were shown."""
    form = AgreeForm()
    if not form.validate_on_submit():
        abort(404)
    actions.agree(current_actor(), purpose, seen=form.number.data or 0)
    flash(_("Your consent is kept, in exactly these words."), "done")
    return redirect(url_for(".consents", _anchor=purpose.value))


@bp.post("/settings/consents/<purpose>/refuse")
@allow(CHANGE_OWN, purpose_at)
def refuse(purpose: ConsentPurpose) -> ResponseReturnValue:
    """Say no, or take back what was given, with effect at once."""
    actions.refuse(current_actor(), purpose)
    flash(_("The consent is withdrawn; what rested on it is hidden from now on."), "done")
    return redirect(url_for(".consents", _anchor=purpose.value))


@bp.post("/settings/consents/<int:id>/withdraw")
@allow(permissions.CHANGE_OWN_THING, Consent)
def withdraw(consent: Consent) -> ResponseReturnValue:
    """Take one act of consent back."""
    actions.withdraw_consent(consent)
    flash(_("The consent is withdrawn; what rested on it is hidden from now on."), "done")
    return redirect(url_for(".consents"))


@bp.get("/notices")
@allow(permissions.LIST_NOTICES)
def notices() -> str:
    """What people are told before they agree: each purpose with its versions."""
    rows = [(purpose, versions_of(purpose), notice_of(purpose)) for purpose in shipped_notices()]
    return render_template("accounts/notices.html", rows=rows, day=clock.today())


@bp.route("/notices/new", methods=["GET", "POST"])
@allow(permissions.ENTER_NOTICE)
def new_notice() -> ResponseReturnValue:
    """Enter the next version of a notice, beginning with the words of now."""
    chosen = purpose_at(request.args.get("purpose", ""))
    now = notice_of(chosen) if chosen else None
    form = NoticeForm(purpose=chosen, obj=now, starts_on=clock.today())
    if form.validate_on_submit():
        with form.guard():
            actions.enter_notice(
                form.data["purpose"],
                starts_on=form.data["starts_on"],
                text_vi=form.text_vi.data or "",
                text_en=form.text_en.data or "",
                legal_basis=form.legal_basis.data or "",
            )
            flash(_("The new version is entered."), "done")
            return redirect(url_for(".notices"))
    return form_page("accounts/new_notice.html", form)
