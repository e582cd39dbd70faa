"""One's own account: name, language, appearance, address, delegates."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import actions, permissions, queries
from portal.accounts.forms import AddressForm, ConfirmForm, DelegateForm, SettingsForm
from portal.accounts.models import Delegate, TokenPurpose
from portal.accounts.preferences import keep_preferences
from portal.accounts.views.blueprint import bp
from portal.accounts.views.proof import needs_proof
from portal.core.access import ANYONE_MAY_SEND, CHANGE_OWN, allow, current_actor
from portal.core.forms import form_page


@bp.route("/settings", methods=["GET", "POST"])
@allow(CHANGE_OWN)
def settings() -> ResponseReturnValue:
    """How the account is called and how pages read for it."""
    account = current_actor()
    form = SettingsForm(obj=account)
    if form.validate_on_submit():
        with form.guard():
            actions.change_settings(
                account,
                full_name=form.full_name.data or "",
                language=form.language.data,
                theme=form.theme.data,
            )
            flash(_("Your settings are kept."), "done")
            return keep_preferences(redirect(url_for(".settings")), account)
    return form_page("accounts/settings.html", form, account=account)


@bp.route("/settings/email", methods=["GET", "POST"])
@allow(CHANGE_OWN)
@needs_proof
def new_email() -> ResponseReturnValue:
    """Ask for another address; it counts once its mailbox has answered."""
    form = AddressForm()
    if form.validate_on_submit():
        with form.guard():
            actions.ask_new_email(current_actor(), form.email.data or "")
            flash(_("We have written to the new address: follow the link in the letter."), "done")
            return redirect(url_for(".settings"))
    return form_page("accounts/new_email.html", form, account=current_actor())


@bp.route("/settings/email/<token>", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def confirm_email(token: str) -> ResponseReturnValue:
    """The link of the letter: one button makes the new address count."""
    found = queries.open_token(token, TokenPurpose.CHANGE_EMAIL)
    if found is None:
        return render_template("accounts/dead_link.html", again=url_for(".new_email")), 404
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.guard():
            actions.change_email(found)
            flash(_("Your new address counts from now on."), "done")
            return redirect(url_for(".settings"))
    return form_page("accounts/confirm_email.html", form, email=found.email)


@bp.route("/settings/delegates", methods=["GET", "POST"])
@allow(CHANGE_OWN)
@needs_proof
def delegates() -> ResponseReturnValue:
    """Who may work on one's own profile."""
    form = DelegateForm()
    if form.validate_on_submit():
        with form.guard():
            actions.add_delegate(current_actor(), form.delegate.found, ends_on=form.data["ends_on"])
            flash(_("This person may now work on your profile."), "done")
            return redirect(url_for(".delegates"))
    account = current_actor()
    return form_page(
        "accounts/delegates.html",
        form,
        rows=queries.delegates_of(account),
        former=queries.former_delegates_of(account),
    )


@bp.post("/settings/delegates/<int:id>/end")
@allow(permissions.CHANGE_OWN_THING, Delegate)
def end_delegate(delegate: Delegate) -> ResponseReturnValue:
    """They no longer act for the person."""
    actions.end_delegate(delegate)
    flash(_("This person no longer acts for you."), "done")
    return redirect(url_for(".delegates"))
