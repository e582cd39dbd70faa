"""Pages of a council, its meetings, ballots and minutes."""

from portal.councils.views import ballots, conflicts, council, meetings, minutes
from portal.councils.views.blueprint import bp

__all__ = ["ballots", "bp", "conflicts", "council", "meetings", "minutes"]
