"""Papers and files made of a profile."""

import json
from collections.abc import Sequence

from flask import Response, request
from flask.typing import ResponseReturnValue

from portal.core.access import allow, current_actor
from portal.core.documents import send_document
from portal.core.forms import form_page
from portal.core.text import slug
from portal.registry import permissions
from portal.registry.citations import as_bibtex, as_csl, as_ris
from portal.registry.cv import as_docx, as_pdf, cv_of
from portal.registry.forms.people import CvForm
from portal.registry.models import Audience, Contribution, ItemKind, Person
from portal.registry.profile import profile_of
from portal.registry.queries.items import items_for
from portal.registry.structured import person_in_schema_org
from portal.registry.summary_list import summary_docx, summary_pdf
from portal.registry.views.blueprint import bp, person_at, shown_person_at
from portal.registry.visibility import audience_of


@bp.get("/people/<int:id>/cv")
@allow(permissions.READ_RECORD, person_at)
def cv(person: Person) -> ResponseReturnValue:
    """Choose the sections of the scientific CV and download it."""
    form = CvForm(request.args if request.args else None)
    if request.args.get("format") not in ("docx", "pdf"):
        return form_page("registry/cv.html", form, person=person)
    shown = profile_of(person, audience_of(current_actor(), person) or Audience.PUBLIC)
    paper = cv_of(shown, chosen=request.args.getlist("sections"), public_only=form.public_only.data)
    name = f"ly-lich-khoa-hoc-{person.slug}"
    if request.args["format"] == "pdf":
        return send_document(as_pdf(paper), f"{name}.pdf")
    return send_document(as_docx(paper), f"{name}.docx")


@bp.get("/people/<int:id>/summary")
@allow(permissions.READ_RECORD, person_at)
def summary(person: Person) -> ResponseReturnValue:
    """One person's line for a committee (trích ngang), as Word or, with `format=pdf`, as PDF."""
    return send_summary([person], person.full_name)


@bp.get("/people/<int:id>/works.bib")
@allow(permissions.SHOW_PERSON, shown_person_at)
def works_bibtex(person: Person) -> ResponseReturnValue:
    """The public works as BibTeX."""
    works = _public_works(person)
    return _download(as_bibtex(works), f"{person.slug}.bib", "application/x-bibtex")


@bp.get("/people/<int:id>/works.ris")
@allow(permissions.SHOW_PERSON, shown_person_at)
def works_ris(person: Person) -> ResponseReturnValue:
    """The public works as RIS."""
    works = _public_works(person)
    return _download(as_ris(works), f"{person.slug}.ris", "application/x-research-info-systems")


@bp.get("/people/<int:id>/works.json")
@allow(permissions.SHOW_PERSON, shown_person_at)
def works_csl(person: Person) -> ResponseReturnValue:
    """The public works as CSL-JSON."""
    works = _public_works(person)
    return _download(
        as_csl(works), f"{person.slug}.json", "application/vnd.citationstyles.csl+json"
    )


@bp.get("/people/<int:id>/person.jsonld")
@allow(permissions.SHOW_PERSON, shown_person_at)
def json_ld(person: Person) -> ResponseReturnValue:
    """The public profile as schema.org JSON-LD; an empty object while it is not published."""
    written = person_in_schema_org(profile_of(person, Audience.PUBLIC)) if person.is_public else {}
    text = json.dumps(written, ensure_ascii=False, indent=1)
    return _download(text, f"{person.slug}.jsonld", "application/ld+json")


def send_summary(people: Sequence[Person], subject: str) -> Response:
    """The list of these people as the reader may see them, in the format that the address asks for."""
    form = "pdf" if request.args.get("format") == "pdf" else "docx"
    write = summary_pdf if form == "pdf" else summary_docx
    content = write(people, current_actor(), subject=subject)
    return send_document(content, f"trich-ngang-{slug(subject)}.{form}")


def _public_works(person: Person) -> Sequence[Contribution]:
    if not person.is_public:
        return []
    return items_for(person, Audience.PUBLIC).get(ItemKind.CONTRIBUTION, [])


def _download(text: str, name: str, media_type: str) -> Response:
    answer = Response(text, content_type=f"{media_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
