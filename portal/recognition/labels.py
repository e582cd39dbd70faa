"""How the enumerations of recognition read, and which tone a state has."""

from flask_babel import lazy_gettext as _l

from portal.core.i18n import register_labels
from portal.recognition.models import (
    AwardKind,
    CheckOutcome,
    ConsentWay,
    DecisionKind,
    EndorsementKind,
    HonourState,
    NominationSource,
    ObjectionKind,
    ObjectionState,
    PaperKind,
    RevocationGround,
    SheetState,
)
from portal.recognition.rules.phases import PhaseKind, PhaseState
from portal.recognition.rules.states import GONE, REFUSED, WITH_DECISION, RoundState, State

register_labels(
    {
        State.DRAFT: _l("Still a draft"),
        State.AWAITING_CONSENT: _l("Waiting for the nominee's consent"),
        State.PREPARING: _l("Being prepared"),
        State.SUBMITTED: _l("Nomination handed in"),
        State.RETURNED: _l("Returned to be completed"),
        State.ACCEPTED: _l("Found valid"),
        State.INELIGIBLE: _l("Not eligible"),
        State.UNDER_REVIEW: _l("Under review"),
        State.REVIEWED: _l("Reviewed"),
        State.NOT_SHORTLISTED: _l("Not shortlisted"),
        State.ON_BALLOT: _l("On the ballot"),
        State.PASSED: _l("Passed the vote"),
        State.NOT_PASSED: _l("Did not pass the vote"),
        State.RESERVE: _l("Reserve list"),
        State.POSTED: _l("Posted publicly"),
        State.CONTESTED: _l("Commented on, being examined"),
        State.WITHHELD: _l("Withheld"),
        State.CLEARED: _l("Posting over"),
        State.PROPOSED: _l("Proposed for decision"),
        State.NOT_APPROVED: _l("Not approved"),
        State.AWARDED: _l("Decided, to be published"),
        State.PUBLISHED: _l("Honoured"),
        State.CORRECTED: _l("Honoured, corrected"),
        State.REVOKED: _l("Revoked"),
        State.DECLINED: _l("Declined by the nominee"),
        State.EXPIRED: _l("Not handed in in time"),
        State.WITHDRAWN: _l("Withdrawn"),
        State.ON_HOLD: _l("On hold"),
        State.ROUND_CANCELLED: _l("Round cancelled"),
    }
)
register_labels(
    {
        RoundState.DRAFT: _l("Still a draft"),
        RoundState.SUBMITTED: _l("Waiting for approval"),
        RoundState.APPROVED: _l("Approved"),
        RoundState.ANNOUNCED: _l("Announced"),
        RoundState.RUNNING: _l("Running"),
        RoundState.SUSPENDED: _l("On pause"),
        RoundState.CANCELLED: _l("Cancelled"),
        RoundState.CONCLUDED: _l("Concluded"),
        RoundState.ARCHIVED: _l("Archived"),
    }
)
register_labels(
    {
        PhaseKind.SUBMISSION: _l("Nominations"),
        PhaseKind.SCREENING: _l("Screening"),
        PhaseKind.REVIEW: _l("Review by the council"),
        PhaseKind.MEETING: _l("Meeting and ballot"),
        PhaseKind.PUBLIC_COMMENT: _l("Public posting"),
        PhaseKind.PROPOSAL: _l("Submission letter"),
        PhaseKind.DECISION: _l("Decision"),
        PhaseKind.HONOUR: _l("Honours"),
    }
)
register_labels(
    {
        PhaseState.PLANNED: _l("Not begun yet"),
        PhaseState.ACTIVE: _l("Under way"),
        PhaseState.DONE: _l("Over"),
    }
)
register_labels(
    {
        AwardKind.TITLE: _l("Award title"),
        AwardKind.PRIZE: _l("Prize"),
        AwardKind.MEDAL: _l("Commemorative medal"),
        AwardKind.PROVINCE_CERTIFICATE: _l("Certificate of merit"),
        AwardKind.UNIT_CERTIFICATE: _l("Unit's certificate"),
    }
)
register_labels(
    {
        NominationSource.SELF: _l("Self-nomination"),
        NominationSource.PEER: _l("By another person"),
        NominationSource.ORGANISATION: _l("By an organisation"),
    }
)
register_labels(
    {
        PaperKind.ACHIEVEMENT_REPORT: _l("Report on achievements"),
        PaperKind.SUBMISSION_LETTER: _l("Organisation's letter"),
        PaperKind.SUMMARY_LINE: _l("One-line summary"),
        PaperKind.MINUTES: _l("Minutes of the unit's meeting"),
        PaperKind.OTHER: _l("Other evidence"),
    }
)
register_labels(
    {
        ConsentWay.ONLINE: _l("On this site"),
        ConsentWay.ON_PAPER: _l("On signed paper"),
    }
)
register_labels(
    {
        EndorsementKind.CONFIRMATION: _l("Confirmation"),
        EndorsementKind.REFERENCE: _l("Letter of reference"),
        EndorsementKind.CONFIDENCE_VOTE: _l("Confidence vote of colleagues"),
        EndorsementKind.OPINION: _l("Opinion of another body"),
    }
)
register_labels(
    {
        CheckOutcome.ACCEPTED: _l("Found valid"),
        CheckOutcome.RETURNED: _l("Returned to be completed"),
        CheckOutcome.NOT_ELIGIBLE: _l("Not eligible"),
    }
)
register_labels(
    {
        SheetState.DRAFT: _l("Still a draft"),
        SheetState.FILED: _l("Filed"),
        SheetState.ABSTAINED: _l("No scores given"),
    }
)
register_labels(
    {
        ObjectionKind.COMMENT: _l("Comment"),
        ObjectionKind.PETITION: _l("Petition"),
        ObjectionKind.COMPLAINT: _l("Complaint"),
        ObjectionKind.DENUNCIATION: _l("Denunciation"),
    }
)
register_labels(
    {
        ObjectionState.OPEN: _l("Waiting for an answer"),
        ObjectionState.DISMISSED: _l("Not upheld"),
        ObjectionState.UPHELD: _l("Upheld"),
    }
)
register_labels(
    {
        DecisionKind.AWARD: _l("Decision to award"),
        DecisionKind.CORRECTION: _l("Decision of correction"),
        DecisionKind.REVOCATION: _l("Decision of revocation"),
    }
)
register_labels(
    {
        HonourState.VALID: _l("Honour in force"),
        HonourState.CORRECTED: _l("Corrected"),
        HonourState.REVOKED: _l("REVOKED"),
    }
)
register_labels(
    {
        RevocationGround.FRAUD: _l("Fraud in the declared achievements"),
        RevocationGround.FORGED: _l("False statements or forged papers"),
        RevocationGround.UNLAWFUL_APPRAISAL: _l("Appraised or proposed against the law"),
        RevocationGround.STANDARDS_NOT_MET: _l("A competent body found the standards not met"),
    }
)

STEPS = {
    "accept": _l("Found valid"),
    "ask_consent": _l("Nominee asked"),
    "award": _l("Decided, to be published"),
    "cancel": _l("Round cancelled"),
    "clear": _l("Posting over"),
    "consent": _l("Nominee agreed"),
    "contest": _l("Comment received"),
    "correct": _l("Corrected"),
    "decline": _l("Nominee declined"),
    "expire": _l("Out of time"),
    "fail": _l("Did not pass the vote"),
    "finish_review": _l("Review finished"),
    "hold": _l("Put on hold"),
    "leave_out": _l("Not shortlisted"),
    "pass": _l("Passed the vote"),
    "post": _l("Posted publicly"),
    "prepare": _l("Being prepared"),
    "propose": _l("Proposed for decision"),
    "publish": _l("Entered in the honour roll"),
    "put_on_ballot": _l("Put on the ballot"),
    "reballot": _l("Second ballot"),
    "refuse": _l("Not approved"),
    "remand": _l("Back to the council"),
    "reserve": _l("Reserve list"),
    "resume": _l("Resumed"),
    "return": _l("Returned to be completed"),
    "review": _l("Before the council"),
    "revoke": _l("Revoked"),
    "rule_out": _l("Not eligible"),
    "submit": _l("Nomination handed in"),
    "withdraw": _l("Withdrawn"),
    "withhold": _l("Withheld"),
}


def step_label(name: str) -> str:
    """How a step of a nomination's life reads."""
    return str(STEPS[name])


def tone(state: State | RoundState) -> str:
    """The tone of a state's tag."""
    if state in WITH_DECISION - {State.REVOKED} or state is RoundState.CONCLUDED:
        return "ok"
    if state is State.REVOKED or state is RoundState.CANCELLED:
        return "bad"
    if state in GONE | REFUSED or state is RoundState.ARCHIVED:
        return "off"
    return "open" if state in (RoundState.RUNNING, State.RETURNED) else "wait"
