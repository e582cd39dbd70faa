"""What everyone sees of associations."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.associations import actions, permissions, queries
from portal.associations.forms import DescribeForm
from portal.associations.models import Association
from portal.associations.views.blueprint import bp
from portal.core import clock
from portal.core.access import PUBLIC, allow, current_actor
from portal.core.forms import form_page


@bp.get("/associations")
@allow(PUBLIC)
def index() -> ResponseReturnValue:
    today = clock.today()
    return render_template(
        "associations/index.html",
        associations=queries.associations_shown(today),
        figures=queries.figures_by_association(today),
        overall=queries.figures_overall(today),
        no_figures=queries.Figures(),
    )


@bp.get("/associations/<slug>")
@allow(PUBLIC, Association)
def association(association: Association) -> ResponseReturnValue:
    today = clock.today()
    by_branch = queries.figures_by_branch(association, today)
    return render_template(
        "associations/association.html",
        association=association,
        branches=queries.branches_of(association, today),
        by_branch=by_branch,
        figures=queries.figures_by_association(today).get(association.id, queries.Figures()),
        no_figures=queries.Figures(),
        leaders=queries.leaders_of(association),
        own=queries.own_membership(association, current_actor(), today),
    )


@bp.route("/associations/<slug>/edit", methods=["GET", "POST"])
@allow(permissions.EDIT_ASSOCIATION, Association)
def edit(association: Association) -> ResponseReturnValue:
    form = DescribeForm(obj=association)
    if form.validate_on_submit():
        with form.guard():
            facts = {name: form[name].data for name in actions.DESCRIBED}
            actions.describe(association, version=form.version.data, **facts)
            flash(_("The page of the association is saved."), "done")
            return redirect(url_for(".association", slug=association.slug))
    return form_page("associations/edit.html", form, association=association)
