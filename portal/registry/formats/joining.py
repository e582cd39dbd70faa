"""One fact, many sources: works of one DOI, and items that say the same, are put together."""

from portal.core.text import fold
from portal.registry.formats.shape import ParsedItem, ParsedWork
from portal.registry.models.work_type import WorkType

_TEXTS = (
    *(
        "title",
        "subtitle",
        "issued",
        "container",
        "volume",
        "issue",
        "pages",
        "publisher",
        "language",
    ),
    *("url", "abstract"),
)


def join_same(works: list[ParsedWork]) -> list[ParsedWork]:
    """The works in their order, each DOI once; the first told is kept, later ones fill its gaps."""
    joined: list[ParsedWork] = []
    by_doi: dict[str, ParsedWork] = {}
    for work in works:
        known = by_doi.get(work.doi) if work.doi else None
        if known is None:
            joined.append(work)
            by_doi[work.doi] = work
        else:
            _fill(known, work)
    return joined


def _fill(known: ParsedWork, other: ParsedWork) -> None:
    for name in _TEXTS:
        if not getattr(known, name):
            setattr(known, name, getattr(other, name))
    known.contributors = known.contributors or other.contributors
    if known.type in (WorkType.OTHER, WorkType.UNDEFINED):
        known.type = other.type
    seen = {(one.type, one.normalised or one.value, one.relationship) for one in known.identifiers}
    known.identifiers += [
        one
        for one in other.identifiers
        if (one.type, one.normalised or one.value, one.relationship) not in seen
    ]
    known.sources += other.sources


def join_same_items(items: list[ParsedItem]) -> list[ParsedItem]:
    """The items in their order, each statement once with all its sources."""
    joined: dict[tuple[str, ...], ParsedItem] = {}
    for item in items:
        told = sorted((name, fold(str(value))) for name, value in item.values.items() if value)
        sign = (item.kind, *(f"{name}={value}" for name, value in told))
        if sign in joined:
            joined[sign].sources += item.sources
        else:
            joined[sign] = item
    return list(joined.values())
