"""The tables of a body that meets, votes and keeps minutes."""

from portal.councils.models.ballot import (
    BallotLine,
    BallotMode,
    BallotSession,
    LineCount,
    RollEntry,
    RollState,
    SessionState,
    Tally,
)
from portal.councils.models.conflict import ConflictFinding, FindingSource, FindingStatus
from portal.councils.models.council import Council, CouncilArea, CouncilMember, MemberRole
from portal.councils.models.meeting import (
    AgendaItem,
    AgendaItemPerson,
    Attendance,
    Meeting,
    MeetingState,
    Minutes,
    MinutesKind,
    PersonPart,
    Presence,
)

__all__ = [
    "AgendaItem",
    "AgendaItemPerson",
    "Attendance",
    "BallotLine",
    "BallotMode",
    "BallotSession",
    "ConflictFinding",
    "Council",
    "CouncilArea",
    "CouncilMember",
    "FindingSource",
    "FindingStatus",
    "LineCount",
    "Meeting",
    "MeetingState",
    "MemberRole",
    "Minutes",
    "MinutesKind",
    "PersonPart",
    "Presence",
    "RollEntry",
    "RollState",
    "SessionState",
    "Tally",
]
