"""What comes round by itself: a confirmation ends with its day."""

from portal.core import clock
from portal.core.jobs import every
from portal.registry.actions.verification import expire
from portal.registry.queries.verification import outlived


@every(seconds=6 * 3600, name="registry.expire_items")
def expire_items() -> int:
    """Items whose confirmation held until a day that has passed are confirmed no more."""
    items = outlived(clock.today())
    for item in items:
        expire(item)
    return len(items)
