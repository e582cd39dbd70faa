"""Conflicts of interest: found, declared, decided."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.councils import permissions, queries
from portal.councils.actions import conflicts as actions
from portal.councils.forms import DecideConflictForm, DeclareForm
from portal.councils.models import ConflictFinding, Council, FindingSource
from portal.councils.permissions import seat_of
from portal.councils.views.blueprint import bp


@bp.get("/councils/<int:id>/conflicts")
@allow(permissions.SEE_CONFLICTS, Council)
def conflicts(council: Council) -> ResponseReturnValue:
    seat = seat_of(current_actor(), council)
    shown = [
        finding
        for finding in queries.findings_of(council)
        if seat is None or permissions.is_shown_the_item(current_actor(), finding.item)
    ]
    return render_template("councils/conflicts.html", council=council, findings=shown)


@bp.post("/councils/<int:id>/conflicts")
@allow(permissions.FIND_CONFLICTS, Council)
def search_conflicts(council: Council) -> ResponseReturnValue:
    found = actions.find_conflicts(council)
    flash(_("The registry was searched: %(n)s new findings.", n=len(found)), "done")
    return redirect(url_for("councils.conflicts", id=council.id))


@bp.route("/conflicts/<int:id>", methods=["GET", "POST"])
@allow(permissions.DECIDE_CONFLICT, ConflictFinding)
def decide_conflict(finding: ConflictFinding) -> ResponseReturnValue:
    form = DecideConflictForm()
    if form.validate_on_submit():
        with form.guard():
            stands = form.stands.data == "yes"
            actions.decide_conflict(
                finding, stands=stands, reason=form.reason.data or "", by=current_actor()
            )
            flash(_("Decided."), "done")
            return redirect(url_for("councils.conflicts", id=finding.item.council_id))
    return form_page("councils/decide_conflict.html", form, finding=finding)


@bp.route("/councils/<int:id>/declare", methods=["GET", "POST"])
@allow(permissions.DECLARE_OWN_CONFLICT, Council)
def declare(council: Council) -> ResponseReturnValue:
    """A member's own declaration: from then on he no longer sees the item."""
    member = seat_of(current_actor(), council)
    items = list(queries.items_for(council, member))
    form = DeclareForm()
    form.offer(items)
    if member is not None and form.validate_on_submit():
        item = next(one for one in items if one.id == form.item.data)
        with form.guard():
            actions.declare_conflict(
                member,
                item,
                kind=form.kind.data,
                note=form.note.data,
                source=FindingSource.MEMBER,
                by=current_actor(),
            )
            flash(_("Thank you. You will no longer see this item."), "done")
            return redirect(url_for("councils.council", id=council.id))
    return form_page("councils/declare.html", form, council=council, items=items)
