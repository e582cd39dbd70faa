"""What waits for those who run councils."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.core.worklist import WorkItem, waits_for
from portal.councils.models import MeetingState, MemberRole
from portal.councils.queries import open_meetings, seats_of, suspected


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


@waits_for
def meetings_to_attend(account: Any) -> Iterator[WorkItem]:
    """Meetings that are called or under way, for everybody who sits on the council."""
    for seat in seats_of(account):
        for meeting in open_meetings(seat.council):
            if meeting.state is not MeetingState.CLOSED:
                yield WorkItem(
                    _("Council meeting: %(title)s", title=meeting.title),
                    1,
                    url_for("councils.meeting", id=meeting.id),
                    meeting.day,
                )
