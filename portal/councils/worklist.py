"""What waits for those who run councils."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.core.worklist import WorkItem, waits_for
from portal.councils.models import MemberRole
from portal.councils.queries import seats_of, suspected


@waits_for
def conflicts_to_decide(account: Any) -> Iterator[WorkItem]:
    """Suspected conflicts, for a chair, deputy or secretary."""
    for seat in seats_of(account):
        if seat.role in (MemberRole.CHAIR, MemberRole.DEPUTY, MemberRole.SECRETARY):
            yield WorkItem(
                _("Conflicts of interest to decide: %(council)s", council=seat.council.name),
                suspected(seat.council),
                url_for("councils.conflicts", id=seat.council_id),
            )
