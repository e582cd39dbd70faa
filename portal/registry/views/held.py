"""Everything held about me: what it is, as a file for machines and as a paper."""

import json

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from portal.accounts.views.proof import needs_proof
from portal.core.access import allow
from portal.core.documents import send_document
from portal.registry import permissions
from portal.registry.held import everything_about, titles
from portal.registry.held_paper import as_paper
from portal.registry.models import Person
from portal.registry.views.blueprint import bp, person_at


@bp.get("/people/<int:id>/held")
@allow(permissions.READ_OWN_RECORD, person_at)
def held(person: Person) -> str:
    """What is held, part by part, and the two downloads."""
    parts = everything_about(person)["parts"]
    counted = [(title, len(parts[name])) for name, title in titles()]
    return render_template("registry/held.html", person=person, counted=counted)


@bp.get("/people/<int:id>/held.json")
@allow(permissions.READ_OWN_RECORD, person_at)
@needs_proof
def held_json(person: Person) -> ResponseReturnValue:
    """All of it as versioned JSON, after proving the password."""
    text = json.dumps(everything_about(person), ensure_ascii=False, indent=1)
    answer = Response(text, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{person.slug}-held.json"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@bp.get("/people/<int:id>/held.pdf")
@allow(permissions.READ_OWN_RECORD, person_at)
@needs_proof
def held_pdf(person: Person) -> ResponseReturnValue:
    """All of it as a paper, after proving the password."""
    return send_document(as_paper(person), f"{person.slug}-held.pdf")
