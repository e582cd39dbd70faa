"""Asking a service for what it knows under a number."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.registry import permissions
from portal.registry.lookups.forms import LookUpForm
from portal.registry.lookups.jobs import ask_later
from portal.registry.lookups.services import offered
from portal.registry.models import Person
from portal.registry.views.blueprint import bp, person_at


@bp.route("/people/<int:id>/works/look-up", methods=["GET", "POST"])
@allow(permissions.EDIT_RECORD, person_at)
def ask_elsewhere(person: Person) -> ResponseReturnValue:
    """Type a number; the answer comes to the same page as a file. No page where nobody is asked."""
    if not offered():
        abort(404)
    form = LookUpForm()
    if form.validate_on_submit():
        with form.guard():
            job = ask_later(person, form.number.data, actor=current_actor())
            return redirect(url_for("jobs.show", id=job.id))
    return form_page("registry/look_up.html", form, person=person, services=offered())
