"""The page of one person's pictures."""

from collections import Counter

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.core import clock
from portal.core.access import allow, current_actor
from portal.core.pagecache import EVERY, keep_page
from portal.registry import permissions
from portal.registry.models import Audience, ItemKind, Person
from portal.registry.pictures.queries import co_workers
from portal.registry.pictures.shapes import career_of, ring
from portal.registry.profile import Profile, profile_of
from portal.registry.views.blueprint import bp, shown_person_at
from portal.registry.visibility import audience_of


@bp.get("/people/<int:id>/pictures")
@allow(permissions.SHOW_PERSON, shown_person_at)
def pictures(person: Person) -> ResponseReturnValue:
    """The career, the works by year and the co-authors, as the reader may see them."""
    actor = current_actor()
    audience = audience_of(actor, person) or Audience.PUBLIC
    profile = profile_of(person, audience)
    if actor is None:
        keep_page(("person", EVERY))
    return render_template(
        "registry/pictures.html",
        person=person,
        career=career_of(profile.career, today=clock.today().year),
        works=works_by_year(profile),
        network=ring(co_workers(person, audience)),
    )


def works_by_year(profile: Profile) -> list[tuple[int, int]]:
    """Each year between the first and the last work with the number of works."""
    years = Counter(
        line.item.work.year for line in profile.of(ItemKind.CONTRIBUTION) if line.item.work.year
    )
    if not years:
        return []
    return [(year, years[year]) for year in range(min(years), max(years) + 1)]
