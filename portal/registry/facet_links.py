"""The directory's address read and written: what was asked, and the links that ask otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.core.i18n import label
from portal.core.paging import page_number
from portal.registry.find import Counts
from portal.registry.models import DegreeLevel, Person, Sector
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import Asked, Sort, facet_values, field_names, unit_names

_SHOWN = 12
_LONGEST = 200
_MOST_VALUES = 20

_HEIGHT = {level.value: height for height, level in enumerate(DegreeLevel)}

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
    return url_for("registry.index", **(values | changed))


def groups_of(asked: Asked, counts: Counts) -> list[Group]:
    """What the facet component shows: each value with its count and the link that toggles it."""
    names = _names(counts)
    groups: list[Group] = []
    for facet, values in counts.items():
        chosen = asked.chosen.get(facet, ())
        known = dict(values)
        if facet is FacetName.LEVEL:
            values = sorted(values, key=lambda pair: _HEIGHT.get(pair[0], 0), reverse=True)
        shown = values[:_SHOWN] + [(v, n) for v, n in values[_SHOWN:] if v in chosen]
        shown += [(value, 0) for value in chosen if value not in known]
        lines = [
            (names[facet].get(value, value), count, _toggle(asked, facet, value), value in chosen)
            for value, count in shown
        ]
        groups.append((label(facet), lines))
    return groups


def _toggle(asked: Asked, facet: FacetName, value: str) -> str:
    chosen = list(asked.chosen.get(facet, ()))
    rest = [one for one in chosen if one != value]
    return address(asked, **{facet.value: rest if value in chosen else [*chosen, value]})


def _names(counts: Counts) -> Mapping[FacetName, Mapping[str, str]]:
    units = unit_names([int(v) for v, _n in counts[FacetName.UNIT] if v.isdecimal()])
    return {
        FacetName.FIELD: field_names([value for value, _n in counts[FacetName.FIELD]]),
        FacetName.LEVEL: {one.value: label(one) for one in DegreeLevel},
        FacetName.UNIT: {str(id): name for id, name in units.items()},
        FacetName.SECTOR: {one.value: label(one) for one in Sector},
        FacetName.VERIFIED: {"yes": _("Has confirmed items")},
    }


def tags_of(people: Sequence[Person]) -> dict[int, list[str]]:
    """The highest degree and the first fields of each person of a page, for the list."""
    values = facet_values(people, (FacetName.LEVEL, FacetName.FIELD))
    fields = field_names({code for found in values.values() for code in found[FacetName.FIELD]})
    return {
        id: [
            *(label(DegreeLevel(level)) for level in found[FacetName.LEVEL]),
            *(fields.get(code, code) for code in found[FacetName.FIELD][:2]),
        ]
        for id, found in values.items()
    }
