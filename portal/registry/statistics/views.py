"""The page of pictures."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.core import clock
from portal.core.access import PUBLIC, allow
from portal.core.i18n import label
from portal.core.pagecache import EVERY, keep_page
from portal.registry.models import RuleKey
from portal.registry.queries.rule_values import rule_value
from portal.registry.statistics import queries
from portal.registry.statistics.rules import protected
from portal.registry.views.blueprint import bp

_YEARS = 12
"""How many years back works are counted."""


@bp.get("/people/statistics")
@allow(PUBLIC)
def statistics() -> ResponseReturnValue:
    """The registry by age and sex, by sector and degree, and its works by year."""
    today, smallest = clock.today(), rule_value(RuleKey.SMALLEST_CELL)
    ages = queries.by_age_and_sex(year=today.year)
    sectors, levels, degrees = queries.by_sector_and_level()
    keep_page(("person", EVERY))
    return render_template(
        "registry/statistics.html",
        today=today,
        smallest=smallest,
        counted=queries.people_counted(),
        ages=[
            (_band(low, high), men, women)
            for (low, high), (men, women) in reversed(
                list(zip(queries.AGES, protected(ages.table, smallest), strict=True))
            )
        ],
        ages_unplaced=ages.unplaced,
        levels=[label(level) for level in levels],
        sectors=[
            (label(sector), row)
            for sector, row in zip(sectors, protected(degrees.table, smallest), strict=True)
        ],
        degrees_unplaced=degrees.unplaced,
        works=queries.works_by_year(since=today.year - _YEARS),
    )


def _band(low: int, high: int) -> str:
    if not low:
        return _("under %(age)s", age=high + 1)
    return f"{low}–{high}" if high < 100 else f"{low}+"
