"""Who may do what: given and ended by those who manage the system."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.accounts import actions, permissions, queries
from portal.accounts.forms import GrantForm, ReasonForm
from portal.accounts.models import Grant
from portal.accounts.roles import ROLES
from portal.accounts.views.blueprint import bp
from portal.accounts.views.proof import needs_proof
from portal.core import clock
from portal.core.access import SIGNED_IN, allow, current_actor, demand
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate
from portal.units.permissions import MANAGE_UNIT


@bp.get("/grants")
@allow(permissions.LIST_GRANTS)
def grants() -> str:
    """The grants at the units that the actor manages."""
    text = request.args.get("q", "")[:100].strip()
    ended = request.args.get("ended") == "1"
    query = queries.grants_in_reach(current_actor(), text, ended=ended)
    return render_template(
        "accounts/grants.html",
        page=paginate(query, page=page_number(request.args.get("page"))),
        text=text,
        ended=ended,
        day=clock.today(),
        page_url=lambda n: url_for(".grants", q=text, ended=int(ended), page=n),
    )


@bp.get("/settings/grants")
@allow(SIGNED_IN)
def own_grants() -> str:
    """What the person may do, where, until when, by which document."""
    account = current_actor()
    return render_template(
        "accounts/own_grants.html", account=account, roles=ROLES, day=clock.today()
    )


@bp.route("/grants/new", methods=["GET", "POST"])
@allow(permissions.GRANT)
@needs_proof
def new_grant() -> ResponseReturnValue:
    """Give an account a role at a unit that the actor manages."""
    form = GrantForm(starts_on=clock.today(), account=request.args.get("account"))
    if form.validate_on_submit():
        demand(MANAGE_UNIT, form.unit.data)
        with form.guard():
            given = actions.grant(
                form.account.found,
                form.data["role"],
                form.data["unit"],
                starts_on=form.data["starts_on"],
                ends_on=form.data["ends_on"],
                document=form.data["document"],
                granted_by=current_actor(),
            )
            flash(_("%(name)s now holds the role.", name=given.account.full_name), "done")
            return redirect(url_for(".grants"))
    return form_page("accounts/new_grant.html", form, roles=ROLES)


@bp.route("/grants/<int:id>/end", methods=["GET", "POST"])
@allow(permissions.END_GRANT, Grant)
@needs_proof
def end_grant(grant: Grant) -> ResponseReturnValue:
    """End a grant at once, with the reason."""
    form = ReasonForm()
    if form.validate_on_submit():
        with form.guard():
            actions.end_grant(grant, by=current_actor(), reason=form.reason.data or "")
            flash(_("The grant is ended."), "done")
            return redirect(url_for(".grants"))
    return form_page("accounts/end_grant.html", form, grant=grant)
