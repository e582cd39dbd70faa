"""Working days of Vietnam: Monday to Friday without the public holidays, Tết among them."""

from datetime import date, timedelta
from functools import cache

import holidays

_DAY = timedelta(days=1)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday; a Saturday worked in exchange counts for nobody."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def after_working_days(start: date, count: int) -> date:
    """The last of `count` working days after `start`, which itself does not count."""
    day = start
    while count > 0:
        day += _DAY
        count -= is_working_day(day)
    return day
