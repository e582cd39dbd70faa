"""An officer's work with profiles, and the word that a record is still right."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core.access import allow, current_actor
from portal.core.links import safe_target
from portal.core.paging import page_number
from portal.registry import actions, permissions
from portal.registry.desk import parts_of
from portal.registry.models import Person
from portal.registry.views.blueprint import bp, person_at


@bp.get("/registry/desk")
@allow(permissions.OPEN_DESK)
def desk() -> ResponseReturnValue:
    """What waits, what is late, and what should be looked at again."""
    name = request.args.get("part", "")
    parts = parts_of(current_actor(), name=name, page=page_number(request.args.get("page")))
    whole = parts[0].name if len(parts) == 1 and parts[0].name == name else ""
    return render_template(
        "registry/desk.html",
        parts=parts,
        whole=whole,
        pages=lambda number: url_for("registry.desk", part=whole, page=number),
    )


@bp.post("/people/<int:id>/still-right")
@allow(permissions.CONFIRM_RECORD, person_at)
def still_right(person: Person) -> ResponseReturnValue:
    """Say that all of the record is right today."""
    actions.confirm_record(person, actor=current_actor())
    flash(_("Noted: the record of %(name)s is right as of today.", name=person.full_name), "done")
    return redirect(safe_target(request.referrer) or url_for("registry.record", id=person.id))
