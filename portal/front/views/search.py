"""Search over everything the public may see."""

from dataclasses import dataclass
from functools import partial

from flask import render_template, request, url_for
from flask_babel import gettext as _

from portal.core.access import PUBLIC, allow
from portal.core.paging import Page, page_number
from portal.core.search import SearchResult
from portal.core.search import search as find
from portal.core.search.excerpts import excerpt, marked
from portal.front.labels import KINDS
from portal.front.views import bp

SIZE = 20
_LONGEST = 200


@dataclass(frozen=True)
class Asked:
    """The words, and the kind of page asked for ("" for all)."""

    words: str
    kind: str
    number: int


@bp.get("/search")
@allow(PUBLIC)
def search() -> str:
    """One page of hits, with the kinds as tabs."""
    asked = _asked()
    if not asked.words:
        return render_template("front/search.html", asked=asked, kinds=KINDS, page=None)
    everywhere = find(asked.words, count=("kind",), page=asked.number, size=SIZE)
    found = everywhere
    if asked.kind:
        found = find(asked.words, kinds=(asked.kind,), page=asked.number, size=SIZE)
    return render_template(
        "front/search.html",
        asked=asked,
        kinds=KINDS,
        page=Page(found.hits, asked.number, SIZE, found.total),
        items=_tabs(asked, everywhere),
        suggestion=everywhere.suggestion,
        address=partial(url_for, ".search", q=asked.words, kind=asked.kind or None),
        excerpt=excerpt,
        marked=marked,
    )


def _asked() -> Asked:
    words = " ".join(request.args.get("q", "")[:_LONGEST].replace("\0", "").split())
    kind = request.args.get("kind", "")
    number = page_number(request.args.get("page"))
    return Asked(words, kind if kind in KINDS else "", number)


def _tabs(asked: Asked, everywhere: SearchResult) -> list[tuple[str, str, bool, int]]:
    counts = everywhere.facet_counts.get("kind", {})
    tabs = [("", _("All"), everywhere.total)]
    tabs += [(kind, str(name), counts.get(kind, 0)) for kind, name in KINDS.items()]
    return [
        (name, url_for(".search", q=asked.words, kind=kind or None), kind == asked.kind, count)
        for kind, name, count in tabs
        if count or kind in ("", asked.kind)
    ]
