"""What everyone may look at: the directory, a person's page, their photo and works."""

from flask import abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.core.access import PUBLIC, SIGNED_IN, allow, current_actor
from portal.core.files import send_stored
from portal.core.pagecache import keep_page
from portal.registry import permissions
from portal.registry.directory_page import (
    DIRECTORY_SHOWS,
    answer_of,
    filter_page,
    kept_answer_of,
)
from portal.registry.facet_links import address, asked_of, question_of
from portal.registry.forms.choices import LOOK_UP
from portal.registry.models import Audience, Person
from portal.registry.models.facet import FacetName
from portal.registry.person_page import page_of
from portal.registry.queries import search_people
from portal.registry.suggest import suggestions, topics
from portal.registry.views.blueprint import Photo, bp, photo_at, shown_person_at
from portal.registry.visibility import audience_of


@bp.get("/people")
@allow(PUBLIC)
def index() -> ResponseReturnValue:
    """The directory."""
    asked, ticks = asked_of(request.args), current_actor() is not None
    if asked.words:
        return render_template("registry/index.html", body=answer_of(asked, ticks=ticks))
    keep_page(*DIRECTORY_SHOWS)
    return render_template("registry/index.html", body=kept_answer_of(asked, ticks=ticks))


@bp.get("/people/filters/<facet>")
@allow(PUBLIC)
def filters(facet: str) -> ResponseReturnValue:
    """All values of a long filter, to look through and to search in."""
    if facet not in list(FacetName):
        abort(404)
    asked = asked_of(request.args)
    words = " ".join(request.args.get("find", "")[:100].split())
    return render_template(
        "registry/filters.html",
        filters=filter_page(asked, FacetName(facet), words),
        words=words,
        back=address(asked),
        question=question_of(asked),
        is_place=facet == FacetName.LOCALITY,
    )


@bp.get("/people/suggest")
@allow(PUBLIC)
def suggest() -> ResponseReturnValue:
    """What a search box proposes while one types; with `topics=1` topics only, for the expert finder."""
    propose = topics if "topics" in request.args else suggestions
    found = propose(request.args.get("q", ""))
    return jsonify([{"text": one.text, "kind": one.kind, "url": one.url} for one in found])


@bp.get("/people/<int:id>")
@bp.get("/people/<int:id>-<slug>")
@allow(permissions.SHOW_PERSON, shown_person_at)
def person(person: Person) -> ResponseReturnValue:
    """One person's page; an old slug and a merged record lead to the right address."""
    if request.path != person.url:
        return redirect(person.url, 301)
    actor = current_actor()
    audience = audience_of(actor, person) or Audience.PUBLIC
    page = page_of(person, audience, actor=actor, all_works=request.args.get("tab") == "works")
    if actor is None:
        keep_page(*page.shows)
    return render_template("registry/person.html", person=person, page=page, preview=None)


@bp.get("/people/<int:id>/photo/<name>")
@allow(permissions.SHOW_PERSON, photo_at)
def photo(photo: Photo) -> ResponseReturnValue:
    """One size of a person's photo, for whoever may see the profile."""
    return send_stored(photo.rendition.file, inline=True)


@bp.get(LOOK_UP)
@allow(SIGNED_IN)
def look_up() -> ResponseReturnValue:
    """People whose names fit, as lines that `PersonField` reads: only those the reader may know of."""
    found = search_people(request.args.get("q", "")[:100], 8, actor=current_actor())
    return jsonify([f"#{one.id} {one.full_name} – {one.headline}".rstrip(" –") for one in found])
