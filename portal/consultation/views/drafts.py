"""Versions in preparation: bring in, look at the tree, mend it, compare, publish."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.consultation import permissions
from portal.consultation.actions import drafting, mapping
from portal.consultation.forms.desk import ImportForm, UnitForm
from portal.consultation.models import Consultation, DraftVersion, Provision, ProvisionMapping
from portal.consultation.outline.source import Source, source_of_file, source_of_text
from portal.consultation.queries import finding
from portal.consultation.views.blueprint import actor_id, bp
from portal.core.access import allow
from portal.core.errors import RuleBroken
from portal.core.files import Accept, local_path, store_upload
from portal.core.forms import form_page
from portal.core.text import word_diff


@bp.route("/consultations/<slug>/drafts/new", methods=["GET", "POST"])
@allow(permissions.EDIT, finding.consultation_of)
def bring_in(consultation: Consultation) -> ResponseReturnValue:
    """Bring in a draft as a file or pasted text; its structure is recognised."""
    form = ImportForm()
    if form.validate_on_submit():
        with form.guard():
            version = drafting.import_draft(consultation, _source(form), created_by_id=actor_id())
            return redirect(_draft_url(version))
    return form_page("consultation/import.html", form, consultation=consultation)


def _source(form: ImportForm) -> Source:
    if form.file.data:
        stored = store_upload(form.file.data, accept=Accept.DRAFT, field="file")
        with local_path(stored) as path:
            return source_of_file(path, stored.name)
    if not (form.text.data or "").strip():
        raise RuleBroken(_("Choose a file or paste the text."), "file")
    return source_of_text(form.text.data)


def _draft_url(version: DraftVersion) -> str:
    slug = version.consultation.slug
    return url_for("consultation.draft", slug=slug, number=version.number)


@bp.get("/consultations/<slug>/drafts/<int:number>")
@allow(permissions.READ_DESK, finding.version_of)
def draft(version: DraftVersion) -> ResponseReturnValue:
    """The recognised tree with what is doubtful in it."""
    return render_template(
        "consultation/draft.html",
        version=version,
        consultation=version.consultation,
        findings=drafting.findings_in(version),
    )


@bp.route("/consultations/<slug>/drafts/<int:number>/units/<int:unit>", methods=["GET", "POST"])
@allow(permissions.EDIT, finding.unit_of)
def mend(unit: Provision) -> ResponseReturnValue:
    """Mend one unit: change, merge with the one before, split, take its marker away, drop."""
    form = UnitForm(obj=unit)
    version = unit.version
    if form.validate_on_submit():
        with form.guard():
            shown = _mend(unit, form, request.form.get("do", "change"))
            flash(_("The tree is mended."), "done")
            return redirect(f"{_draft_url(version)}#u{shown.id if shown else 'top'}")
    return form_page(
        "consultation/unit.html",
        form,
        unit=unit,
        consultation=version.consultation,
        version=version,
    )


def _mend(unit: Provision, form: UnitForm, verb: str) -> Provision | None:
    """Do what the pressed button says; gives the unit to come back to."""
    if verb == "merge":
        return drafting.merge_with_previous(unit)
    if verb == "split":
        return drafting.split_unit(unit, form.text.data or form.title.data or "")
    if verb == "drop":
        drafting.drop_unit(unit)
        return None
    if verb == "unmark":
        drafting.unmark_unit(unit)
        return unit
    drafting.change_unit(
        unit,
        kind=form.data["kind"],
        number=form.number.data or "",
        title=form.title.data or "",
        text=form.text.data or "",
    )
    return unit


@bp.post("/consultations/<slug>/drafts/<int:number>/publish")
@allow(permissions.EDIT, finding.version_of)
def publish(version: DraftVersion) -> ResponseReturnValue:
    """Publish the version, or go to the pairs that a person has to look at."""
    slug = version.consultation.slug
    if drafting.publish(version, by_id=actor_id()):
        flash(_("Version %(n)s is published.", n=version.number), "done")
        return redirect(url_for("consultation.desk", slug=slug))
    flash(_("Look at these pairs first: are they the same unit?"), "wait")
    return redirect(url_for("consultation.mapping_page", slug=slug, number=version.number))


@bp.get("/consultations/<slug>/drafts/<int:number>/mapping")
@allow(permissions.READ_DESK, finding.version_of)
def mapping_page(version: DraftVersion) -> ResponseReturnValue:
    """Where the units of the version before went; the doubtful pairs on top."""
    rows: list[tuple[ProvisionMapping, Any]] = [
        (one, word_diff(one.old.words, one.new.words) if one.old and one.new else [])
        for one in mapping.mappings_of(version)
    ]
    return render_template(
        "consultation/mapping.html",
        version=version,
        consultation=version.consultation,
        doubtful=[row for row in rows if row[0].needs_confirming],
        settled=[row for row in rows if not row[0].needs_confirming],
    )


@bp.post("/consultations/<slug>/drafts/<int:number>/mapping")
@allow(permissions.EDIT, finding.version_of)
def decide_mapping(version: DraftVersion) -> ResponseReturnValue:
    """Say of one pair whether it is the same unit."""
    if version.is_published:
        abort(409)
    known = {str(one.id): one for one in mapping.mappings_of(version)}
    pair = known.get(request.form.get("pair", ""))
    if pair is not None and pair.needs_confirming:
        same = request.form.get("same") == "yes"
        decide = mapping.confirm_mapping if same else mapping.refuse_mapping
        decide(pair, by_id=actor_id())
    slug, number = version.consultation.slug, version.number
    return redirect(url_for("consultation.mapping_page", slug=slug, number=number))
