"""The way in and out, and proving oneself again before a sensitive act."""

from flask import abort, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import actions, identity, queries
from portal.accounts.forms import CodeForm, PasswordProofForm, SignInForm
from portal.accounts.models import Account
from portal.accounts.preferences import arrive
from portal.accounts.views.blueprint import bp
from portal.core.access import ANYONE_MAY_SEND, CHANGE_OWN, allow, current_actor
from portal.core.forms import form_page
from portal.core.links import safe_target


@bp.route("/sign-in", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def sign_in() -> ResponseReturnValue:
    """Address and password; a wrong pair reads the same whichever half is wrong."""
    form = SignInForm(next=request.args.get("next"))
    target = safe_target(form.next.data)
    if current_actor() is not None:
        return redirect(target or url_for(".settings"))
    if form.validate_on_submit():
        with form.guard():
            account = _opened(form)
            if account is not None:
                return _signed_in(account, target)
            form.add_error(_("The address and the password do not fit together."))
    return form_page("accounts/sign_in.html", form)


def _opened(form: SignInForm) -> Account | None:
    return actions.check_password(
        form.email.data or "", form.password.data or "", network=identity.asking_network()
    )


def _signed_in(account: Account, target: str | None) -> ResponseReturnValue:
    if not account.has_second_factor:
        actions.tell_of_new_place(account, identity.asking_network())
    token = actions.open_session(
        account,
        address=identity.asking_network(),
        browser=request.user_agent.string,
        awaits_code=account.has_second_factor,
    )
    identity.remember(token)
    if account.has_second_factor:
        return redirect(url_for(".second_factor", next=target))
    return arrive(account, target)


@bp.route("/sign-in/code", methods=["GET", "POST"])
@allow(ANYONE_MAY_SEND)
def second_factor() -> ResponseReturnValue:
    """The code from the phone, or a recovery code."""
    waiting = queries.session_of(str(session.get(identity.COOKIE_KEY)))
    if waiting is None or not waiting.awaits_code:
        return redirect(url_for(".sign_in"))
    form = CodeForm(next=request.args.get("next"))
    if form.validate_on_submit():
        with form.guard():
            if actions.check_code(waiting, form.code.data or "", network=identity.asking_network()):
                actions.tell_of_new_place(waiting.account, waiting.address)
                identity.remember(actions.complete_session(waiting))
                return arrive(waiting.account, safe_target(form.next.data))
            form.add_error(_("This code is not right, or it was used already."), "code")
    return form_page("accounts/code.html", form)


@bp.post("/sign-out")
@allow(ANYONE_MAY_SEND)
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    if current := queries.session_of(str(session.get(identity.COOKIE_KEY))):
        actions.close_session(current)
    identity.forget()
    flash(_("You have signed out."), "done")
    return redirect("/")


@bp.route("/settings/prove", methods=["GET", "POST"])
@allow(CHANGE_OWN)
def prove() -> ResponseReturnValue:
    """The password once more, before something that matters."""
    form = PasswordProofForm(next=request.args.get("next"))
    current = identity.current_session() or abort(403)
    if form.validate_on_submit():
        with form.guard():
            proof = actions.check_password(
                current.account.email, form.password.data or "", network=identity.asking_network()
            )
            if proof is not None:
                actions.prove_again(current)
                return redirect(safe_target(form.next.data) or url_for(".security"))
            form.add_error(_("This is not your password."), "password")
    return form_page("accounts/prove.html", form)
