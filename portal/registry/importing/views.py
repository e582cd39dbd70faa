"""Handing in a list or record; its preview with a decision on each row."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.forms import form_page
from portal.core.jobs import enqueue
from portal.core.paging import page_number
from portal.registry import permissions
from portal.registry.importing import actions, labels
from portal.registry.importing.actions import Outcome
from portal.registry.importing.diff import Diff, diff_of
from portal.registry.importing.forms import (
    AcceptForm,
    ImportForm,
    WhoseForm,
    decisions_of,
    refused_in,
)
from portal.registry.importing.models import ImportTask
from portal.registry.importing.permissions import DECIDE_ON_IMPORT
from portal.registry.importing.queries import tasks_of
from portal.registry.models import Person
from portal.registry.views.blueprint import bp, person_at


@bp.route("/people/<int:id>/works/import", methods=["GET", "POST"])
@allow(permissions.EDIT_RECORD, person_at)
def import_works(person: Person) -> ResponseReturnValue:
    """Paste or choose a list of works or a whole record."""
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
    """What was read, beside what the profile says; accept or refuse row by row."""
    if task.record.get("doubt"):
        return _whose_page(task, WhoseForm())
    diff = _diff(task)
    form = AcceptForm()
    if form.validate_on_submit():
        with form.guard():
            _decide(task, diff, form)
            return redirect(_page_of(task, diff.page.number))
    return _preview_page(task, diff, form)


def _diff(task: ImportTask) -> Diff:
    wants_refused = request.args.get("refused") == "1"
    return diff_of(task, page=page_number(request.args.get("page")), refused=wants_refused)


def _decide(task: ImportTask, diff: Diff, form: AcceptForm) -> None:
    person, actor, rows = task.person, current_actor(), diff.page.items
    if request.args.get("refused") == "1":
        back = [one.row for one in decisions_of(request.form, rows)]
        told = actions.bring_back(person, back, actor=actor)
        flash(_("Suggested again: %(n)s.", n=told), "done")
        return
    out = refused_in(request.form, rows)
    decisions = [one for one in decisions_of(request.form, rows) if one.row not in out]
    outcome = actions.accept(person, decisions, actor=actor, visibility=form.visibility.data)
    refused = actions.refuse(person, out, actor=actor)
    flash(_sentence(outcome, refused), "error" if outcome.refused else "done")


def _page_of(task: ImportTask, number: int) -> str:
    return url_for("registry.import_preview", id=task.id, page=number)


def _preview_page(task: ImportTask, diff: Diff, form: AcceptForm) -> ResponseReturnValue:
    refused = request.args.get("refused") == "1"
    return form_page(
        "registry/import_refused.html" if refused else "registry/import_preview.html",
        form,
        task=task,
        diff=diff,
        labels=labels,
        page_address=lambda number: url_for(
            "registry.import_preview", id=task.id, page=number, refused="1" if refused else None
        ),
    )


@bp.post("/imports/<int:id>/whose")
@allow(DECIDE_ON_IMPORT, ImportTask)
def import_whose(task: ImportTask) -> ResponseReturnValue:
    """Say that a record which seems somebody else's is this person's."""
    form = WhoseForm()
    if not task.record.get("doubt") or form.validate_on_submit():
        actions.confirm_whose(task, actor=current_actor())
        return redirect(url_for("registry.import_preview", id=task.id))
    return _whose_page(task, form)


def _whose_page(task: ImportTask, form: WhoseForm) -> ResponseReturnValue:
    return form_page("registry/import_whose.html", form, task=task, labels=labels)


@bp.post("/imports/<int:id>/all")
@allow(DECIDE_ON_IMPORT, ImportTask)
def import_all(task: ImportTask) -> ResponseReturnValue:
    """Take over all new rows about which nothing has to be asked, behind the answer."""
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


def _sentence(outcome: Outcome, refused: int) -> str:
    told = [
        (outcome.added, _("Added to the profile: %(n)s.", n=outcome.added)),
        (outcome.changed, _("Changed as the source says: %(n)s.", n=outcome.changed)),
        (outcome.sourced, _("Noted as another source: %(n)s.", n=outcome.sourced)),
        (refused, _("Will not be suggested again: %(n)s.", n=refused)),
        (outcome.refused, _("Not taken over, see below: %(n)s.", n=outcome.refused)),
    ]
    return " ".join(sentence for number, sentence in told if number) or _("Nothing to change.")
