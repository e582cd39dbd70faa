"""Days and partial dates as people write them and as they are stored."""

import re
from datetime import date

from flask_babel import gettext as _

_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_MONTH = re.compile(r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})|(?P<iso_y>\d{4})-(?P<iso_m>\d{1,2})")
_YEAR = re.compile(r"\d{4}")


def parse_day(text: str) -> date:
    """Read dd/mm/yyyy or yyyy-mm-dd; raise ValueError with a translated sentence."""
    found = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    try:
        if found:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        pass  # there is no such day
    raise ValueError(_("Write the day as dd/mm/yyyy, for example 05/09/2025."))


def parse_partial_date(text: str) -> str:
    """Read yyyy, mm/yyyy, dd/mm/yyyy or ISO; give ISO of the same precision, or raise ValueError."""
    if _YEAR.fullmatch(text):
        return text
    try:
        if found := _MONTH.fullmatch(text):
            year, month = found["y"] or found["iso_y"], found["m"] or found["iso_m"]
            return date(int(year), int(month), 1).isoformat()[:7]
        return parse_day(text).isoformat()
    except ValueError:
        sentence = _("Write a year, mm/yyyy or dd/mm/yyyy, for example 2019 or 09/2019.")
        raise ValueError(sentence) from None


def show_partial_date(value: str | None) -> str:
    """ISO text of any precision as Vietnamese people write it: 2019, 09/2019, 05/09/2019."""
    return "/".join(reversed(value.split("-"))) if value else ""
