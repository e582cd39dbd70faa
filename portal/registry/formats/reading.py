"""Recognise the format by content, read within bounds, join what is told twice."""

import codecs
import json
import re
import unicodedata
from typing import Any

from flask_babel import gettext as _

from portal.registry.formats import bibtex, csl, orcid, profile, ris, table
from portal.registry.formats.joining import join_same, join_same_items
from portal.registry.formats.shape import MOST, ParsedItem, ParsedWork, ParsedWorks

LARGEST = 5 * 1024 * 1024
_LONGEST_SOURCE = 20_000
_MOST_ERRORS = 200
_LONGEST = {"title": 1_000, "subtitle": 1_000, "abstract": 20_000, "url": 1_000}
_LONGEST_TEXT, _LONGEST_NAME = 500, 200
_MOST_ITEMS, _MOST_ASIDES, _DEEPEST = 1_000, 200, 60

_RIS = re.compile(r"^[ \t]*TY\s{0,3}-\s?\S", re.MULTILINE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BIBTEX = re.compile(r"@\s*[A-Za-z]+\s*[{(]")
_WOS = re.compile(r"^PT [A-Z]\s*$", re.MULTILINE)


def parse_works(content: bytes | str) -> ParsedWorks:
    """Read works from a pasted text or a file; never raises on content.

    What cannot be read is in `errors`, in the reader's language; at most 5 MB and 5,000 works.
    """
    if len(content) > LARGEST:
        size = f"{len(content) / 1024 / 1024:.1f}"
        sentence = _("The text has %(size)s MB; at most 5 MB can be read at once.", size=size)
        return ParsedWorks(errors=[sentence])
    text, errors = _text_of(content)
    result = _recognised(text)
    result.errors[:0] = errors
    if result.is_full:
        result.errors.append(_("Only the first %(most)s works were read.", most=MOST))
        del result.works[MOST:]
    if len(result.errors) > _MOST_ERRORS:
        more = len(result.errors) - _MOST_ERRORS
        result.errors[_MOST_ERRORS:] = [_("and %(n)s more", n=more)]
    for work in result.works:
        _bound(work)
    for item in result.items:
        _bound_item(item)
    result.works = join_same(result.works)
    result.items = join_same_items(result.items)
    if len(result.items) > _MOST_ITEMS:
        result.errors.append(_("Only the first %(most)s lines were read.", most=_MOST_ITEMS))
    del result.items[_MOST_ITEMS:], result.asides[_MOST_ASIDES:]
    return result


def _bound(work: ParsedWork) -> None:
    """Cut every text to what a work can reasonably have."""
    for name, value in vars(work).items():
        if isinstance(value, str) and name not in ("type", "format"):
            setattr(work, name, value[: _LONGEST.get(name, _LONGEST_TEXT)])
    for one in work.contributors:
        for part in ("name", "family", "given"):
            setattr(one, part, getattr(one, part)[:_LONGEST_NAME])
    for source in work.sources:
        source.raw = source.raw[:_LONGEST_SOURCE]


def _bound_item(item: ParsedItem) -> None:
    """Cut every text of an item, and of each thing it may be, to what a line can have."""
    for values in (item.values, *(one["values"] for one in item.choices.values())):
        for name, value in values.items():
            if isinstance(value, str):
                values[name] = value[:_LONGEST_TEXT]


def _text_of(content: bytes | str) -> tuple[str, list[str]]:
    """The text in NFC without byte order mark, and a warning when it was no UTF-8."""
    errors: list[str] = []
    text = content if isinstance(content, str) else _decoded(content, errors)
    for sign, instead in (("\ufeff", ""), ("\x00", ""), ("\r\n", "\n"), ("\r", "\n")):
        text = text.replace(sign, instead)
    return unicodedata.normalize("NFC", text), errors


def _decoded(content: bytes, errors: list[str]) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        errors.append(_("The file is not Unicode (UTF-8); check the Vietnamese letters below."))
        return content.decode("cp1258", errors="replace")


def _recognised(text: str) -> ParsedWorks:
    start = text.lstrip()[:1]
    if not start:
        return ParsedWorks(errors=[_("There is nothing to read: the text is empty.")])
    if start in ("{", "["):
        return _of_json(text)
    if start == "<":
        return _of_xml(text)
    if _WOS.search(text):
        return ris.read_web_of_science(text)
    tags, entries = _RIS.search(text), _BIBTEX.search(text)
    if tags and (entries is None or tags.start() < entries.start()):
        return ris.read(text)
    if entries:
        return bibtex.read(text)
    if table.is_table(text):
        return table.read(text)
    return ParsedWorks(
        errors=[
            _(
                "The format was not recognised: paste BibTeX, RIS, CSL-JSON, a Crossref answer,"
                " a table with tabs, an ORCID record (JSON or XML) or a profile of this portal."
            )
        ]
    )


def _of_xml(text: str) -> ParsedWorks:
    try:
        return orcid.read(_clean(orcid.from_xml(text)))
    except orcid.NotOrcidXml:
        sentence = _(
            "This XML cannot be read as an ORCID record: it is broken, too deep,"
            " or declares entities."
        )
        return ParsedWorks(errors=[sentence])


def _of_json(text: str) -> ParsedWorks:
    try:
        content: Any = _clean(json.loads(text))
    except json.JSONDecodeError as error:
        if _BIBTEX.search(text):
            return bibtex.read(text)
        sentence = _(
            "Line %(line)s, column %(column)s: this JSON is broken and cannot be read.",
            line=error.lineno,
            column=error.colno,
        )
        return ParsedWorks(errors=[sentence])
    except (RecursionError, ValueError):
        return ParsedWorks(errors=[_("This JSON is nested too deeply to be a list of works.")])
    if profile.is_profile(content):
        return profile.read(content)
    return orcid.read(content) if orcid.is_orcid(content) else csl.read(content)


def _clean(value: Any, depth: int = 0) -> Any:
    """Escapes may hide what no database keeps: NUL, halves of surrogate pairs, decomposed letters."""
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        return unicodedata.normalize("NFC", _UNSTORABLE.sub("", value))
    if isinstance(value, list):
        return [_clean(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(one, depth + 1) for key, one in value.items()}
    return value
