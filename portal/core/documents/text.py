"""Text as XML and paper can carry it."""

import re
from datetime import date

_NOT_XML = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]")

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def printable(text: object) -> str:
    """The text without the characters that no XML document may hold; None becomes empty."""
    return "" if text is None else _NOT_XML.sub("", str(text))


def place_and_day(place: str, day: date | None) -> str:
    """The line under the motto: days under 10 and months under 3 get a leading zero, as the decree asks."""
    if day is None:
        return f"{place}, ngày      tháng      năm" if place else ""
    days, months = f"{day.day:02d}", f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {days} tháng {months} năm {day.year}".removeprefix(", ")
