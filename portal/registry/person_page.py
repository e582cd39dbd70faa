"""A person's page put together for one circle of readers.

Readers outside (the public, whoever is signed in) all see the same: that part is kept as a fragment.
Owner and officers see more, made anew each time.
"""

from dataclasses import dataclass
from typing import Any

from flask import render_template
from markupsafe import Markup

from portal.core.fragments import Made, fragment
from portal.registry.models import Audience, Person
from portal.registry.previews import OFFERED, Preview, beside
from portal.registry.profile import profile_of
from portal.registry.sections import sections_of
from portal.registry.structured import structured_data

_OUTSIDE = (Audience.PUBLIC, Audience.REGISTERED)


@dataclass(frozen=True)
class PersonPage:
    """The parts of the page, and what they show in the words of the change log."""

    body: Markup
    structured: Markup
    shows: tuple[tuple[str, object], ...]


def page_of(
    person: Person, audience: Audience, *, actor: Any, all_works: bool = False
) -> PersonPage:
    """The page as `actor`, who stands in the circle `audience`, sees it.

    What upper features show is theirs to choose for owner and officers; outside it is the public's.
    """
    if audience not in _OUTSIDE:
        return _made(person, audience, actor=actor, all_works=all_works)

    def make() -> Made[PersonPage]:
        page = _made(person, audience, actor=None, all_works=all_works)
        return Made(page, page.shows)

    return fragment("registry.person", person.id, audience, all_works, make=make)


def preview_of(person: Person, preview: Preview, *, all_works: bool = False) -> PersonPage:
    """The page as they see it, or would see it once published, with a note on top."""
    return _made(person, preview.audience, actor=None, all_works=all_works, preview=preview)


def _made(
    person: Person,
    audience: Audience,
    *,
    actor: Any,
    all_works: bool,
    preview: Preview | None = None,
) -> PersonPage:
    profile = profile_of(person, audience)
    body = render_template(
        "registry/profile.html",
        profile=profile,
        person=person,
        sections=sections_of(person, actor),
        all_works=all_works,
        preview=preview,
        previews=OFFERED,
        beyond=beside(person, preview) if preview else None,
    )
    shows = (("person", person.id), *(("unit", id) for id in profile.unit_ids))
    return PersonPage(Markup(body), structured_data(profile), shows)  # noqa: S704
