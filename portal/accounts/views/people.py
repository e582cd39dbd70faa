"""Accounts as those see them who manage the system."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import actions, permissions, queries
from portal.accounts.forms import ConfirmForm, ReasonForm
from portal.accounts.models import Account
from portal.accounts.views.blueprint import bp
from portal.accounts.views.proof import needs_proof
from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate


@bp.get("/accounts")
@allow(permissions.LIST_ACCOUNTS)
def accounts() -> str:
    """Accounts by name or address."""
    text = request.args.get("q", "")[:100].strip()
    query = queries.accounts_matching(text)
    return render_template(
        "accounts/accounts.html",
        page=paginate(query, page=page_number(request.args.get("page"))),
        text=text,
        page_url=lambda n: url_for(".accounts", q=text, page=n),
    )


@bp.get("/accounts/<int:id>")
@allow(permissions.SHOW_ACCOUNT, Account)
def account(account: Account) -> str:
    """One account: its state and its grants."""
    return render_template(
        "accounts/account.html", account=account, day=clock.today(), form=ConfirmForm()
    )


@bp.route("/accounts/<int:id>/suspend", methods=["GET", "POST"])
@allow(permissions.SUSPEND, Account)
@needs_proof
def suspend(account: Account) -> ResponseReturnValue:
    """Take all access away at once, or give it back, with the reason."""
    form = ReasonForm()
    if form.validate_on_submit():
        with form.guard():
            reason = form.reason.data or ""
            if account.suspended_at:
                actions.unsuspend(account, reason=reason)
                flash(_("The account may sign in again."), "done")
            else:
                actions.suspend(account, reason=reason, by=current_actor())
                flash(_("The account is suspended and signed out everywhere."), "done")
            return redirect(url_for(".account", id=account.id))
    return form_page("accounts/suspend.html", form, account=account)


@bp.post("/accounts/<int:id>/link")
@allow(permissions.SUSPEND, Account)
def send_link(account: Account) -> ResponseReturnValue:
    """Mail a link for a new password; nobody chooses a password for another."""
    actions.mail_reset(email=account.email)
    flash(_("A link for a new password was mailed to the account's address."), "done")
    return redirect(url_for(".account", id=account.id))
