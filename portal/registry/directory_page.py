"""The directory's answer put together: people, filters with counts, pages."""

from functools import partial

from flask import render_template
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from portal.core.fragments import Made, fragment
from portal.core.pagecache import EVERY
from portal.registry.facet_links import address, groups_of, listed, names_of, tags_of
from portal.registry.find import find_people
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import Asked, Sort, facet_values

SORTS = {
    Sort.BEST: _l("Best match"),
    Sort.GIVEN: _l("Given name"),
    Sort.FULL: _l("Full name"),
    Sort.NEW: _l("Newest first"),
}

DIRECTORY_SHOWS: tuple[tuple[str, object], ...] = (("person", EVERY), ("unit", EVERY))
"""What the answer to a question without words depends on; words ask the index, which runs behind."""


def kept_answer_of(asked: Asked) -> Markup:
    """The answer to a question without words: the same for all readers until a person changes."""
    key = (asked.sort, asked.page, tuple((n, tuple(v)) for n, v in asked.chosen.items()))
    return fragment(
        "registry.directory", *key, make=lambda: Made(answer_of(asked), DIRECTORY_SHOWS)
    )


def answer_of(asked: Asked) -> Markup:
    """The answer as markup, in the reader's language; public values only."""
    found = find_people(asked)
    shown = listed(asked, found.counts)
    held = facet_values(found.page.items, (FacetName.LEVEL, FacetName.FIELD))
    names = names_of(shown, held)
    return Markup(  # noqa: S704
        render_template(
            "registry/directory.html",
            asked=asked,
            found=found,
            groups=groups_of(asked, shown, names),
            address=partial(address, asked),
            pages=lambda number: address(asked, page=number),
            sorts=SORTS,
            tags=tags_of(held, names),
        )
    )
