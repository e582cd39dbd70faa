"""RIS as programs really write it, and Web of Science's dialect of it; tags by rispy."""

import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import rispy
from flask_babel import gettext as _

from portal.registry.formats import csl, dates, identifiers, people, types
from portal.registry.formats.markup import plain
from portal.registry.formats.shape import (
    Format,
    ParsedContributor,
    ParsedIdentifier,
    ParsedSource,
    ParsedWork,
    ParsedWorks,
)
from portal.registry.models.work_type import WorkType

_LINE = re.compile(r"^\s*([A-Z][A-Z0-9])(?:  -|\s{0,2}-(?=\s|$|[^-\s]))\s?(.*)$")
_START = re.compile(r"^\s*TY\s{0,3}-")
_LISTS = ["AU", "A1", "A2", "A3", "A4", "ED", "TA", "UR", "SN", "KW", "N1"]
_WOS_LISTS = ["AU", "AF", "BE", "BF"]
_EDITOR = {"A2": "editor", "ED": "editor", "A3": "editor", "A4": "translator", "TA": "translator"}
Record = dict[str, Any]


class _Same(dict[str, str]):
    """A mapping of tags to themselves, known or not."""

    def __missing__(self, tag: str) -> str:
        return tag


class _Ris(rispy.RisParser):
    """Also reads tags with fewer spaces; a hyphen inside a wrapped line is not a tag."""

    def parse_line(self, line: str) -> tuple[str, str] | tuple[None, str]:
        match = _LINE.match(line)
        if match and _begins_ris_value(line):
            return match[1], match[2].strip()
        return None, line.strip()


_KNOWN = frozenset(rispy.config.TAG_KEY_MAPPING) - {"UK"}


class _Wos(rispy.WokParser):
    DEFAULT_IGNORE: ClassVar[list[str]] = ["FN", "VR", "EF", ""]


def read(text: str) -> ParsedWorks:
    """Each record between TY and ER; what stands around them is not ours."""
    result = ParsedWorks(Format.RIS)
    parser = _Ris(mapping=_Same(), list_tags=_LISTS, delimiter_tags_mapping={})
    for line, lines in _records(text.splitlines(), _START, re.compile(r"^\s*ER\s{0,3}-")):
        if result.is_full:
            break
        whole = _unwrapped(lines, _begins_ris_value)
        _add(result, line, lines, parser.parse("\n".join([*whole, "ER  - "])), _work_of_ris)
    return result


def read_web_of_science(text: str) -> ParsedWorks:
    """Each record between PT and ER, continued lines indented."""
    result = ParsedWorks(Format.WEB_OF_SCIENCE)
    for line, lines in _records(text.splitlines(), re.compile(r"^PT "), re.compile(r"^ER\s*$")):
        if result.is_full:
            break
        parser = _Wos(mapping=_Same(), list_tags=_WOS_LISTS)
        whole = _unwrapped(lines, _begins_wos_value())
        _add(result, line, lines, parser.parse("\n".join([*whole, "ER"])), _work_of_wos)
    return result


def _records(
    lines: list[str], start: re.Pattern[str], end: re.Pattern[str]
) -> Iterator[tuple[int, list[str]]]:
    """(number of the first line, lines) of each record; a missing end is forgiven."""
    record: list[str] = []
    begins = 0
    for number, line in enumerate(lines, start=1):
        if start.match(line):
            if record:
                yield begins, record
            record, begins = [line], number
        elif record and end.match(line):
            yield begins, record
            record = []
        elif record and (len(record) > 1 or re.match(r"\s*[A-Z][A-Z0-9]\b", line)):
            record.append(line)
    if record:
        yield begins, record


def _unwrapped(lines: list[str], begins: Callable[[str], bool]) -> list[str]:
    """Values on one line each."""
    values: list[list[str]] = []
    for line in lines:
        if begins(line) or not values:
            values.append([line])
        else:
            values[-1].append(line.strip())
    return [" ".join(value) for value in values]


def _begins_ris_value(line: str) -> bool:
    match = _LINE.match(line)
    return match is not None and (line[2:5] == "  -" or match[1] in _KNOWN)


def _begins_wos_value() -> Callable[[str], bool]:
    """Whether a line begins a value: a new tag, or one more of a list (each author has a line)."""
    tag = ""

    def begins(line: str) -> bool:
        nonlocal tag
        if not line.startswith("  "):
            tag = line[:2]
            return bool(tag.strip())
        return tag in _WOS_LISTS

    return begins


def _add(result: ParsedWorks, line: int, lines: list[str], read: list[Record], make: Any) -> None:
    work = make(read[0]) if read else ParsedWork()
    if not work.title and not work.identifiers:
        result.errors.append(
            _("Line %(line)s: the record has neither a title nor an identifier.", line=line)
        )
        return
    work.format = result.format
    work.sources[0].raw = "\n".join(lines)
    work.csl = csl.describe(work)
    result.works.append(work)


def _work_of_ris(record: Record) -> ParsedWork:
    def first(*tags: str) -> str:
        return next((text for tag in tags if (text := _one(record.get(tag)))), "")

    work_type = types.RIS.get(first("TY").upper(), WorkType.OTHER)
    container = ("JO", "JF", "T2", "JA", "J2", "BT", "T3")
    return ParsedWork(
        type=work_type,
        title=first("TI", "T1", "CT", *(() if work_type in csl.PARTS else ("BT",))),
        contributors=_ris_people(record),
        issued=max((dates.read_date(first(tag)) for tag in ("PY", "Y1", "DA", "Y2")), key=len),
        container=first(*container),
        volume=first("VL"),
        issue=first("IS"),
        pages=_pages(first("SP"), first("EP")),
        publisher=first("PB"),
        language=first("LA"),
        url=first("UR", "L2", "LK"),
        abstract=first("AB", "N2"),
        identifiers=_ris_identifiers(record, work_type),
        sources=[ParsedSource(Format.RIS, first("ID", "AN")[:200])],
    )


def _one(value: Any) -> str:
    if isinstance(value, list):
        value = next((one for one in value if one), "")
    return plain(value)


def _pages(start: str, end: str) -> str:
    return f"{start}-{end}" if start and end and "-" not in start else start or end


def _ris_people(record: Record) -> list[ParsedContributor]:
    found = []
    for tag in ("AU", "A1", *_EDITOR):
        for name in record.get(tag) or []:
            if made := plain(name):
                found.append(people.of_text(made, role=_EDITOR.get(tag, "author")))
    return people.numbered(found)


def _ris_identifiers(record: Record, work_type: WorkType) -> list[ParsedIdentifier]:
    found = [identifiers.identifier("doi", value) for value in [_one(record.get("DO"))] if value]
    if not found:
        addresses = [plain(one) for one in record.get("UR") or []]
        dois = [doi for one in addresses if (doi := identifiers.normal_doi(one))]
        found = [identifiers.identifier("doi", doi) for doi in dois[:1]]
    for value in record.get("SN") or []:
        if work_type is WorkType.PATENT:
            found.append(identifiers.identifier("pat", value))
        else:
            found += serials(plain(value), work_type)
    return found


def serials(text: str, work_type: WorkType) -> list[ParsedIdentifier]:
    """ISSNs and ISBNs in one field, told apart by their length."""
    relationship = "part-of" if work_type in csl.PARTS else "self"
    found = []
    for value in re.findall(r"[\dXx][\dXx-]{6,}", text):
        kind = "isbn" if len(value.replace("-", "")) >= 10 else "issn"
        found.append(identifiers.identifier(kind, value, relationship=relationship))
    return found


def _work_of_wos(record: Record) -> ParsedWork:
    def first(*tags: str) -> str:
        return next((text for tag in tags if (text := _one(record.get(tag)))), "")

    work_type = types.RIS.get(first("PT").upper(), WorkType.OTHER)
    if "Proceedings" in first("DT"):
        work_type = WorkType.CONFERENCE_PAPER
    names = [*(record.get("AF") or record.get("AU") or [])]
    found = [identifiers.identifier("doi", first("DI"))] if first("DI") else []
    found += serials(" ".join(_one(record.get(tag)) for tag in ("SN", "EI", "BN")), work_type)
    return ParsedWork(
        type=work_type,
        title=first("TI"),
        contributors=people.numbered([people.of_text(plain(name)) for name in names if name]),
        issued=dates.partial_date(first("PY"), first("PD")[:3]),
        container=first("SO"),
        volume=first("VL"),
        issue=first("IS"),
        pages=_pages(first("BP"), first("EP")) or first("AR"),
        publisher=first("PU"),
        language=first("LA"),
        abstract=first("AB"),
        identifiers=found,
        sources=[ParsedSource(Format.WEB_OF_SCIENCE, first("UT")[:200])],
    )
