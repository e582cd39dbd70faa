"""Front matter: letterhead, kind of document, subject and preamble."""

import re

from portal.consultation.outline.joining import join
from portal.consultation.outline.markers import is_upper, marker_of
from portal.consultation.outline.prepare import Line
from portal.consultation.outline.tree import Kind, Outline

_TYPES = (
    "KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ LIÊN TỊCH|THÔNG TƯ|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|"
    "ĐỀ ÁN|CHƯƠNG TRÌNH HÀNH ĐỘNG|CHƯƠNG TRÌNH|TỜ TRÌNH|BÁO CÁO|THÔNG BÁO|HƯỚNG DẪN|PHƯƠNG ÁN|DỰ ÁN|"
    "KẾT LUẬN|CHIẾN LƯỢC|QUY HOẠCH|BỘ LUẬT|LUẬT|PHÁP LỆNH|ĐIỀU LỆ|NỘI QUY|LỆNH|CÔNG VĂN"
)
_TYPE = re.compile(rf"(?:DỰ THẢO\s*:?\s*)?({_TYPES})(?:\s*\(?\s*(?:dự thảo|DỰ THẢO).*)?")
_TYPE_AND_SUBJECT = re.compile(rf"(?:DỰ THẢO\s*:?\s*)?({_TYPES})\s+(\S.*)")
_NAMED_IN_TITLE = re.compile(
    rf"(?:TOÀN VĂN\s*:\s*)?({_TYPES})\s+(?:số\s+\S+\s+)?(\S.*)", re.IGNORECASE
)
_PREAMBLE = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Để|Nhằm|Triển khai|Trên cơ sở)\b")
_ISSUER = re.compile(
    r"(?:CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BỘ TRƯỞNG|CHÍNH PHỦ|THỦ TƯỚNG|"
    r"GIÁM ĐỐC|BAN THƯỜNG VỤ|QUỐC HỘI|TỔNG GIÁM ĐỐC)\b"
)
_ENACTING = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|NGHỊ ĐỊNH|CHỈ THỊ|KẾT LUẬN)\s*:")
_AS_FOLLOWS = re.compile(r"như sau\s*:\s*$")
_STRUCTURE = frozenset(
    {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.ROMAN, Kind.CLAUSE, Kind.SUBITEM}
)


def take_front(units: list[Line], outline: Outline, *, wrapped: bool) -> list[Line]:
    """Read the front matter into `outline`; the units of the body remain.

    A unit is a line of a wrapped text and otherwise a whole paragraph.
    """
    end = next((i for i, unit in enumerate(units) if _opens_body(units, i)), len(units))
    front, body = units[:end], units[end:]
    start = _type_of(front, outline)
    rest = _take_subject(front[start:], outline) if outline.doc_type else front
    more = _take_preamble(rest, outline, wrapped)
    return more + body


def _opens_body(units: list[Line], index: int) -> bool:
    unit = units[index]
    marker = marker_of(unit.text)
    if unit.is_rule or marker is None or marker.kind not in _STRUCTURE:
        return False
    before = next((u.text for u in reversed(units[:index]) if not u.is_rule), "")
    return not re.search(r"(?:ngày|tháng|số|Điều|khoản|\d-)$", before)


def _type_of(front: list[Line], outline: Outline) -> int:
    """Find the kind of document; what stands before it is letterhead. Returns where to read on."""
    for pattern in (_TYPE, _TYPE_AND_SUBJECT, _NAMED_IN_TITLE):
        for index, unit in enumerate(front):
            match = pattern.fullmatch(unit.text)
            if match is None or (pattern is not _NAMED_IN_TITLE and not is_upper(match.group(1))):
                continue
            if pattern is _NAMED_IN_TITLE and index > 0:
                break
            outline.header = [line.text for line in front[:index] if not line.is_rule]
            outline.doc_type = match.group(1).upper()
            if pattern is not _TYPE:
                outline.subject = match.group(2).strip()
            if len(unit.text) > len(f"{outline.doc_type} {outline.subject}"):
                outline.header.append(unit.text)
            return index + 1
    return 0


def _take_subject(front: list[Line], outline: Outline) -> list[Line]:
    for index, unit in enumerate(front):
        text = unit.text
        issuer = bool(outline.subject and is_upper(text) and _ISSUER.match(text))
        if unit.is_rule or _PREAMBLE.match(text) or issuer or _ENACTING.fullmatch(text):
            return front[index:]
        if not unit.is_rule:
            outline.subject = join(outline.subject, text).strip()
    return []


def _take_preamble(front: list[Line], outline: Outline, wrapped: bool) -> list[Line]:
    """Preamble up to "như sau:"; a wrapped one is put together until its sentence ends."""
    for index, unit in enumerate(front):
        if unit.is_rule:
            continue
        text, before = unit.text, outline.preamble[-1] if outline.preamble else ""
        if wrapped and before and not re.search(r"[;:]$", before) and not is_upper(text):
            outline.preamble[-1] = join(before, text)
        else:
            outline.preamble.append(text)
        if _AS_FOLLOWS.search(outline.preamble[-1]):
            return front[index + 1 :]
    return []
