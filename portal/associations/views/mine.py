"""What a person does for themselves: apply, look after one's memberships."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.associations import actions, permissions, queries, rules
from portal.associations.forms import ApplyForm
from portal.associations.models import Application, Association, Membership
from portal.associations.views.blueprint import bp
from portal.associations.views.chosen import branch_chosen, type_chosen
from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.registry.queries import person_of


@bp.route("/associations/<slug>/apply", methods=["GET", "POST"])
@allow(permissions.APPLY, Association)
def apply(association: Association) -> ResponseReturnValue:
    person = person_of(current_actor())
    if person is None or not association.accepts_applications:
        return render_template("associations/cannot_apply.html", association=association)
    types = [(str(kind.id), kind.name) for kind in association.types if kind.by_application]
    form = ApplyForm().offer(types, queries.branch_choices(association, clock.today()))
    if form.validate_on_submit():
        with form.guard():
            application = actions.apply(
                association,
                person,
                kind=type_chosen(form),
                branch=branch_chosen(form),
                letter=form.letter.data or "",
                is_public=form.is_public.data,
            )
            return redirect(url_for(".application", id=application.id))
    return form_page("associations/apply.html", form, association=association, person=person)


@bp.get("/memberships")
@allow(permissions.SHOW_OWN)
def my_memberships() -> ResponseReturnValue:
    person = person_of(current_actor())
    return render_template(
        "associations/my_memberships.html",
        person=person,
        memberships=queries.memberships_of(person) if person else [],
        applications=queries.applications_of(person) if person else [],
        standing_of=rules.standing_of,
        today=clock.today(),
    )


@bp.post("/applications/<int:id>/withdraw")
@allow(permissions.WITHDRAW, Application)
def withdraw(application: Application) -> ResponseReturnValue:
    actions.withdraw(application)
    flash(_("Your application is withdrawn."), "done")
    return redirect(url_for(".my_memberships"))


@bp.post("/memberships/<int:id>/display")
@allow(permissions.CHOOSE_DISPLAY, Membership)
def choose_display(membership: Membership) -> ResponseReturnValue:
    actions.show_publicly(membership, shown=not membership.is_public)
    flash(_("Your choice is saved."), "done")
    return redirect(url_for(".my_memberships"))
