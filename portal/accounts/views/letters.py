"""What begins or ends with a letter: registration, a forgotten password."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import actions, identity, queries, rules
from portal.accounts.forms import AddressForm, NewPasswordForm, PasswordProofForm, RegisterForm
from portal.accounts.models import EmailToken, TokenPurpose
from portal.accounts.preferences import arrive
from portal.accounts.views.blueprint import bp
from portal.core.access import ANYONE_MAY_SEND, PUBLIC, allow
from portal.core.forms import form_page


@bp.route("/register", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def register() -> ResponseReturnValue:
    """Name, address, password; the answer is the same whether the address is known or not."""
    form = RegisterForm()
    if form.validate_on_submit():
        with form.guard():
            actions.check_letters(identity.asking_network())
            actions.register(
                email=form.email.data or "",
                full_name=form.full_name.data or "",
                password=form.password.data or "",
            )
            return redirect(url_for(".letter_sent"))
    return form_page("accounts/register.html", form, shortest=rules.SHORTEST)


@bp.get("/register/sent")
@allow(PUBLIC)
def letter_sent() -> str:
    """Look into your mailbox."""
    return render_template("accounts/sent.html")


def _confirmation(token: str) -> EmailToken | None:
    return queries.open_token(token, TokenPurpose.CONFIRM)


@bp.route("/register/confirm/<token>", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def confirm(token: str) -> ResponseReturnValue:
    """The link of the letter and the password of the registration together open the account."""
    found = _confirmation(token)
    if found is None:
        return render_template("accounts/dead_link.html", again=url_for(".register")), 404
    form = PasswordProofForm()
    if form.validate_on_submit():
        with form.guard():
            account = actions.confirm(
                found, form.password.data or "", network=identity.asking_network()
            )
            if account is not None:
                network = identity.asking_network()
                identity.remember(
                    actions.open_session(
                        account, address=network, browser=request.user_agent.string
                    )
                )
                flash(_("Your account is open. Welcome."), "done")
                return arrive(account, None)
            form.add_error(_("This is not the password you chose when you registered."), "password")
    return form_page("accounts/confirm.html", form, email=found.email)


@bp.route("/forgotten", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def forgotten() -> ResponseReturnValue:
    """Ask for a link; the answer is the same for every address."""
    form = AddressForm()
    if form.validate_on_submit():
        with form.guard():
            actions.check_letters(identity.asking_network())
            actions.ask_reset(form.email.data or "")
            return redirect(url_for(".letter_sent"))
    return form_page("accounts/forgotten.html", form)


@bp.route("/reset/<token>", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def reset(token: str) -> ResponseReturnValue:
    """Choose a password by a mailed link."""
    found = queries.open_token(token, TokenPurpose.RESET, TokenPurpose.WELCOME)
    if found is None:
        return render_template("accounts/dead_link.html", again=url_for(".forgotten")), 404
    form = NewPasswordForm()
    if form.validate_on_submit():
        with form.guard():
            actions.reset_password(found, form.password.data or "")
            flash(_("The new password is set. Sign in with it."), "done")
            return redirect(url_for(".sign_in"))
    email = found.account.email
    return form_page("accounts/reset.html", form, email=email, shortest=rules.SHORTEST)
