"""Branches: opened, closed in favour of their successors, and such a decision undone."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.associations import actions, permissions, queries
from portal.associations.forms import BranchesForm, DecisionForm, UndoForm, divide_form
from portal.associations.models import Association, MassMove, Membership
from portal.associations.views.blueprint import bp
from portal.associations.views.chosen import branch_choices, day_of
from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.db import db
from portal.core.forms import form_page
from portal.units.models import Unit


@bp.route("/associations/<slug>/branches", methods=["GET", "POST"])
@allow(permissions.DIVIDE_BRANCH, Association)
def branches(association: Association) -> ResponseReturnValue:
    today = clock.today()
    form = BranchesForm(starts_on=today)
    form.communes.choices = queries.commune_choices(association, today)
    if form.validate_on_submit():
        with form.guard():
            opened = actions.open_branches(
                association,
                commune_ids=[int(id) for id in form.communes.data or []],
                name=form.name.data or "",
                starts_on=day_of(form.starts_on),
            )
            flash(_("Branches opened: %(n)s", n=len(opened)), "done")
            return redirect(url_for(".branches", slug=association.slug))
    return form_page(
        "associations/branches.html",
        form,
        association=association,
        branches=queries.branches_of(association, today),
        by_branch=queries.figures_by_branch(association, today),
        no_figures=queries.Figures(),
        moves=queries.moves_of(association),
    )


def association_and_branch(slug: str, id: int) -> "queries.BranchOf | None":
    """The association and one of its open branches, which the URL names together."""
    return queries.branch_within(slug, id, clock.today())


@bp.route("/associations/<slug>/branches/<int:id>/divide", methods=["GET", "POST"])
@allow(permissions.DIVIDE_BRANCH, association_and_branch)
def divide(place: "queries.BranchOf") -> ResponseReturnValue:
    association, branch = place.association, place.branch
    members = queries.open_in_branch(association, branch)
    choices = [row for row in branch_choices(association) if row[0] != str(branch.id)]
    nearest = queries.nearest_branches(association, members, clock.today())
    form = divide_form(members, choices, nearest)
    if form.validate_on_submit():
        with form.guard():
            move = actions.divide_branch(
                association,
                branch,
                targets=_targets(form, members),
                effective_on=day_of(form["effective_on"]),
                number=form.number.data or "",
                issued_on=day_of(form.issued_on),
                by_id=current_actor().id,
            )
            flash(_("Members moved: %(n)s", n=len(members)), "done")
            return redirect(url_for(".move", id=move.id))
    return form_page(
        "associations/divide.html",
        form,
        association=association,
        branch=branch,
        members=members,
        choices=choices,
    )


def _targets(form: DecisionForm, members: Sequence[Membership]) -> dict[int, Unit]:
    return {
        member.id: db.session.get_one(Unit, int(form[f"member_{member.id}"].data))
        for member in members
    }


@bp.get("/moves/<int:id>")
@allow(permissions.SHOW_MOVE, MassMove)
def move(move: MassMove) -> ResponseReturnValue:
    return render_template(
        "associations/move.html", move=move, transfers=queries.transfers_of(move), form=UndoForm()
    )


@bp.post("/moves/<int:id>/undo")
@allow(permissions.DIVIDE_BRANCH, MassMove)
def undo(move: MassMove) -> ResponseReturnValue:
    form = UndoForm()
    if form.validate_on_submit():
        with form.guard():
            actions.undo_move(move, reason=form.reason.data or "")
            flash(_("Undone: every member is back in the earlier branch."), "done")
            return redirect(url_for(".move", id=move.id))
    return form_page(
        "associations/move.html", form, move=move, transfers=queries.transfers_of(move)
    )
