"""The account of a member of a council is closed: the seat stays."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.accounts.closing import Remains, outlives
from portal.councils.queries import seats_of


@outlives
def seats(account: Any) -> Iterable[Remains]:
    """Seats of today, one line each."""
    for seat in seats_of(account):
        yield Remains(
            _(
                "You sit on %(council)s: tell its secretary, for the seat stays yours.",
                council=seat.council.name,
            ),
            url_for("councils.council", id=seat.council_id),
            seat.council.name,
        )
