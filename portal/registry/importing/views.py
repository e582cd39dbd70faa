"""Handing in a list of works; its preview with a decision on each row."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.jobs import enqueue
from portal.core.paging import Page, page_number
from portal.registry import permissions
from portal.registry.importing import actions, labels
from portal.registry.importing.actions import Outcome
from portal.registry.importing.comparing import compare
from portal.registry.importing.forms import AcceptForm, ImportForm, decisions_of
from portal.registry.importing.models import ImportRow, ImportTask
from portal.registry.importing.permissions import DECIDE_ON_IMPORT
from portal.registry.importing.queries import rows_of, tasks_of
from portal.registry.models import Person
from portal.registry.views.blueprint import bp, person_at


@bp.route("/people/<int:id>/works/import", methods=["GET", "POST"])
@allow(permissions.EDIT_RECORD, person_at)
def import_works(person: Person) -> ResponseReturnValue:
    """Paste or choose a list of works."""
    form = ImportForm()
    if form.validate_on_submit():
        with form.guard():
            task = actions.begin_import(
                person, form.content(), actor=current_actor(), name=form.name()
            )
            return redirect(url_for("registry.import_preview", id=task.id))
    tasks = tasks_of(person, current_actor())
    return form_page("registry/import.html", form, person=person, tasks=tasks)


@bp.route("/imports/<int:id>", methods=["GET", "POST"])
@allow(DECIDE_ON_IMPORT, ImportTask)
def import_preview(task: ImportTask) -> ResponseReturnValue:
    """What was read, beside what the registry knows; accept row by row."""
    page = rows_of(task, page_number(request.args.get("page")))
    form = AcceptForm()
    if form.validate_on_submit():
        with form.guard():
            decisions = decisions_of(request.form, page.items)
            outcome = actions.accept(
                task.person, decisions, actor=current_actor(), visibility=form.visibility.data
            )
            flash(_sentence(outcome), "error" if outcome.refused else "done")
            return redirect(url_for("registry.import_preview", id=task.id, page=page.number))
    return _preview_page(task, page, form)


def _preview_page(task: ImportTask, page: Page[ImportRow], form: AcceptForm) -> ResponseReturnValue:
    return form_page(
        "registry/import_preview.html",
        form,
        task=task,
        page=page,
        compared=compare(page.items, task.person),
        labels=labels,
        page_address=lambda number: url_for("registry.import_preview", id=task.id, page=number),
    )


@bp.post("/imports/<int:id>/all")
@allow(DECIDE_ON_IMPORT, ImportTask)
def import_all(task: ImportTask) -> ResponseReturnValue:
    """Take over all new rows whose author is plain, behind the answer."""
    form = AcceptForm()
    actor = current_actor()
    visibility = form.visibility.data.value if form.visibility.data else None
    job = enqueue(
        "registry.import_works",
        owner_id=actor.id,
        task_id=task.id,
        account_id=actor.id,
        visibility=visibility,
        url=url_for("registry.import_preview", id=task.id),
    )
    return redirect(url_for("jobs.show", id=job.id))


def _sentence(outcome: Outcome) -> str:
    told = [
        (outcome.added, _("Added to the profile: %(n)s.", n=outcome.added)),
        (outcome.changed, _("Changed as the source says: %(n)s.", n=outcome.changed)),
        (outcome.sourced, _("Noted as another source: %(n)s.", n=outcome.sourced)),
        (outcome.refused, _("Not taken over, see below: %(n)s.", n=outcome.refused)),
    ]
    return " ".join(sentence for number, sentence in told if number) or _("Nothing to change.")
