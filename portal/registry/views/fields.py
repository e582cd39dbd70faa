"""The list of fields of science and technology, kept by the operator."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow
from portal.core.db import db
from portal.core.forms import form_page
from portal.registry import permissions
from portal.registry.fields import save_field
from portal.registry.forms.fields import ResearchFieldForm
from portal.registry.models import ResearchField
from portal.registry.queries.items import research_fields
from portal.registry.views.blueprint import bp


@bp.get("/fields")
@allow(permissions.LIST_FIELDS)
def fields() -> ResponseReturnValue:
    """All fields."""
    return render_template("registry/fields.html", fields=research_fields())


def field_at(id: int) -> ResearchField | None:
    """The field of the address; 0 is one not entered yet."""
    return db.session.get(ResearchField, id) if id else ResearchField()


@bp.route("/fields/<int:id>", methods=["GET", "POST"])
@allow(permissions.EDIT_FIELDS, field_at)
def edit_field(field: ResearchField) -> ResponseReturnValue:
    """Enter or correct one field."""
    form = ResearchFieldForm(obj=field)
    if form.validate_on_submit():
        with form.guard():
            save_field(
                field,
                code=form.code.data or "",
                name=form.name.data or "",
                name_en=form.name_en.data or "",
                basis=form.legal_basis.data or "",
            )
            flash(_("The field is saved."), "done")
            return redirect(url_for("registry.fields"))
    return form_page("registry/field.html", form, field=field)
