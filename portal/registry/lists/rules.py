"""What a list may be: pure."""

from flask_babel import gettext as _

from portal.core.errors import RuleBroken

MOST_LISTS = 100
MOST_ENTRIES = 2_000
MOST_AT_ONCE = 200


def check_another_list(kept: int) -> None:
    """Raise where the owner keeps too many lists already."""
    if kept >= MOST_LISTS:
        raise RuleBroken(_("You keep %(n)s lists; delete one first.", n=MOST_LISTS))


def check_room(entries: int) -> None:
    """Raise where so many people do not fit on one list."""
    if entries > MOST_ENTRIES:
        raise RuleBroken(_("A list holds %(n)s people at most.", n=MOST_ENTRIES))


def check_sharing(*, reads_people: bool) -> None:
    """Raise unless the owner is an officer of the unit with which the list is shared."""
    if not reads_people:
        raise RuleBroken(
            _("You can share a list only with a unit whose people you look after."), "unit"
        )
