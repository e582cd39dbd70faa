"""How a unit of a draft is named in a sentence: "Điều 5, khoản 3, điểm đ", "III.1, gạch đầu dòng 2"."""

import re
from functools import lru_cache

from babel import Locale
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

_NAMED = re.compile(r"(kem-theo|phu-luc|phan|chuong|muc|tieu-muc|dieu|khoan|diem)-?(.*)")
_COUNTED = re.compile(r"([pbq])(\d+)")
_WORDS = {
    "kem-theo": _l("Annexed text"),
    "phu-luc": _l("Appendix %(n)s"),
    "phan": _l("Part %(n)s"),
    "chuong": _l("Chapter %(n)s"),
    "muc": _l("Section %(n)s"),
    "tieu-muc": _l("Subsection %(n)s"),
    "dieu": _l("Article %(n)s"),
    "khoan": _l("clause %(n)s"),
    "diem": _l("point %(n)s"),
}


def place_of(key: str) -> str:
    """The name of the unit that has this key, in the reader's language."""
    return _place_in(get_locale(), key)


@lru_cache(maxsize=4096)
def _place_in(_language: Locale | None, key: str) -> str:
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
    return (str(_WORDS[name]) % {"n": number}).strip()


def _counted(step: str) -> str:
    match = _COUNTED.fullmatch(step)
    kind, number = (match.group(1), match.group(2)) if match else ("p", "")
    if kind == "b":
        return _("bullet %(n)s", n=number)
    return _("quotation %(n)s", n=number) if kind == "q" else _("paragraph %(n)s", n=number)
