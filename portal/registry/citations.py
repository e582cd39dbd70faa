"""A person's public works as BibTeX, RIS and CSL-JSON, for reference managers."""

import json
import re
from collections.abc import Iterable
from typing import Any

from portal.core.text import slug
from portal.registry.formats.types import to_csl, to_ris
from portal.registry.models import Contribution, Work, WorkType
from portal.registry.names import parse_name

_BIBTEX = {
    WorkType.JOURNAL_ARTICLE: "article",
    WorkType.MAGAZINE_ARTICLE: "article",
    WorkType.NEWSPAPER_ARTICLE: "article",
    WorkType.CONFERENCE_PAPER: "inproceedings",
    WorkType.BOOK: "book",
    WorkType.EDITED_BOOK: "book",
    WorkType.BOOK_CHAPTER: "incollection",
    WorkType.DISSERTATION_THESIS: "phdthesis",
    WorkType.REPORT: "techreport",
    WorkType.CONFERENCE_PROCEEDINGS: "proceedings",
    WorkType.MANUAL: "manual",
}
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "book": "publisher",
    "phdthesis": "school",
    "techreport": "institution",
}
_SPECIAL = re.compile(r"([\\{}&%$#_~^])")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def as_csl(contributions: Iterable[Contribution]) -> str:
    """CSL-JSON; what a source gave and we have no column for is kept."""
    return json.dumps([_csl(one.work) for one in contributions], ensure_ascii=False, indent=1)


def _csl(work: Work) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": _key(work),
        "type": to_csl(work.type),
        "title": work.title,
        "author": [_csl_name(one.name) for one in work.authors],
        "container-title": work.container,
        "issued": {"date-parts": [[int(part) for part in work.issued.split("-")]]}
        if work.issued
        else None,
        "DOI": work.doi,
        "URL": work.url,
        "language": work.language,
        "abstract": work.abstract,
    }
    kept = {name: value for name, value in (work.csl or {}).items() if name in _KEPT}
    return kept | {name: value for name, value in written.items() if value}


_KEPT = (
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "ISBN",
    "ISSN",
    "edition",
    "genre",
)


def _csl_name(name: str) -> dict[str, str]:
    parsed = parse_name(name)
    if parsed.family and parsed.given:
        return {"family": parsed.family, "given": f"{parsed.middle} {parsed.given}".strip()}
    return {"literal": name}


def as_bibtex(contributions: Iterable[Contribution]) -> str:
    """BibTeX in UTF-8; each name in braces parts as "family, rest" so that no reader guesses."""
    return "\n\n".join(_bibtex(one.work) for one in contributions) + "\n"


def _bibtex(work: Work) -> str:
    kind = _BIBTEX.get(work.type, "misc")
    csl = work.csl or {}
    fields = {
        "title": work.title,
        "author": " and ".join(_bibtex_name(one.name) for one in work.authors),
        _CONTAINERS.get(kind, "howpublished"): work.container,
        "year": str(work.year or ""),
        "volume": csl.get("volume"),
        "number": csl.get("issue"),
        "pages": csl.get("page"),
        "doi": work.doi,
        "url": work.url,
    }
    lines = [f"  {name} = {{{_escaped(str(value))}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{_key(work)},\n" + ",\n".join(lines) + "\n}"


def _bibtex_name(name: str) -> str:
    parsed = parse_name(name)
    if parsed.family and parsed.given:
        return f"{parsed.family}, {parsed.middle} {parsed.given}".replace("  ", " ")
    return name


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[1], "\\" + match[1]), text)


def as_ris(contributions: Iterable[Contribution]) -> str:
    """RIS in UTF-8, one record a work; a value is one line, whatever the source held."""
    return "".join(_ris(one.work) for one in contributions)


def _ris(work: Work) -> str:
    csl = work.csl or {}
    year, *rest = (work.issued or "").split("-")
    date = "/".join([year, *rest, *[""] * (3 - len(rest))]) if rest else ""
    begins, _dash, ends = str(csl.get("page") or "").partition("-")
    tags = [
        ("TY", to_ris(work.type)),
        *(("AU", _bibtex_name(one.name)) for one in work.authors),
        ("TI", work.title),
        ("T2", work.container),
        ("PY", year),
        ("DA", date),
        ("VL", csl.get("volume")),
        ("IS", csl.get("issue")),
        ("SP", begins),
        ("EP", ends),
        ("PB", csl.get("publisher")),
        ("SN", csl.get("ISSN") or csl.get("ISBN")),
        ("DO", work.doi),
        ("UR", work.url),
        ("LA", work.language),
        ("AB", work.abstract),
    ]
    lines = [f"{tag}  - {_one_line(value)}\n" for tag, value in tags if value]
    return "".join([*lines, "ER  - \n\n"])


def _one_line(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return " ".join(str(first).split())


def _key(work: Work) -> str:
    first = work.authors[0].name.split()[-1] if work.authors else "work"
    return f"{slug(first)}{work.year or ''}-{work.id}"
