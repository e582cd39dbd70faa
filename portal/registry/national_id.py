"""The 12-digit identity number: what it must be, and what in it does not fit the person; pure.

Three digits name the place of birth registration, one the century and sex, two the year of birth.
"""

import csv
from functools import cache
from pathlib import Path

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.registry.models import Sex

PLACES = Path(__file__).parent / "facts" / "national_id_places.csv"
_SEXES = (Sex.MALE, Sex.FEMALE)


def digits_of(typed: str) -> str:
    """The twelve digits, spaces and dots aside; `RuleBroken` where there are not twelve."""
    digits = "".join(typed.replace(".", " ").split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 12):
        raise RuleBroken(_("The identity number has exactly 12 digits."), "national_id")
    return digits


def doubts_about(digits: str, *, sex: Sex | None, birth_year: int | None) -> list[str]:
    """What in the number does not fit: to be looked at again, not a reason to refuse it."""
    doubts = []
    if digits[:3] not in places():
        doubts.append(_("No province has the code %(code)s.", code=digits[:3]))
    century, odd = divmod(int(digits[3]), 2)
    if sex is not None and _SEXES[odd] is not sex:
        doubts.append(_("The fourth digit does not fit the sex in the record."))
    if birth_year is not None and 1900 + 100 * century + int(digits[4:6]) != birth_year:
        doubts.append(_("The digits of the year do not fit the year of birth in the record."))
    return doubts


@cache
def places() -> dict[str, str]:
    """The places by their code; the codes of before the mergers stay in the numbers."""
    with PLACES.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["name"] for row in csv.DictReader(rows)}
