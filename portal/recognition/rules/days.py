"""Working days of Vietnam: a posting of ten of them ends on a day anybody can check."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays
from flask_babel import gettext as _

from portal.core.errors import RuleBroken

_DAY = timedelta(days=1)
_LONGEST = 250


@cache
def _holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday. Make-up Saturdays do not lengthen a posting."""
    return day.weekday() < 5 and day not in _holidays()


def working_days(start: date, count: int, *, counts_first: bool) -> Iterator[date]:
    """The `count` working days of a period that begins on `start`."""
    if not 0 < count <= _LONGEST:
        raise RuleBroken(
            _("A posting lasts from 1 to %(most)s working days.", most=_LONGEST), "days"
        )
    day = start if counts_first else start + _DAY
    while count:
        if is_working_day(day):
            yield day
            count -= 1
        day += _DAY


def last_day(start: date, count: int, *, counts_first: bool) -> date:
    """The last day of a posting of `count` working days."""
    return list(working_days(start, count, counts_first=counts_first))[-1]


@dataclass(frozen=True)
class Period:
    """A posting: from when, for how many working days, how they are counted, to when."""

    start: date
    count: int
    counts_first: bool

    @property
    def end(self) -> date:
        return last_day(self.start, self.count, counts_first=self.counts_first)

    @property
    def sentence(self) -> str:
        """The rule of counting, so that a reader can count along."""
        first = (
            _("the day of posting counts")
            if self.counts_first
            else _("the day of posting does not count")
        )
        return _(
            "%(n)s working days from %(start)s to the end of %(end)s (%(first)s; weekends and public "
            "holidays do not count)",
            n=self.count,
            start=self.start.strftime("%d/%m/%Y"),
            end=self.end.strftime("%d/%m/%Y"),
            first=first,
        )


def is_over(end: date, *, today: date) -> bool:
    """A period runs to the end of its last day."""
    return today > end
