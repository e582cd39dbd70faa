"""Works in a table: one a line, columns between tabs, the first line naming them in either language."""

import csv
import re
from collections.abc import Iterator

from flask_babel import gettext as _

from portal.core.text import fold
from portal.registry.formats import csl, dates, identifiers, people, types
from portal.registry.formats.shape import (
    Format,
    ParsedContributor,
    ParsedIdentifier,
    ParsedSource,
    ParsedWork,
    ParsedWorks,
)

_COLUMNS = {
    "title": "title|work title|ten cong trinh|nhan de|ten bai|tieu de",
    "subtitle": "subtitle|phu de",
    "type": "type|work type|loai|loai cong trinh",
    "authors": "author|authors|tac gia|cac tac gia|contributors",
    "container": "journal|journal title|container|source|tap chi|dang tren|noi dang",
    "issued": "year|date|publication date|published|nam|nam xuat ban|ngay cong bo",
    "volume": "volume|tap",
    "issue": "issue|number|so",
    "pages": "pages|trang",
    "publisher": "publisher|nha xuat ban",
    "language": "language|language code|ngon ngu",
    "url": "url|link|dia chi",
    "abstract": "abstract|description|short description|tom tat",
    "doi": "doi",
    "isbn": "isbn",
    "issn": "issn",
    "id_type": "external id type|identifier type",
    "id_value": "external id value|identifier value",
    "reference": "id|put code|ma",
}
_OURS = {name: ours for ours, names in _COLUMNS.items() for name in names.split("|")}
_TEXTS = (
    *("title", "subtitle", "abstract", "url", "container"),
    *("volume", "issue", "pages", "publisher", "language"),
)
_MOST_COLUMNS = 60


def is_table(text: str) -> bool:
    """Whether its first line names columns between tabs, the title among them."""
    return "title" in _header(text.lstrip("\n").partition("\n")[0])


def _header(line: str) -> list[str]:
    if "\t" not in line:
        return []
    cells = line.split("\t")[:_MOST_COLUMNS]
    return [_OURS.get(re.sub(r"[\s_-]+", " ", fold(cell)).strip('" '), "") for cell in cells]


def read(text: str) -> ParsedWorks:
    """Every line with a title or an identifier; the others by their number."""
    first, _sign, rest = text.lstrip("\n").partition("\n")
    names = _header(first)
    result = ParsedWorks(Format.TABLE)
    for number, cells in enumerate(_lines(rest), start=2):
        if result.is_full:
            break
        row: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            if name and cell.strip():
                row.setdefault(name, cell.strip())
        if not row:
            continue
        work = _work(row, "\t".join(cells))
        if work.title or work.identifiers:
            result.works.append(work)
        else:
            result.errors.append(
                _("Line %(line)s: the record has neither a title nor an identifier.", line=number)
            )
    return result


def _lines(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    return csv.reader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_MINIMAL)


def _work(row: dict[str, str], raw: str) -> ParsedWork:
    work = ParsedWork(
        type=types.of_orcid(row.get("type", "journal-article" if "container" in row else "other")),
        contributors=_people(row.get("authors", "")),
        issued=dates.read_date(row.get("issued", "")),
        format=Format.TABLE,
        sources=[ParsedSource(Format.TABLE, row.get("reference", "")[:200], raw)],
    )
    for name in _TEXTS:
        setattr(work, name, row.get(name, ""))
    work.identifiers = list(_identifiers(row, work))
    work.csl = csl.describe(work)
    return work


def _people(text: str) -> list[ParsedContributor]:
    """Names between semicolons or "and"; commas part names only where there is neither."""
    sign = r";|\s+and\s+|\s+và\s+"
    names = re.split(sign, text) if re.search(sign, text) else text.split(",")
    return people.numbered([people.of_text(name.strip()) for name in names if name.strip()])


def _identifiers(row: dict[str, str], work: ParsedWork) -> Iterator[ParsedIdentifier]:
    whole = "part-of" if work.type in csl.PARTS else "self"
    for kind in ("doi", "isbn", "issn"):
        if value := row.get(kind):
            relationship = "self" if kind == "doi" else whole
            yield identifiers.identifier(kind, value, relationship=relationship)
    if value := row.get("id_value"):
        yield identifiers.identifier(row.get("id_type", "other-id"), value)
