"""Stating, changing, showing, proving and handing in the items of a record."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.files import Accept, send_stored, store_upload
from portal.core.forms import form_page
from portal.core.i18n import label
from portal.registry import actions, permissions
from portal.registry.forms.deciding import SubmitForm
from portal.registry.forms.items import (
    ITEM_FORMS,
    EvidenceForm,
    ItemForm,
    KeywordsForm,
    VisibilityForm,
)
from portal.registry.lines import line_of
from portal.registry.models import Audience, Evidence, EvidenceKind, Item, Person
from portal.registry.queries.items import evidence_of, item_of, verifications_of
from portal.registry.queries.verification import is_overdue
from portal.registry.rules import EVIDENCE_FOR, MOVES, Move
from portal.registry.sources import sources_of
from portal.registry.views.blueprint import bp, evidence_at, item_at, new_item_at, person_at
from portal.registry.views.conflicts import item_conflict


@bp.route("/people/<int:id>/items/<kind>/new", methods=["GET", "POST"])
@allow(permissions.EDIT_ITEM, new_item_at)
def new_item(item: Item) -> ResponseReturnValue:
    """State an item of one kind."""
    return _item_page(item, _("Add: %(kind)s", kind=label(item.kind).lower()))


@bp.route("/items/<kind>/<int:item_id>", methods=["GET", "POST"])
@allow(permissions.EDIT_ITEM, item_at)
def edit_item(item: Item) -> ResponseReturnValue:
    """Change an item; works and projects have pages of their own."""
    if item.kind not in ITEM_FORMS:
        return redirect(
            url_for(f"registry.edit_{item.kind.value}", kind=item.kind, item_id=item.id)
        )
    return _item_page(item, _("Change: %(kind)s", kind=label(item.kind).lower()))


def _item_page(item: Any, title: str) -> ResponseReturnValue:
    form = ITEM_FORMS[item.kind](obj=item, evidence_kind=usual_evidence(item))
    fit_form(form, item)
    if form.validate_on_submit():
        with form.guard():
            actions.save_item(item, form.values(), actor=current_actor(), seen=seen_version(form))
            keep_scan(form, item)
            flash(_("Saved: %(title)s.", title=line_of(item).title), "done")
            return back_to_record(item)
    return form_page(
        "registry/item.html",
        form,
        item=item,
        title=title,
        person=item.person,
        differences=item_conflict(form, item),
    )


def fit_form(form: ItemForm, item: Item) -> None:
    """Take off what a new item does not have, and the choice of readers where it is not one's own."""
    if item.id is None:
        del form.version
    if item.person.account_id not in (None, current_actor().id):
        del form.visibility


def seen_version(form: ItemForm) -> int | None:
    """The version the form was opened on; none for a new item."""
    return form.version.data if "version" in form else None


def keep_scan(form: Any, item: Item) -> None:
    """Store the scan that came with the form, if one did."""
    upload = form.evidence.data if "evidence" in form else None
    if upload:
        file = store_upload(upload, accept=Accept.EVIDENCE, field="evidence")
        actions.add_evidence(
            item,
            file,
            actor=current_actor(),
            note=(form.note.data or "") if "note" in form else "",
            evidence_kind=form.evidence_kind.data,
        )


def usual_evidence(item: Item) -> EvidenceKind:
    """What the scan under such an item usually is."""
    return EVIDENCE_FOR.get(item.kind, EvidenceKind.OTHER)


def back_to_record(item: Item) -> ResponseReturnValue:
    """The record page at this kind of item."""
    return redirect(url_for("registry.record", id=item.person_id, _anchor=item.kind.value))


@bp.route("/people/<int:id>/keywords", methods=["GET", "POST"])
@allow(permissions.EDIT_RECORD, person_at)
def add_keywords(person: Person) -> ResponseReturnValue:
    """State several keywords at once."""
    form = KeywordsForm(visibility=Audience.PUBLIC)
    if person.account_id not in (None, current_actor().id):
        del form.visibility
    if form.validate_on_submit():
        with form.guard():
            audience = form.visibility.data if "visibility" in form else None
            actions.add_keywords(person, form.listed(), visibility=audience, actor=current_actor())
            return redirect(url_for("registry.record", id=person.id, _anchor="keyword"))
    return form_page("registry/keywords.html", form, person=person)


@bp.get("/items/<kind>/<int:item_id>/proof")
@allow(permissions.READ_ITEM, item_at)
def proof(item: Item) -> ResponseReturnValue:
    """The scans under an item, what was decided on it, and what can be done next."""
    return _proof_page(item)


@bp.post("/items/<kind>/<int:item_id>/proof")
@allow(permissions.EDIT_ITEM, item_at)
def add_proof(item: Item) -> ResponseReturnValue:
    """Attach a scan."""
    form = EvidenceForm(evidence_kind=usual_evidence(item))
    if form.validate_on_submit():
        with form.guard():
            keep_scan(form, item)
            flash(_("The scan is attached."), "done")
            return _back_to_proof(item)
    return _proof_page(item, form)


def _proof_page(
    item: Item, form: EvidenceForm | None = None, submit: SubmitForm | None = None
) -> tuple[str, int]:
    scan = form or EvidenceForm(formdata=None, evidence_kind=usual_evidence(item))
    hand_in = submit or SubmitForm(formdata=None)
    if item.state in MOVES[Move.SUBMIT][0]:
        hand_in.offer(item)
    return form_page(
        "registry/proof.html",
        submit or scan,
        scan=scan,
        submit=hand_in,
        item=item,
        line=line_of(item),
        person=item.person,
        scans=evidence_of(item),
        decisions=verifications_of(item),
        sources=sources_of(item),
        overdue=is_overdue(item),
    )


def _back_to_proof(item: Item) -> ResponseReturnValue:
    return redirect(url_for("registry.proof", kind=item.kind, item_id=item.id))


@bp.post("/items/<kind>/<int:item_id>/remove")
@allow(permissions.EDIT_ITEM, item_at)
def remove_item(item: Item) -> ResponseReturnValue:
    """Take an item off the profile."""
    answer = back_to_record(item)
    actions.remove_item(item, actor=current_actor())
    flash(_("The item is removed. Your history keeps what it said."), "done")
    return answer


@bp.post("/items/<kind>/<int:item_id>/visibility")
@allow(permissions.CHOOSE_READERS, item_at)
def show_item_to(item: Item) -> ResponseReturnValue:
    """Change who may see an item."""
    form = VisibilityForm()
    if form.validate_on_submit() and form.visibility.data is not None:
        actions.show_item_to(item, form.visibility.data, actor=current_actor())
        flash(_("Now seen by: %(who)s.", who=label(item.visibility).lower()), "done")
    return back_to_record(item)


@bp.post("/items/<kind>/<int:item_id>/submit")
@allow(permissions.EDIT_ITEM, item_at)
def submit_item(item: Item) -> ResponseReturnValue:
    """Hand an item in for confirmation by the body that was chosen."""
    form = SubmitForm()
    if form.validate_on_submit():
        with form.guard():
            actions.submit_item(item, actor=current_actor(), asked=form.body())
            flash(_("Handed in. Who decides reads it, and you get a mail."), "done")
            return _back_to_proof(item)
    return _proof_page(item, submit=form)


@bp.post("/items/<kind>/<int:item_id>/withdraw")
@allow(permissions.EDIT_ITEM, item_at)
def withdraw_item(item: Item) -> ResponseReturnValue:
    """Take an item back before it is decided on."""
    actions.withdraw_item(item, actor=current_actor())
    flash(_("Taken back. You can change it and hand it in again."), "done")
    return _back_to_proof(item)


@bp.get("/evidence/<int:id>")
@allow(permissions.OPEN_EVIDENCE, evidence_at)
def evidence(evidence: Evidence) -> ResponseReturnValue:
    """The scan itself."""
    return send_stored(evidence.file, inline=True)


@bp.post("/evidence/<int:id>/remove")
@allow(permissions.EDIT_EVIDENCE, evidence_at)
def remove_evidence(evidence: Evidence) -> ResponseReturnValue:
    """Take a scan away."""
    item = item_of(evidence.item_kind, evidence.item_id)
    if item is None:
        return render_template("errors/http.html", code=404), 404
    actions.remove_evidence(evidence, item, actor=current_actor())
    flash(_("The scan is removed."), "done")
    return _back_to_proof(item)
