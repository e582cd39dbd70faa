"""The directory's address read and written: what was asked, and the links that ask otherwise."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.core.i18n import label
from portal.core.paging import page_number
from portal.core.requests import row_number
from portal.registry.find import Counts
from portal.registry.models import DegreeLevel, Sector
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import Asked, Held, Sort, field_names, unit_names

_SHOWN = 12
_LONGEST = 200
_MOST_VALUES = 20
_MOST_TAGS = 2

_HEIGHT = {level.value: height for height, level in enumerate(DegreeLevel)}

Names = Mapping[FacetName, Mapping[str, str]]
Group = tuple[str, list[tuple[str, int, str, bool]]]


def asked_of(arguments: MultiDict[str, str]) -> Asked:
    """The question in an address; nonsense in it is left out."""
    words = " ".join(arguments.get("q", "")[:_LONGEST].split())
    sort = arguments.get("sort", "")
    usual = Sort.BEST if words else Sort.GIVEN
    return Asked(
        words=words,
        sort=Sort(sort) if sort in list(Sort) else usual,
        page=page_number(arguments.get("page")),
        chosen={
            name: list(dict.fromkeys(v[:100] for v in arguments.getlist(name)))[:_MOST_VALUES]
            for name in FacetName
            if arguments.getlist(name)
        },
    )


def address(asked: Asked, **changed: Any) -> str:
    """The directory's address for a question, with some of it changed."""
    values: dict[str, Any] = {
        "q": asked.words or None,
        "sort": asked.sort.value if asked.sort not in (Sort.BEST, Sort.GIVEN) else None,
        **{name.value: list(values) for name, values in asked.chosen.items()},
    }
    if asked.words and asked.sort is Sort.GIVEN:
        values["sort"] = Sort.GIVEN.value
    pairs = {name: value for name, value in (values | changed).items() if value}
    return f"/people?{urlencode(pairs, doseq=True)}" if pairs else "/people"


def listed(asked: Asked, counts: Counts) -> Counts:
    """The values that the page lists: of each facet the largest, and all that are chosen."""
    shown: Counts = {}
    for facet, values in counts.items():
        chosen, known = asked.chosen.get(facet, ()), dict(values)
        if facet is FacetName.LEVEL:
            values = sorted(values, key=lambda pair: _HEIGHT.get(pair[0], 0), reverse=True)
        shown[facet] = [
            *values[:_SHOWN],
            *((value, count) for value, count in values[_SHOWN:] if value in chosen),
            *((value, 0) for value in chosen if value not in known),
        ]
    return shown


def groups_of(asked: Asked, shown: Counts, names: Names) -> list[Group]:
    """What the facet component shows: each value with its count and the link that toggles it."""
    return [
        (
            label(facet),
            [
                (
                    names[facet].get(value, value),
                    count,
                    _toggle(asked, facet, value),
                    value in asked.chosen.get(facet, ()),
                )
                for value, count in values
            ],
        )
        for facet, values in shown.items()
    ]


def _toggle(asked: Asked, facet: FacetName, value: str) -> str:
    chosen = list(asked.chosen.get(facet, ()))
    rest = [one for one in chosen if one != value]
    return address(asked, **{facet.value: rest if value in chosen else [*chosen, value]})


def names_of(shown: Counts, held: Held) -> Names:
    """How the values read, those that are listed and those that people hold; two statements."""
    numbers = [row_number(value) for value, _n in shown[FacetName.UNIT]]
    units = unit_names([number for number in numbers if number is not None])
    codes = {value for value, _n in shown[FacetName.FIELD]}
    codes |= {code for values in held.values() for code in values[FacetName.FIELD][:_MOST_TAGS]}
    return {
        FacetName.FIELD: field_names(codes),
        FacetName.LEVEL: {one.value: label(one) for one in DegreeLevel},
        FacetName.UNIT: {str(id): name for id, name in units.items()},
        FacetName.SECTOR: {one.value: label(one) for one in Sector},
        FacetName.VERIFIED: {"yes": _("Has confirmed items")},
    }


def tags_of(held: Held, names: Names) -> dict[int, list[str]]:
    """The highest degree and the first fields of each person of a page, for the list."""
    levels, fields = names[FacetName.LEVEL], names[FacetName.FIELD]
    return {
        id: [
            *(levels[level] for level in values[FacetName.LEVEL]),
            *(fields.get(code, code) for code in values[FacetName.FIELD][:_MOST_TAGS]),
        ]
        for id, values in held.items()
    }
