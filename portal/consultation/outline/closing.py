"""The closing block: "Nơi nhận", the capacity of the signer and his name."""

import re

from portal.consultation.outline.markers import UPPER, is_upper
from portal.consultation.outline.prepare import Line
from portal.consultation.outline.tree import Closing

_RECIPIENTS = re.compile(r"Nơi nhận\s*:?\s*(.*)", re.IGNORECASE)
_ON_BEHALF = r"(?:T/M|TM\.|KT\.|TL\.|TUQ\.|Q\.)"
_CAPACITY = re.compile(rf"{_ON_BEHALF}\s*[{UPPER}].*")
_GLUED = re.compile(rf"^(.*?[;,.\w)])\s+({_ON_BEHALF}\s*[{UPPER}][{UPPER}\s,.-]+)$")
_ANNEXED = re.compile(
    r"(QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|DANH MỤC|PHƯƠNG ÁN|NỘI QUY|QUY TRÌNH)\b.*"
)
_APPENDIX = re.compile(r"PHỤ LỤC(?:\s+(?:SỐ\s+)?(?:[IVXLC]+|\d+))?\b.*")
_ATTACHED = re.compile(r"\(?\s*(?:Ban hành\s+)?kèm theo\b", re.IGNORECASE)
_SIGNED = re.compile(r"\(?\s*(?:đã ký|đã kí|ký tên|signed)", re.IGNORECASE)
_LOOK_AHEAD = 8


def split_closing(lines: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Body, closing block, and what is annexed after it."""
    start = next((i for i, line in enumerate(lines) if _opens_closing(lines, i)), None)
    if start is None:
        cut = next((i for i in range(1, len(lines)) if _is_annexed(lines, i)), len(lines))
        return lines[:cut], [], lines[cut:]
    after = range(start + 1, len(lines))
    cut = next((i for i in after if _opens_annex(lines, i)), len(lines))
    return lines[:start], lines[start:cut], lines[cut:]


def _opens_closing(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    if re.match(r"Nơi nhận\s*:", text, re.IGNORECASE):
        return True
    return bool(_CAPACITY.fullmatch(text)) and is_upper(text) and len(text.split()) > 1


def _opens_annex(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    return bool(is_upper(text) and _APPENDIX.fullmatch(text)) or _is_annexed(lines, index)


def _is_annexed(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    if not (is_upper(text) and (_ANNEXED.fullmatch(text) or _APPENDIX.fullmatch(text))):
        return False
    following = lines[index + 1 : index + _LOOK_AHEAD]
    return any(_ATTACHED.match(line.text) for line in following)


def parse_closing(lines: list[Line]) -> tuple[Closing, list[str]]:
    """The closing block, and the lines of it that are none of its parts."""
    recipients: list[str] = []
    capacity: list[str] = []
    others: list[str] = []
    for text in _pieces(lines):
        if text.startswith(("-", "–", "+", "•")):
            recipients.append(text.lstrip("-–+• ").strip())
        elif _CAPACITY.fullmatch(text) or (is_upper(text) and len(text.split()) > 1):
            capacity.append(text)
        elif recipients and not capacity_follows(text, capacity, recipients):
            recipients[-1] = f"{recipients[-1]} {text}"
        else:
            others.append(text)
    signer = _signer(others)
    rest = [text for text in others if text != signer]
    return Closing([text for text in recipients if text], signer, "\n".join(capacity)), rest


def capacity_follows(text: str, capacity: list[str], recipients: list[str]) -> bool:
    """Whether `text` can no longer go on with the last recipient: that one is ended by a full stop,
    or the signer's capacity has been read and the text looks like a name."""
    return (
        bool(_SIGNED.match(text))
        or recipients[-1].endswith(".")
        or (
            bool(capacity)
            and _is_name(text)
            and not recipients[-1].endswith(",")
            and recipients[-1].endswith(";")
        )
    )


def _pieces(lines: list[Line]) -> list[str]:
    pieces: list[str] = []
    for line in lines:
        if line.is_rule:
            continue
        text = line.text
        opening = _RECIPIENTS.fullmatch(text)
        if opening and not pieces:
            text = opening.group(1).strip()
        if glued := _GLUED.match(text):
            pieces += [glued.group(1), glued.group(2)]
        elif text:
            pieces.append(text)
    return pieces


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 8 and all(word[0].isupper() for word in words if word[0].isalpha())


def _signer(others: list[str]) -> str:
    names = [text for text in others if _is_name(text) and not any(c.isdigit() for c in text)]
    return names[-1] if names else ""
