"""How long a draft must be open: minimum days of the kind of document, calendar or working."""

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays
from flask_babel import gettext as _

from portal.consultation.models import DayKind, DocumentRule
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.i18n import label

LONGEST = timedelta(days=366)


@lru_cache(maxsize=8)
def _closed_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, national holidays excepted."""
    return day.weekday() < 5 and day not in _closed_days(day.year)


def days_between(opens_at: datetime, closes_at: datetime, kind: DayKind) -> int:
    """Whole days a draft is open, counted on the Vietnamese calendar from the day after opening."""
    first, last = clock.local(opens_at).date(), clock.local(closes_at).date()
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    return len(days) if kind is DayKind.CALENDAR else sum(map(is_working_day, days))


def earliest_close(rule: DocumentRule, opens_at: datetime) -> date:
    """The first day on which a consultation opened at `opens_at` may close."""
    day = clock.local(opens_at).date()
    left = rule.minimum_days
    while left > 0:
        day += timedelta(days=1)
        if rule.day_kind is DayKind.CALENDAR or is_working_day(day):
            left -= 1
    return day


def check_period(
    rule: DocumentRule,
    opens_at: datetime,
    closes_at: datetime,
    *,
    now: datetime,
    urgent_reason: str,
) -> None:
    """The deadline keeps the rule's minimum; a shorter one needs a stated reason of urgency."""
    if closes_at <= now:
        raise RuleBroken(_("The deadline is in the past."), "closes_on")
    if closes_at <= opens_at:
        raise RuleBroken(_("The deadline is before the opening."), "closes_on")
    if closes_at - opens_at > LONGEST:
        raise RuleBroken(_("The deadline is more than a year away."), "closes_on")
    found = days_between(opens_at, closes_at, rule.day_kind)
    if found >= rule.minimum_days or urgent_reason.strip():
        return
    sentence = _(
        "%(rule)s needs at least %(n)s %(days)s; this deadline gives %(found)s. Earliest: %(day)s.",
        rule=rule.name,
        n=rule.minimum_days,
        days=label(rule.day_kind),
        found=found,
        day=earliest_close(rule, opens_at).strftime("%d/%m/%Y"),
    )
    raise RuleBroken(sentence, "closes_on")


def check_extension(before: datetime, after: datetime, now: datetime) -> None:
    """An extension moves the deadline ahead, never back."""
    if after <= before or after <= now:
        raise RuleBroken(_("An extension has to end after the present deadline."), "closes_on")
    if after - before > LONGEST:
        raise RuleBroken(_("The deadline is more than a year away."), "closes_on")
