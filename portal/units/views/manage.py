"""Changes of units, for those who manage the system there."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.access import allow, demand
from portal.core.forms import form_page
from portal.units import actions, permissions
from portal.units.forms import MergeForm, MoveForm, RenameForm, UnitForm
from portal.units.models import Unit
from portal.units.views.blueprint import bp


@bp.route("/units/new", methods=["GET", "POST"])
@allow(permissions.MANAGE_UNITS)
def new() -> ResponseReturnValue:
    """Found a unit below one that the actor manages."""
    form = UnitForm()
    if form.validate_on_submit():
        demand(permissions.MANAGE_UNIT, form.data["parent"])
        with form.guard():
            unit = actions.create_unit(
                name=form.name.data or "",
                short_name=form.short_name.data or "",
                kind=form.data["kind"],
                parent=form.data["parent"],
                starts_on=form.data["starts_on"],
                document=form.data["document"],
            )
            return _done(unit, _("The unit is entered."))
    return form_page("units/new.html", form)


@bp.route("/units/<int:id>/rename", methods=["GET", "POST"])
@allow(permissions.MANAGE_UNIT, Unit)
def rename(unit: Unit) -> ResponseReturnValue:
    """Give the unit a new name from a day on."""
    form = RenameForm(obj=unit.current)
    if form.validate_on_submit():
        with form.guard():
            actions.rename_unit(
                unit,
                name=form.name.data or "",
                short_name=form.short_name.data or "",
                on=form.data["on"],
                document=form.data["document"],
            )
            return _done(unit, _("The new name is entered; the old one stays findable."))
    return form_page("units/change.html", form, unit=unit, title=_("Rename the unit"))


@bp.route("/units/<int:id>/move", methods=["GET", "POST"])
@allow(permissions.MANAGE_UNIT, Unit)
def move(unit: Unit) -> ResponseReturnValue:
    """Put the unit below another one from a day on."""
    form = MoveForm(obj=unit.current)
    if form.validate_on_submit():
        demand(permissions.MANAGE_UNIT, form.data["parent"])
        with form.guard():
            actions.move(
                unit, parent=form.data["parent"], on=form.data["on"], document=form.data["document"]
            )
            return _done(unit, _("The unit is moved from that day on."))
    return form_page("units/change.html", form, unit=unit, title=_("Move the unit"))


@bp.route("/units/<int:id>/merge", methods=["GET", "POST"])
@allow(permissions.MANAGE_UNIT, Unit)
def merge(unit: Unit) -> ResponseReturnValue:
    """End the unit and let another one take over from it."""
    form = MergeForm()
    if form.validate_on_submit():
        demand(permissions.MANAGE_UNIT, form.data["target"])
        with form.guard():
            actions.merge_units(
                [unit], form.data["target"], on=form.data["on"], document=form.data["document"]
            )
            return _done(form.data["target"], _("The unit takes over from that day on."))
    return form_page("units/change.html", form, unit=unit, title=_("Merge into another unit"))


def _done(unit: Unit, sentence: str) -> Response:
    flash(sentence, "done")
    return redirect(url_for(".show", id=unit.id, slug=unit.slug))
