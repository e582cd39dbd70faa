"""Recognise the format by content, read within bounds, join what is told twice."""

import codecs
import json
import re
import unicodedata
from typing import Any

from flask_babel import gettext as _

from portal.registry.formats import bibtex, csl, orcid, ris
from portal.registry.formats.joining import join_same
from portal.registry.formats.shape import ParsedWorks

LARGEST = 5 * 1024 * 1024
MOST = 5_000
_LONGEST_SOURCE = 20_000

_RIS = re.compile(r"^\s*TY\s{0,3}-\s?\S", re.MULTILINE)
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
    if len(result.works) > MOST:
        sentence = _(
            "Only the first %(most)s of %(all)s works were read.", most=MOST, all=len(result.works)
        )
        result.errors.append(sentence)
        del result.works[MOST:]
    for work in result.works:
        for source in work.sources:
            source.raw = source.raw[:_LONGEST_SOURCE]
    result.works = join_same(result.works)
    return result


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
    if _WOS.search(text):
        return ris.read_web_of_science(text)
    tags, entries = _RIS.search(text), _BIBTEX.search(text)
    if tags and (entries is None or tags.start() < entries.start()):
        return ris.read(text)
    if entries:
        return bibtex.read(text)
    return ParsedWorks(
        errors=[
            _(
                "The format was not recognised: paste BibTeX, RIS, CSL-JSON, a Crossref answer"
                " or an ORCID record (JSON)."
            )
        ]
    )


def _of_json(text: str) -> ParsedWorks:
    try:
        content: Any = json.loads(text)
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
    return orcid.read(content) if orcid.is_orcid(content) else csl.read(content)
