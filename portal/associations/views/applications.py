"""The secretary's queue, and one application for those who decide and for the applicant."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.associations import actions, permissions, queries
from portal.associations.forms import ApproveForm, RefuseForm
from portal.associations.models import Application, ApplicationState, Association
from portal.associations.views.blueprint import bp
from portal.associations.views.chosen import branch_choices, branch_chosen, day_of
from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.paging import page_number


@bp.get("/associations/<slug>/applications")
@allow(permissions.LIST_MEMBERS, Association)
def applications(association: Association) -> ResponseReturnValue:
    asked = request.args.get("state", "")
    known = {state.value: state for state in ApplicationState}
    state = known.get(asked, ApplicationState.SUBMITTED)
    page = page_number(request.args.get("page"))
    return render_template(
        "associations/applications.html",
        association=association,
        state=state,
        states=list(ApplicationState),
        page=queries.application_page(association, state, current_actor(), page),
    )


@bp.get("/applications/<int:id>")
@allow(permissions.SHOW_APPLICATION, Application)
def application(application: Application) -> ResponseReturnValue:
    return _page(application)


def _page(
    application: Application, approve: ApproveForm | None = None, refuse: RefuseForm | None = None
) -> tuple[str, int]:
    today = clock.today()
    fresh = ApproveForm(
        formdata=None, starts_on=today, issued_on=today, branch=str(application.branch_id or "")
    )
    fresh.offer(branch_choices(application.association))
    return form_page(
        "associations/application.html",
        approve or refuse or fresh,
        application=application,
        approve=approve or fresh,
        refuse=refuse or RefuseForm(formdata=None),
        periods=queries.periods_of(application.association, application.person),
    )


@bp.post("/applications/<int:id>/approve")
@allow(permissions.DECIDE, Application)
def approve(application: Application) -> ResponseReturnValue:
    form = ApproveForm().offer(branch_choices(application.association))
    if form.validate_on_submit():
        with form.guard():
            actions.approve(
                application,
                number=form.number.data or "",
                issued_on=day_of(form.issued_on),
                starts_on=day_of(form.starts_on),
                branch=branch_chosen(form),
                by_id=current_actor().id,
            )
            flash(_("Admitted: %(name)s", name=application.person.full_name), "done")
            return redirect(url_for(".application", id=application.id))
    return _page(application, approve=form)


@bp.post("/applications/<int:id>/refuse")
@allow(permissions.DECIDE, Application)
def refuse(application: Application) -> ResponseReturnValue:
    form = RefuseForm()
    if form.validate_on_submit():
        with form.guard():
            actions.refuse(application, reason=form.reason.data or "", by_id=current_actor().id)
            flash(_("The application is refused; the person is told why."), "done")
            return redirect(url_for(".applications", slug=application.association.slug))
    return _page(application, refuse=form)
