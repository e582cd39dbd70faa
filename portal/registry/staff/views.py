"""A unit's list handed in, shown row by row beside the registry, taken over, taken back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core import clock
from portal.core.access import allow, current_actor, may
from portal.core.documents import XLSX, send_document
from portal.core.forms import form_page
from portal.registry.importing.models import ImportTask
from portal.registry.staff import actions, queries
from portal.registry.staff.forms import (
    DecisionForm,
    QuestionForm,
    StaffListForm,
    UnitChoiceForm,
    decision_of,
)
from portal.registry.staff.page import list_page
from portal.registry.staff.permissions import (
    BRING_STAFF,
    DECIDE_ON_STAFF,
    LIST_STAFF_LISTS,
    READ_STAFF_LIST,
    READ_TEMPLATE,
)
from portal.registry.staff.result import result_name, result_sheet
from portal.registry.staff.template import csv_template, xlsx_template
from portal.registry.views.blueprint import bp
from portal.units.models import Unit


@bp.get("/staff-lists")
@allow(LIST_STAFF_LISTS)
def staff_lists() -> ResponseReturnValue:
    """The latest lists, and the units for which one may be handed in."""
    actor = current_actor()
    form = UnitChoiceForm(request.args)
    if request.args.get("unit") and form.validate():
        unit = form.unit.data
        if unit is not None and may(BRING_STAFF, unit):
            return redirect(url_for("registry.bring_staff", id=unit.id))
        form.add_error(_("You do not look after the people of this unit."), "unit")
    units, lists = queries.own_units(actor), queries.lists_for(actor)
    return form_page("registry/staff/lists.html", form, lists=lists, units=units)


@bp.route("/units/<int:id>/staff-list", methods=["GET", "POST"])
@allow(BRING_STAFF, Unit)
def bring_staff(unit: Unit) -> ResponseReturnValue:
    """Hand in the unit's list as a file."""
    form = StaffListForm()
    if form.validate_on_submit():
        with form.guard():
            task = actions.begin_list(
                unit, form.file.data, day=form.day.data, actor=current_actor()
            )
            return redirect(_where(task))
    return form_page("registry/staff/bring.html", form, unit=unit, lists=queries.lists_of(unit))


@bp.get("/units/<int:id>/staff-list/template.xlsx")
@allow(READ_TEMPLATE, Unit)
def staff_template(unit: Unit) -> Response:
    """The template with notes, lists to choose from and an example."""
    return send_document(xlsx_template(unit), "mau-danh-sach-can-bo.xlsx", XLSX)


@bp.get("/units/<int:id>/staff-list/template.csv")
@allow(READ_TEMPLATE, Unit)
def staff_template_csv(unit: Unit) -> Response:
    """The same columns as text."""
    return send_document(csv_template(), "mau-danh-sach-can-bo.csv", "text/csv")


def _where(task: ImportTask) -> str:
    """The job's page while one works on the list, else the list."""
    if actions.is_at_work(task):
        return url_for("jobs.show", id=task.job_id)
    return url_for("registry.staff_list", id=task.id)


@bp.route("/staff-lists/<int:id>", methods=["GET", "POST"])
@allow(DECIDE_ON_STAFF, ImportTask)
def staff_list(task: ImportTask) -> ResponseReturnValue:
    """The rows beside the registry; accept or leave out row by row."""
    page = list_page(task, request.args)
    form = DecisionForm()
    if form.validate_on_submit():
        with form.guard():
            decision = decision_of(request.form, page.rows.items)
            if decision.refuses:
                flash(_("Left out: %(n)s rows.", n=actions.refuse_rows(decision.rows)), "done")
                return redirect(page.address(page.rows.number))
            actions.accept_rows(task, decision.rows, decision.answers, actor=current_actor())
            return redirect(_where(task))
    return form_page("registry/staff/list.html", form, page=page, questions=_questions(task))


def _questions(task: ImportTask) -> QuestionForm:
    told = task.columns
    guessed = told.get("encoding", "") if told.get("is_guessed") else ""
    given = {"day": task.data_date, "encoding": told.get("encoding_chosen") or guessed}
    return QuestionForm(formdata=None, data=given)


@bp.post("/staff-lists/<int:id>/questions")
@allow(DECIDE_ON_STAFF, ImportTask)
def staff_questions(task: ImportTask) -> ResponseReturnValue:
    """Answer of which day the list is and how its text is written; it is read anew."""
    questions = QuestionForm()
    if questions.validate_on_submit():
        with questions.guard():
            actions.read_again(
                task,
                day=questions.day.data,
                encoding=questions.encoding.data,
                actor=current_actor(),
            )
            return redirect(_where(task))
    page = list_page(task, request.args)
    answer = render_template(
        "registry/staff/list.html", form=DecisionForm(formdata=None), page=page, questions=questions
    )
    return answer, 422


@bp.post("/staff-lists/<int:id>/all")
@allow(DECIDE_ON_STAFF, ImportTask)
def staff_take_all(task: ImportTask) -> ResponseReturnValue:
    """Take over every row that is new or changed and asks nothing."""
    return _acted(task, actions.accept_all)


@bp.post("/staff-lists/<int:id>/go-on")
@allow(DECIDE_ON_STAFF, ImportTask)
def staff_go_on(task: ImportTask) -> ResponseReturnValue:
    """Go on with what was interrupted."""
    return _acted(task, actions.go_on)


@bp.post("/staff-lists/<int:id>/undo")
@allow(DECIDE_ON_STAFF, ImportTask)
def staff_undo(task: ImportTask) -> ResponseReturnValue:
    """Take the whole list back."""
    return _acted(task, actions.undo)


def _acted(task: ImportTask, act: Any) -> ResponseReturnValue:
    act(task, actor=current_actor())
    return redirect(_where(task))


@bp.get("/staff-lists/<int:id>/result.xlsx")
@allow(READ_STAFF_LIST, ImportTask)
def staff_result(task: ImportTask) -> Response:
    """The list with the record numbers and what became of each row."""
    return send_document(result_sheet(task), result_name(task, clock.today()), XLSX)
