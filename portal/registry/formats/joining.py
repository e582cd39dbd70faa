"""One work, many sources: what carries the same DOI is put together."""

from portal.registry.formats.shape import ParsedWork
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
