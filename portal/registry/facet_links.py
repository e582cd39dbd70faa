"""The directory's address read and written: what was asked, and the links that ask otherwise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.core.i18n import label
from portal.core.paging import page_number
from portal.core.requests import row_number
from portal.registry.facet_sources import sources
from portal.registry.find import Counts
from portal.registry.models import Availability, DegreeLevel, RankKind, Sector
from portal.registry.models.facet import FacetName
from portal.registry.queries.directory import Asked, Held, Sort, field_names, unit_names

_SHOWN = 8
_LONGEST = 200
_MOST_VALUES = 20
_MOST_TAGS = 2

_HEIGHT = {level.value: height for height, level in enumerate(DegreeLevel)}
_UNITS = (FacetName.UNIT, FacetName.LOCALITY, FacetName.ASSOCIATION)
_WORDS = {
    FacetName.LEVEL: DegreeLevel,
    FacetName.RANK: RankKind,
    FacetName.SECTOR: Sector,
    FacetName.AVAILABILITY: Availability,
}

Names = Mapping[FacetName, Mapping[str, str]]
Option = tuple[str, int, str, bool]


@dataclass(frozen=True)
class Group:
    """A facet as it is shown: its title, its options, and where all of them are if not here."""

    title: str
    options: list[Option]
    more: str = ""
    number: int = 0


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
        was=row_number(arguments.get("was")),
    )


def question_of(asked: Asked) -> dict[str, Any]:
    """The question as the arguments of an address, the page aside: what a live list keeps."""
    values: dict[str, Any] = {
        "q": asked.words or None,
        "sort": asked.sort.value if asked.sort not in (Sort.BEST, Sort.GIVEN) else None,
        **{name.value: list(values) for name, values in asked.chosen.items()},
        "was": asked.was,
    }
    if asked.words and asked.sort is Sort.GIVEN:
        values["sort"] = Sort.GIVEN.value
    return {name: value for name, value in values.items() if value}


def address(asked: Asked, *, path: str = "/people", **changed: Any) -> str:
    """The directory's address for a question, with some of it changed."""
    values = question_of(asked) | changed
    pairs = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path


def without_filters(asked: Asked) -> str:
    """The address that asks the same without any filter."""
    nothing: dict[str, Any] = dict.fromkeys(name.value for name in asked.chosen)
    return address(asked, was=None, **nothing)


def listed(asked: Asked, counts: Counts) -> Counts:
    """The values that the page lists: of each facet the largest, and all that are chosen."""
    shown: Counts = {}
    for facet, values in counts.items():
        chosen, known = asked.chosen.get(facet, ()), dict(values)
        if facet is FacetName.LEVEL:
            values = sorted(values, key=lambda pair: _HEIGHT.get(pair[0], 0), reverse=True)
        most = len(_HEIGHT) if facet is FacetName.LEVEL else _SHOWN
        shown[facet] = [
            *values[:most],
            *((value, count) for value, count in values[most:] if value in chosen),
            *((value, 0) for value in chosen if value not in known),
        ]
    return shown


def groups_of(asked: Asked, shown: Counts, names: Names, counts: Counts) -> list[Group]:
    """What the facet component shows: each value with its count and the link that toggles it."""
    return [
        Group(
            label(facet),
            [option(asked, facet, value, count, names) for value, count in values],
            address(asked, path=f"/people/filters/{facet}")
            if _has_more(facet, counts, values)
            else "",
            len(counts[facet]),
        )
        for facet, values in shown.items()
    ]


def _has_more(facet: FacetName, counts: Counts, shown: Collection[Any]) -> bool:
    """Places have always more: those that are no more."""
    return len(counts[facet]) > len(shown) or (facet is FacetName.LOCALITY and bool(shown))


def option(asked: Asked, facet: FacetName, value: str, count: int, names: Names) -> Option:
    """One value as the facet component shows it."""
    chosen = value in asked.chosen.get(facet, ())
    return names[facet].get(value, value), count, _toggle(asked, facet, value), chosen


def _toggle(asked: Asked, facet: FacetName, value: str) -> str:
    chosen = list(asked.chosen.get(facet, ()))
    rest = [one for one in chosen if one != value]
    changed: dict[str, Any] = {facet.value: rest if value in chosen else [*chosen, value]}
    return address(asked, **changed)


def names_of(shown: Counts, held: Held) -> Names:
    """How the values read, those that are listed and those that people hold; few statements."""
    values = {name: {value for value, _n in shown.get(name, ())} for name in FacetName}
    for one in held.values():
        values[FacetName.FIELD].update(one.get(FacetName.FIELD, ())[:_MOST_TAGS])
    numbers = [row_number(value) for name in _UNITS for value in values[name]]
    ids = [number for number in numbers if number is not None]
    units = {str(id): name for id, name in unit_names(ids).items()} if ids else {}
    told: dict[FacetName, Mapping[str, str]] = {
        FacetName.FIELD: field_names(values[FacetName.FIELD]) if values[FacetName.FIELD] else {},
        FacetName.VERIFIED: {"yes": _("Has confirmed items")},
        **dict.fromkeys(_UNITS, units),
        **{name: {one.value: label(one) for one in kind} for name, kind in _WORDS.items()},
    }
    for name, source in sources.items():
        if source.names is not None:
            told[name] = source.names(values[name])
    return told


def tags_of(held: Held, names: Names) -> dict[int, list[str]]:
    """Rank, highest degree and the first fields of each person of a page, for the list."""
    fields = names[FacetName.FIELD]
    return {
        id: [
            *(names[FacetName.RANK][rank] for rank in values[FacetName.RANK]),
            *(names[FacetName.LEVEL][level] for level in values[FacetName.LEVEL]),
            *(fields.get(code, code) for code in values[FacetName.FIELD][:_MOST_TAGS]),
        ]
        for id, values in held.items()
    }
