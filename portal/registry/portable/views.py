"""The owner takes the whole profile away."""

from flask import Response
from flask.typing import ResponseReturnValue

from portal.core.access import allow
from portal.registry import permissions
from portal.registry.models import Person
from portal.registry.portable.writing import as_json
from portal.registry.views.blueprint import bp, person_at


@bp.get("/people/<int:id>/profile.json")
@allow(permissions.READ_OWN_RECORD, person_at)
def profile_file(person: Person) -> ResponseReturnValue:
    """The whole profile as versioned JSON."""
    answer = Response(as_json(person), content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{person.slug}-profile.json"'
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
