"""What happens by itself: a consultation closes at its deadline."""

from portal.consultation.actions import moving
from portal.consultation.queries.finding import past_deadline
from portal.core.jobs import every


@every(seconds=60, name="consultation.close_past_deadline")
def close_past_deadline() -> None:
    """Mark as closed what no longer takes opinions; the deadline itself has shut the door before."""
    for consultation in past_deadline():
        moving.close(consultation, by_id=None)
