"""How the person signs in: password, second factor, browsers."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import actions, permissions, queries, rules
from portal.accounts.closing import remains_of
from portal.accounts.forms import CloseForm, CodeForm, ConfirmForm, NewPasswordForm
from portal.accounts.identity import current_session, forget
from portal.accounts.models import Account, AccountSession
from portal.accounts.totp import picture_of, secret_for
from portal.accounts.views.blueprint import bp
from portal.accounts.views.proof import needs_proof
from portal.core.access import CHANGE_OWN, SIGNED_IN, allow, current_actor
from portal.core.forms import form_page


@bp.get("/settings/security")
@allow(SIGNED_IN)
def security() -> str:
    """Password, second factor, and where the account is signed in."""
    account = current_actor()
    return render_template(
        "accounts/security.html",
        account=account,
        sessions=queries.sessions_of(account),
        current=current_session(),
        codes_left=queries.recovery_codes_left(account),
        form=ConfirmForm(),
    )


@bp.route("/settings/password", methods=["GET", "POST"])
@allow(CHANGE_OWN)
@needs_proof
def password() -> ResponseReturnValue:
    """Another password; all other browsers are signed out."""
    form = NewPasswordForm()
    if form.validate_on_submit():
        with form.guard():
            session = current_session() or abort(403)
            actions.change_password(current_actor(), form.password.data or "", here=session)
            flash(_("The password is changed; other browsers are signed out."), "done")
            return redirect(url_for(".security"))
    return form_page(
        "accounts/password.html", form, shortest=rules.SHORTEST, account=current_actor()
    )


@bp.route("/settings/second-factor", methods=["GET", "POST"])
@allow(CHANGE_OWN)
@needs_proof
def switch_on() -> ResponseReturnValue:
    """Scan the picture, type the first code; the recovery codes are shown once."""
    account: Account = current_actor()
    session = current_session() or abort(403)
    secret = secret_for(session)
    form = CodeForm()
    if form.validate_on_submit():
        with form.guard():
            codes = actions.switch_on(account, secret=secret, code=form.code.data or "")
            actions.tell(account, _("The second factor was switched on"))
            return render_template("accounts/recovery_codes.html", codes=codes)
    picture = picture_of(account, secret)
    return form_page("accounts/second_factor.html", form, secret=secret, picture=picture)


@bp.route("/settings/second-factor/off", methods=["GET", "POST"])
@allow(CHANGE_OWN)
@needs_proof
def switch_off() -> ResponseReturnValue:
    """Ask for the password alone again."""
    form = ConfirmForm()
    if form.validate_on_submit():
        actions.switch_off(current_actor())
        actions.tell(current_actor(), _("The second factor was switched off"))
        flash(_("The second factor is off."), "done")
        return redirect(url_for(".security"))
    return form_page("accounts/switch_off.html", form)


@bp.route("/settings/recovery-codes", methods=["GET", "POST"])
@allow(CHANGE_OWN)
@needs_proof
def recovery_codes() -> ResponseReturnValue:
    """New recovery codes in place of the old ones."""
    account: Account = current_actor()
    form = ConfirmForm()
    if account.has_second_factor and form.validate_on_submit():
        codes = actions.new_recovery_codes(account)
        return render_template("accounts/recovery_codes.html", codes=codes)
    return form_page("accounts/new_codes.html", form)


@bp.route("/settings/close", methods=["GET", "POST"])
@allow(CHANGE_OWN)
@needs_proof
def close() -> ResponseReturnValue:
    """Close one's own account for good, after reading what stays."""
    form = CloseForm()
    if form.validate_on_submit():
        with form.guard():
            actions.close_account(current_actor())
            forget()
            flash(_("Your account is closed. We have written to you what stays."), "done")
            return redirect("/")
    return form_page("accounts/close.html", form, remains=remains_of(current_actor()))


@bp.post("/settings/sessions/<int:id>/end")
@allow(permissions.CHANGE_OWN_THING, AccountSession)
def end_session(session: AccountSession) -> ResponseReturnValue:
    """Sign one browser out."""
    actions.close_session(session)
    flash(_("That browser is signed out."), "done")
    return redirect(url_for(".security"))


@bp.post("/settings/sessions/end")
@allow(CHANGE_OWN)
def end_sessions() -> ResponseReturnValue:
    """Sign out everywhere else."""
    actions.close_sessions(current_actor(), but=current_session())
    flash(_("All other browsers are signed out."), "done")
    return redirect(url_for(".security"))
