"""What must hold of units over time; pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.units.models import Document

_TYPES = re.compile(
    r"^(Thành phố|Tỉnh|Quận|Huyện đảo|Huyện|Thị xã|Thị trấn|Phường|Xã|Đặc khu) (?=\D)"
)


def bare_name(name: str) -> str:
    """A territory's name without its type, by which people sort: "Xã Chiềng Sơn" → "Chiềng Sơn"."""
    return _TYPES.sub("", name)


class Dated(Protocol):
    starts_on: date | None
    ends_on: date | None


def covers(period: Dated, day: date) -> bool:
    """Whether the day lies between the two inclusive ends; an unknown end is open."""
    begun = period.starts_on is None or period.starts_on <= day
    return begun and (period.ends_on is None or day <= period.ends_on)


def overlap(one: Dated, other: Dated) -> bool:
    """Whether two periods share a day."""
    first_end, second_end = one.ends_on or date.max, other.ends_on or date.max
    first_start, second_start = one.starts_on or date.min, other.starts_on or date.min
    return first_start <= second_end and second_start <= first_end


def check_one_version_a_day(versions: Sequence[Dated]) -> None:
    """Raise unless the versions follow each other with no day twice and no day missing."""
    ordered = sorted(versions, key=lambda version: version.starts_on or date.min)
    for before, after in pairwise(ordered):
        if overlap(before, after):
            raise RuleBroken(_("The unit already has a version on that day."), "on")
        if before.ends_on != (after.starts_on or date.min) - timedelta(days=1):
            raise RuleBroken(_("A day between two versions has none."), "on")


def check_no_circle(ancestors_of_parent: Sequence[int], unit_id: int) -> None:
    """Raise when a unit would stand below itself."""
    if unit_id in ancestors_of_parent:
        raise RuleBroken(_("A unit cannot stand below itself."), "parent")


def check_after_start(unit: Dated, day: date) -> None:
    """Raise when a change would come before the unit exists or after it ended."""
    if unit.ends_on is not None and unit.ends_on < day:
        raise RuleBroken(_("The unit ended before that day."), "on")
    if unit.starts_on is not None and day < unit.starts_on:
        raise RuleBroken(_("The unit did not exist yet on that day."), "on")


def check_new_day(version: Dated, day: date) -> None:
    """Raise when a version already begins on that day: a day has one version."""
    if version.starts_on == day:
        raise RuleBroken(_("The unit already has a version that begins on that day."), "on")


def check_not_registered(same_number: Document | None, issued_on: date, issuer: str) -> None:
    """Raise when the register already holds the document."""
    if same_number and (same_number.issued_on, same_number.issuer_text) == (issued_on, issuer):
        raise RuleBroken(_("This document is already in the register."), "number")
