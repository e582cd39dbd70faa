"""What everyone may look at: the directory, a person's page, their photo and works."""

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.core.access import PUBLIC, SIGNED_IN, allow, current_actor
from portal.core.files import send_stored
from portal.core.pagecache import keep_page
from portal.registry import permissions
from portal.registry.directory_page import DIRECTORY_SHOWS, answer_of, kept_answer_of
from portal.registry.facet_links import asked_of
from portal.registry.forms.choices import LOOK_UP
from portal.registry.models import Audience, Person
from portal.registry.person_page import page_of
from portal.registry.queries import search_people
from portal.registry.views.blueprint import Photo, bp, photo_at, shown_person_at
from portal.registry.visibility import audience_of


@bp.get("/people")
@allow(PUBLIC)
def index() -> ResponseReturnValue:
    """The directory."""
    asked = asked_of(request.args)
    if asked.words:
        return render_template("registry/index.html", body=answer_of(asked))
    keep_page(*DIRECTORY_SHOWS)
    return render_template("registry/index.html", body=kept_answer_of(asked))


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
