"""BibTeX and BibLaTeX: entries by bibtexparser, letters and names by our own hand."""

import logging
import re
from collections.abc import Iterator

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry
from flask_babel import gettext as _

from portal.core.text import compose, fold
from portal.registry.formats import csl, dates, identifiers, people, types
from portal.registry.formats.latex import decode
from portal.registry.formats.markup import plain
from portal.registry.formats.shape import (
    Format,
    ParsedContributor,
    ParsedSource,
    ParsedWork,
    ParsedWorks,
)
from portal.registry.models.work_type import WorkType
from portal.registry.names.families import COMMON

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_ROLES = (("author", "author"), ("editor", "editor"), ("translator", "translator"))
_PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")
_MOST_PIECES = 100
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def read(text: str) -> ParsedWorks:
    """Every entry that can be read; the others by their line."""
    library = parse_string(text, parse_stack=[])
    strings = {one.key.lower(): _value(one.value, {}) for one in library.strings}
    result = ParsedWorks(Format.BIBTEX)
    for entry in _entries(library, result.errors):
        if result.is_full:
            break
        work = _work(entry, strings)
        if work.title or work.identifiers:
            result.works.append(work)
        else:
            result.errors.append(
                _(
                    "Line %(line)s: the entry “%(key)s” has neither a title nor an identifier.",
                    line=(entry.start_line or 0) + 1,
                    key=compose(entry.key)[:60],
                )
            )
    return result


def _entries(library: Library, errors: list[str]) -> Iterator[Entry]:
    """In the order of the file; an entry under a key used before, or with a field twice, counts."""
    for block in library.blocks:
        if isinstance(block, Entry):
            yield block
        elif isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            if isinstance(block.ignore_error_block, Entry):
                yield block.ignore_error_block
        elif block in library.failed_blocks:
            errors.append(
                _(
                    "Line %(line)s: the entry that begins with “%(start)s” is broken"
                    " (a bracket, quote or comma is missing) and was left out.",
                    line=(block.start_line or 0) + 1,
                    start=compose((block.raw or "").splitlines()[0])[:60],
                )
            )


def _work(entry: Entry, strings: dict[str, str]) -> ParsedWork:
    raw: dict[str, str] = {}
    for field in entry.fields:
        raw.setdefault(field.key.lower(), _value(field.value, strings))
    fields = {key: plain(decode(value)) for key, value in raw.items()}
    work = ParsedWork(
        type=_type(entry.entry_type.lower(), fields),
        title=fields.get("title", ""),
        subtitle=fields.get("subtitle", ""),
        contributors=_contributors(raw),
        issued=_issued(fields),
        container=_first(fields, "journal", "journaltitle", "booktitle", "series"),
        volume=fields.get("volume", ""),
        issue=_first(fields, "number", "issue") if entry.entry_type.lower() != "patent" else "",
        pages=_first(fields, "pages", "eid", "articleno").replace("–", "-"),
        publisher=_first(fields, *_PUBLISHERS),
        language=_first(fields, "langid", "language"),
        url=_address(raw.get("url", "")),
        abstract=fields.get("abstract", ""),
        format=Format.BIBTEX,
        sources=[ParsedSource(Format.BIBTEX, compose(entry.key)[:200], entry.raw or "")],
    )
    _identify(work, raw, entry.entry_type.lower())
    work.csl = csl.describe(work)
    return work


def _value(text: str, strings: dict[str, str]) -> str:
    """The content of {…}, "…", a number, a @string name, or several joined by #."""
    rest = text.strip()
    pieces: list[str] = []
    while rest and len(pieces) < _MOST_PIECES:
        piece, rest = _piece(rest, strings)
        pieces.append(piece)
        if not rest.startswith("#"):
            break
        rest = rest[1:].lstrip()
    return "".join(pieces).strip()


def _piece(text: str, strings: dict[str, str]) -> tuple[str, str]:
    if text[0] in '{"':
        end = _end_of_group(text)
        return text[1:end], text[end + 1 :].lstrip()
    word = re.match(r"[^#]*", text)
    name = (word[0] if word else "").strip()
    return strings.get(name.lower(), name), text[len(word[0]) if word else 0 :].lstrip()


def _end_of_group(text: str) -> int:
    depth = 0
    for place, char in enumerate(text):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        closed = depth == 0 and (char == "}" if text[0] == "{" else char == '"' and place)
        if closed:
            return place
    return len(text)


def _type(kind: str, fields: dict[str, str]) -> WorkType:
    if kind in ("book", "mvbook") and "author" not in fields and "editor" in fields:
        return WorkType.EDITED_BOOK
    if kind in types.BIBTEX:
        return types.BIBTEX[kind]
    if "arxiv" in f"{fields.get('archiveprefix', '')} {fields.get('eprinttype', '')}".lower():
        return WorkType.PREPRINT
    return types.of_orcid(kind)


def _issued(fields: dict[str, str]) -> str:
    if date := dates.read_date(fields.get("date", "")):
        return date
    year = dates.read_date(fields.get("year", ""))[:4]
    return dates.partial_date(year, fields.get("month"), fields.get("day"))


def _contributors(raw: dict[str, str]) -> list[ParsedContributor]:
    found = [
        _contributor(name, role)
        for field, role in _ROLES
        for name in split_names(raw.get(field, ""))
    ]
    return people.numbered([one for one in found if one.name])


def _contributor(name: str, role: str) -> ParsedContributor:
    """A name wholly in braces is an organisation, unless it reads as a Vietnamese person's."""
    whole = name.startswith("{") and _end_of_group(name) == len(name) - 1
    text = decode(name)
    if whole and not ("," not in text and len(text.split()) <= 5 and _is_person(text)):
        return people.of_literal(text, role=role)
    return people.of_text(text, role=role)


def _is_person(text: str) -> bool:
    return bool(text.split()) and fold(text.split()[0]) in COMMON and len(text.split()) > 1


def split_names(text: str) -> list[str]:
    """Names between "and" outside braces; "others" is nobody."""
    text = " ".join(text.split())
    names, depth, start, place = [], 0, 0, 0
    while place < len(text):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        match = _AND.match(text, place) if depth == 0 and text[place].isspace() else None
        if match:
            names.append(text[start:place])
            start = place = match.end()
            continue
        place += 1
    names.append(text[start:])
    return [name.strip() for name in names if name.strip() and name.strip() != "others"]


def _first(fields: dict[str, str], *keys: str) -> str:
    return next((fields[key] for key in keys if fields.get(key)), "")


def _address(raw: str) -> str:
    bare = re.sub(r"\\(?:url)?\{([^{}]*)\}", r"\1", raw)
    return compose(re.sub(r"\\([_%&#~$])(?:\{\})?", r"\1", bare).replace("{", "").replace("}", ""))


def _identify(work: ParsedWork, raw: dict[str, str], kind: str) -> None:
    found = [
        (key, _address(raw[key])) for key in ("doi", "pmid", "pmcid", "handle") if raw.get(key)
    ]
    for key in ("isbn", "issn"):
        found += [
            (key, value) for value in re.split(r"[\s,;]+", _address(raw.get(key, ""))) if value
        ]
    prefix = raw.get("archiveprefix", raw.get("eprinttype", "")).strip("{} ").lower()
    if raw.get("eprint") and prefix in ("arxiv", "pmid", "hdl"):
        found.append((prefix, _address(raw["eprint"])))
    if kind == "patent" and raw.get("number"):
        found.append(("pat", plain(decode(raw["number"]))))
    if not raw.get("doi") and (doi := identifiers.normal_doi(work.url)):
        found.append(("doi", doi))
    relationship = "part-of" if work.type in csl.PARTS else "self"
    work.identifiers = [
        identifiers.identifier(
            type_, value, relationship=relationship if type_ in ("isbn", "issn") else "self"
        )
        for type_, value in found
    ]
