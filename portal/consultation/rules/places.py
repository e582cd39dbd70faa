"""How a unit of a draft is named in a sentence: "Điều 5, khoản 3, điểm đ", "III.1, gạch đầu dòng 2"."""

import re

from flask_babel import gettext as _

_NAMED = re.compile(r"(kem-theo|phu-luc|phan|chuong|muc|tieu-muc|dieu|khoan|diem)-?(.*)")
_COUNTED = re.compile(r"([pbq])(\d+)")


def place_of(key: str) -> str:
    """The name of the unit that has this key, in the reader's language."""
    steps = [step.split("~")[0] for step in key.split("/") if step]
    plan = _plan_number([step for step in steps if not _is_named(step)])
    named = [text for step in steps if _is_named(step) and (text := _named(step, steps))]
    counted = [_counted(step) for step in steps if _COUNTED.fullmatch(step)]
    return ", ".join([*named, *([plan] if plan else []), *counted]) or _("The whole draft")


def _is_named(step: str) -> bool:
    return _NAMED.fullmatch(step) is not None


def _plan_number(steps: list[str]) -> str:
    """I/2/2.1 reads II.2.1: a deeper number repeats the one above it."""
    numbers: list[str] = []
    for step in steps:
        if _COUNTED.fullmatch(step):
            continue
        if numbers and step.startswith(f"{numbers[-1]}."):
            numbers.pop()
        numbers.append(step)
    return ".".join(numbers)


def _named(step: str, steps: list[str]) -> str:
    match = _NAMED.fullmatch(step)
    name, number = (match.group(1), match.group(2)) if match else ("", "")
    if name in ("phan", "chuong", "muc", "tieu-muc") and any(s.startswith("dieu-") for s in steps):
        return ""
    number = number.replace("dd", "đ")
    if name in ("chuong", "phan", "phu-luc"):
        number = number.upper().replace("-", " ")
    words = {
        "kem-theo": _("Annexed text"),
        "phu-luc": _("Appendix %(n)s", n=number),
        "phan": _("Part %(n)s", n=number),
        "chuong": _("Chapter %(n)s", n=number),
        "muc": _("Section %(n)s", n=number),
        "tieu-muc": _("Subsection %(n)s", n=number),
        "dieu": _("Article %(n)s", n=number),
        "khoan": _("clause %(n)s", n=number),
        "diem": _("point %(n)s", n=number),
    }
    return words[name].strip()


def _counted(step: str) -> str:
    match = _COUNTED.fullmatch(step)
    kind, number = (match.group(1), match.group(2)) if match else ("p", "")
    if kind == "b":
        return _("bullet %(n)s", n=number)
    return _("quotation %(n)s", n=number) if kind == "q" else _("paragraph %(n)s", n=number)
