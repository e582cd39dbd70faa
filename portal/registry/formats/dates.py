"""Dates as exact as the source: a year, a month or a day, in ISO text; "" where there is none."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def partial_date(year: Any, month: Any = None, day: Any = None) -> str:
    """Join what is there and makes sense; a wrong day leaves the month, a wrong month the year."""
    years = _number(year)
    if years is None or not 1 <= years <= 9999:
        return ""
    months = month_number(month)
    if months is None:
        return f"{years:04d}"
    days = _number(day)
    try:
        return date(years, months, days or 0).isoformat()
    except ValueError:
        return f"{years:04d}-{months:02d}"


def month_number(text: Any) -> int | None:
    """1 to 12 from "3", "03", "mar", "March", "Tháng 3"."""
    number = _number(re.sub(r"^\s*tháng\s*", "", str(text or ""), flags=re.IGNORECASE))
    if number is None:
        short = str(text or "").strip().lower()[:3]
        number = _MONTHS.index(short) + 1 if short in _MONTHS else None
    return number if number and 1 <= number <= 12 else None


def read_date(text: str) -> str:
    """ "2019", "1948/07//", "2017-12", "2012-03-21T00:00:00Z", "21/4/2025", "c. 1999"."""
    text = text.strip()
    if match := re.match(r"(\d{4})[-/.](\d{1,2})?[-/.]?(\d{1,2})?", text):
        return partial_date(*match.groups())
    if match := re.match(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})\b", text):
        return partial_date(match[3], match[2], match[1])
    match = re.search(r"\b(1[0-9]{3}|20[0-9]{2})\b", text)
    return match[1] if match else ""


def of_parts(parts: Sequence[Any]) -> str:
    """CSL's [year, month, day]."""
    return partial_date(*parts[:3]) if parts else ""


def as_parts(iso: str) -> list[int]:
    return [int(part) for part in iso.split("-")] if iso else []


def _number(value: Any) -> int | None:
    match = re.fullmatch(r"\s*(\d{1,4})\s*", str(value if value is not None else ""))
    return int(match[1]) if match else None
