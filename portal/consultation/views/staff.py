"""The desk of the drafting unit: its consultations, one of them, its dossier."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.consultation import papers, permissions
from portal.consultation.actions import preparing
from portal.consultation.forms.desk import ConsultationForm, DocumentForm
from portal.consultation.models import Consultation, DocumentRule
from portal.consultation.queries import finding
from portal.consultation.queries.answers import tab_counts
from portal.consultation.queries.desk import letters_of, moderation_count
from portal.consultation.rules.moves import possible_moves
from portal.consultation.views.blueprint import actor_id, bp, query_text
from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.db import db
from portal.core.documents import send_document
from portal.core.errors import RuleBroken, check_version
from portal.core.files import Accept, store_upload
from portal.core.forms import form_page
from portal.core.paging import page_number, paginate
from portal.units.powers import Power


@bp.get("/consultations/manage")
@allow(permissions.LIST_DESKS)
def desks() -> ResponseReturnValue:
    """The consultations of the units whose drafts one may read."""
    page = paginate(finding.desks_of(current_actor()), page=page_number(query_text("page")))
    return render_template("consultation/desks.html", page=page)


@bp.route("/consultations/new", methods=["GET", "POST"])
@allow(permissions.START)
def create() -> ResponseReturnValue:
    """Begin a consultation."""
    form = _prepared(ConsultationForm())
    del form.version
    if form.validate_on_submit():
        with form.guard():
            _check_unit(form)
            given = _given(form)
            consultation = preparing.create_consultation(
                form.data["unit"], given.pop("rule"), **given, created_by_id=actor_id()
            )
            flash(_("The consultation is begun. Bring in the draft next."), "done")
            return redirect(url_for("consultation.desk", slug=consultation.slug))
    return form_page("consultation/edit.html", form, consultation=None)


def _prepared(form: ConsultationForm) -> ConsultationForm:
    rules = finding.rules_on(clock.today())
    form.rule.choices = [(one.id, one.name) for one in rules]
    return form


def _check_unit(form: ConsultationForm) -> None:
    if not current_actor().can(Power.EDIT_DRAFTS, form.data["unit"].id):
        raise RuleBroken(_("You do not prepare drafts for this unit."), "unit")


def _given(form: ConsultationForm) -> dict[str, Any]:
    return {
        "rule": db.session.get_one(DocumentRule, form.rule.data),
        "title": form.title.data,
        "summary": form.summary.data,
        "questions": (form.questions.data or "").splitlines(),
        "checks_before": form.checks_before.data,
    }


@bp.route("/consultations/<slug>/edit", methods=["GET", "POST"])
@allow(permissions.EDIT, finding.consultation_of)
def edit(consultation: Consultation) -> ResponseReturnValue:
    """Change what the consultation says about itself."""
    form = _prepared(ConsultationForm(data=_shown(consultation)))
    if form.validate_on_submit():
        with form.guard():
            check_version(form.version.data, consultation.version)
            preparing.edit_consultation(consultation, **_given(form))
            flash(_("Saved."), "done")
            return redirect(url_for("consultation.desk", slug=consultation.slug))
    return form_page("consultation/edit.html", form, consultation=consultation)


def _shown(consultation: Consultation) -> dict[str, Any]:
    return {
        "title": consultation.title,
        "unit": consultation.unit,
        "rule": consultation.rule_id,
        "summary": consultation.summary,
        "questions": "\n".join(one.text for one in consultation.questions),
        "checks_before": consultation.checks_before,
        "version": consultation.version,
    }


@bp.get("/consultations/<slug>/desk")
@allow(permissions.READ_DESK, finding.consultation_of)
def desk(consultation: Consultation) -> ResponseReturnValue:
    """Where the consultation stands, and what can be done next."""
    return render_template(
        "consultation/desk.html",
        consultation=consultation,
        moves=possible_moves(consultation.state),
        counts=tab_counts(consultation),
        waiting=moderation_count(consultation),
        letters=letters_of(consultation),
        now=clock.now(),
    )


@bp.route("/consultations/<slug>/documents/new", methods=["GET", "POST"])
@allow(permissions.EDIT, finding.consultation_of)
def add_document(consultation: Consultation) -> ResponseReturnValue:
    """Add a file to the dossier."""
    form = DocumentForm()
    if form.validate_on_submit():
        with form.guard():
            if not form.file.data:
                raise RuleBroken(_("Choose a file."), "file")
            file = store_upload(form.file.data, accept=Accept.DOCUMENT, field="file")
            preparing.add_document(
                consultation, kind=form.data["kind"], title=form.title.data, file=file
            )
            flash(_("The file is in the dossier."), "done")
            return redirect(url_for("consultation.desk", slug=consultation.slug))
    return form_page("consultation/document.html", form, consultation=consultation)


@bp.get("/consultations/<slug>/synthesis.<any(docx, xlsx, json):form>")
@allow(permissions.READ_DESK, finding.consultation_in_form)
def synthesis(asked: finding.AskedReport) -> Response:
    """The official report; refused while its sums do not agree."""
    name = papers.file_name(asked.consultation)
    if asked.form == "json":
        return Response(papers.report_json(asked.consultation), mimetype="application/json")
    make = papers.report_docx if asked.form == "docx" else papers.report_xlsx
    return send_document(make(asked.consultation), f"{name}-{clock.today():%Y%m%d}.{asked.form}")
