"""How the enumerations of councils read."""

from flask_babel import lazy_gettext as _l

from portal.core.i18n import register_labels
from portal.councils.models import (
    BallotMode,
    CouncilArea,
    FindingSource,
    FindingStatus,
    MeetingState,
    MemberRole,
    MinutesKind,
    PersonPart,
    Presence,
    RollState,
    SessionState,
)
from portal.councils.rules.conflicts import ConflictKind
from portal.councils.rules.threshold import BASE_NAMES, Unreachable

register_labels(
    {
        CouncilArea.HONOURS: _l("Recognition"),
        CouncilArea.DRAFTS: _l("Draft policies"),
    }
)
register_labels(
    {
        MemberRole.CHAIR: _l("Chair"),
        MemberRole.DEPUTY: _l("Deputy chair"),
        MemberRole.SECRETARY: _l("Secretary"),
        MemberRole.MEMBER: _l("Council member"),
        MemberRole.COUNTER: _l("Ballot counter"),
    }
)
register_labels(
    {
        MeetingState.PLANNED: _l("Planned"),
        MeetingState.OPEN: _l("Open"),
        MeetingState.CLOSED: _l("Closed, finished"),
    }
)
register_labels(
    {
        Presence.PRESENT: _l("Present"),
        Presence.SENT_BALLOT: _l("Absent, sent a ballot"),
        Presence.ABSENT: _l("Absent"),
    }
)
register_labels(
    {
        PersonPart.NOMINEE: _l("Nominee"),
        PersonPart.NOMINATOR: _l("Nominator"),
        PersonPart.ENDORSER: _l("Endorser"),
    }
)
register_labels(
    {
        MinutesKind.MEETING: _l("Minutes of the meeting"),
        MinutesKind.COUNTING: _l("Minutes of the ballot count"),
    }
)
register_labels(
    {
        FindingSource.REGISTRY: _l("Found in the registry"),
        FindingSource.MEMBER: _l("Declared by the member"),
        FindingSource.NOMINEE: _l("Reported by the nominee"),
        FindingSource.NOMINATOR: _l("Reported by the nominator"),
        FindingSource.SECRETARY: _l("Entered by the secretary"),
    }
)
register_labels(
    {
        FindingStatus.SUSPECTED: _l("To be decided"),
        FindingStatus.CONFIRMED: _l("Confirmed"),
        FindingStatus.DISMISSED: _l("Dismissed"),
    }
)
register_labels(
    {
        ConflictKind.SAME_PERSON: _l("Is the nominee"),
        ConflictKind.PROPOSED: _l("Nominated or endorsed"),
        ConflictKind.SAME_UNIT: _l("Same unit"),
        ConflictKind.CO_AUTHOR: _l("Joint work"),
        ConflictKind.JOINT_PROJECT: _l("Joint project"),
        ConflictKind.SUPERVISION: _l("Supervisor and student"),
        ConflictKind.SAME_DOMAIN: _l("Same institution by mail address"),
        ConflictKind.FAMILY: _l("Family ties"),
        ConflictKind.OTHER: _l("Another reason"),
    }
)
register_labels(
    {
        BallotMode.PAPER: _l("Paper ballots, counted"),
    }
)
register_labels(
    {
        SessionState.DRAFT: _l("Prepared"),
        SessionState.OPEN: _l("Open"),
        SessionState.CLOSED: _l("Closed, finished"),
        SessionState.VOID: _l("Void"),
    }
)
register_labels(
    {
        RollState.VOTES: _l("Receives a ballot"),
        RollState.RECUSED: _l("Recused"),
        RollState.ABSENT: _l("Absent"),
    }
)
register_labels(
    {
        Unreachable.BLOCK: _l("Refuse to open the ballot"),
        Unreachable.WARN: _l("Warn, and open when confirmed"),
    }
)
register_labels(BASE_NAMES)
