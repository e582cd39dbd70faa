"""Sensitive facts: masked, changed, and opened one at a time."""

from flask import Response, abort, flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor, may
from portal.core.db import db
from portal.core.forms import form_page
from portal.registry import permissions
from portal.registry.actions.sensitive import reveal, set_sensitive
from portal.registry.forms.sensitive import RevealForm, SensitiveForm
from portal.registry.models import Person, SensitiveFacts
from portal.registry.sensitive import (
    SensitiveField,
    masked_facts,
    others_with_number,
    readings_of,
    value_of,
)
from portal.registry.views.blueprint import bp, person_at
from portal.registry.visibility import audience_of, sees


@bp.get("/people/<int:id>/sensitive")
@allow(permissions.READ_SENSITIVE, person_at)
def sensitive(person: Person) -> ResponseReturnValue:
    """What is kept, masked, and who has looked."""
    return _page(person, _empty(person))


@bp.post("/people/<int:id>/sensitive")
@allow(permissions.EDIT_SENSITIVE, person_at)
def edit_sensitive(person: Person) -> ResponseReturnValue:
    """Keep what was typed."""
    form = SensitiveForm()
    if form.validate_on_submit():
        with form.guard():
            doubts = set_sensitive(
                person, form.given(), actor=current_actor(), seen=form.version.data
            )
            flash(_("Saved, sealed."), "done")
            for doubt in doubts:
                flash(doubt, "error")
            return redirect(url_for("registry.sensitive", id=person.id))
    return _page(person, form)


@bp.post("/people/<int:id>/sensitive/reveal")
@allow(permissions.REVEAL_SENSITIVE, person_at)
def reveal_sensitive(person: Person) -> ResponseReturnValue:
    """Show one value, once, after writing down who looks and why."""
    form = RevealForm()
    if not form.validate_on_submit() or form.field.data not in list(SensitiveField):
        abort(404)
    field = SensitiveField(form.field.data)
    with form.guard():
        value = reveal(person, field, actor=current_actor(), reason=form.reason.data or "")
        return _page(person, _empty(person), shown=(field, value))
    return _page(person, _empty(person), refused=form)


def _page(
    person: Person,
    form: SensitiveForm,
    *,
    shown: tuple[SensitiveField, str] | None = None,
    refused: RevealForm | None = None,
) -> Response:
    page, status = form_page(
        "registry/sensitive.html",
        form,
        person=person,
        rows=[*masked_facts(person), *_birth(person)],
        others=others_with_number(person) if may(permissions.LOOK_AFTER, person) else [],
        readings=readings_of(person),
        shown=shown,
        refused=refused,
    )
    answer = make_response(page, 422 if refused else status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _empty(person: Person) -> SensitiveForm:
    """The form without any kept value: those stay sealed."""
    facts = db.session.get(SensitiveFacts, person.id)
    version = facts.version if facts is not None else None
    return SensitiveForm(formdata=None, version=version, ethnicity="keep")


def _birth(person: Person) -> list[tuple[SensitiveField, str, str]]:
    """The year, for one to whom the person does not show the whole date."""
    hidden = not sees(audience_of(current_actor(), person), person.birth_visibility)
    if not hidden or not value_of(person, SensitiveField.BIRTH_DATE):
        return []
    return [(SensitiveField.BIRTH_DATE, _("Full date of birth"), f"••/••/{person.birth_year}")]
