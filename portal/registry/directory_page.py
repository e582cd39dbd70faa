"""The directory's answer put together: people, filters with counts, pages."""

from dataclasses import dataclass
from functools import partial

from flask import render_template
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from portal.core.fragments import Made, fragment
from portal.core.i18n import label
from portal.core.pagecache import EVERY
from portal.core.text import fold
from portal.registry.facet_links import (
    Option,
    address,
    groups_of,
    listed,
    names_of,
    option,
    tags_of,
    without_filters,
)
from portal.registry.find import Found, count_people, find_people
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import Asked, Sort, facet_values
from portal.registry.queries.places import old_places_named

SORTS = {
    Sort.BEST: _l("Best match"),
    Sort.GIVEN: _l("Given name"),
    Sort.FULL: _l("Full name"),
    Sort.UPDATED: _l("Latest update"),
}

DIRECTORY_SHOWS: tuple[tuple[str, object], ...] = (("person", EVERY), ("unit", EVERY))
"""What the answer to a question without words depends on; words ask the index, which runs behind."""
_TAGS = (FacetName.RANK, FacetName.LEVEL, FacetName.FIELD)
_MOST_OPTIONS = 200


def kept_answer_of(asked: Asked, *, ticks: bool) -> Markup:
    """The answer to a question without words: the same for all readers until a person changes."""
    chosen = tuple((n, tuple(v)) for n, v in asked.chosen.items())
    key = (asked.sort, asked.page, chosen, asked.was, ticks)
    return fragment(
        "registry.directory",
        *key,
        make=lambda: Made(answer_of(asked, ticks=ticks), DIRECTORY_SHOWS),
    )


def answer_of(asked: Asked, *, ticks: bool) -> Markup:
    """The answer as markup, in the reader's language; public values only.

    `ticks`: with a box beside each person, for readers who keep lists.
    """
    found = find_people(asked)
    shown = listed(asked, found.counts)
    held = facet_values(found.page.items, _TAGS)
    names = names_of(shown, held)
    return Markup(  # noqa: S704
        render_template(
            "registry/directory.html",
            asked=asked,
            found=found,
            groups=groups_of(asked, shown, names, found.counts),
            chosen=_chosen(asked, found),
            address=partial(address, asked),
            without_filters=without_filters(asked),
            pages=lambda number: address(asked, page=number),
            sorts=SORTS,
            tags=tags_of(held, names),
            ticks=ticks,
        )
    )


def _chosen(asked: Asked, found: Found) -> int:
    """How many filters are in use."""
    return sum(len(values) for values in asked.chosen.values()) + (found.old is not None)


@dataclass(frozen=True)
class FilterPage:
    """All values of one facet over the people found, or those whose names hold the words."""

    title: str
    options: list[Option]
    number: int
    old_places: list[tuple[str, str, str]]


def filter_page(asked: Asked, facet: FacetName, words: str) -> FilterPage:
    """The page on which a long facet is looked through; old places are found by their names only."""
    values = count_people(asked)[facet]
    names = names_of({facet: values}, {})
    wanted = fold(words).split()
    found = [
        option(asked, facet, value, count, names)
        for value, count in values
        if all(word in fold(names[facet].get(value, value)) for word in wanted)
    ]
    old = old_places_named(words) if facet is FacetName.LOCALITY else []
    places = [(name, parent, address(asked, was=id)) for id, name, parent in old]
    return FilterPage(label(facet), found[:_MOST_OPTIONS], len(found), places)
