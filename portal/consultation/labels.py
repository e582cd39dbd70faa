"""How the enumerations of consultations read."""

from flask_babel import lazy_gettext as _l

from portal.consultation.models import (
    Channel,
    ConsultationState,
    DayKind,
    Disposition,
    DossierKind,
    InvitationState,
    ModerationVerb,
    OpinionState,
    ReactionValue,
    Relation,
    Stance,
    SubmitterKind,
)
from portal.consultation.outline.checks import Fault
from portal.consultation.outline.tree import Kind
from portal.consultation.rules.moves import Move
from portal.core.i18n import register_labels

register_labels(
    {
        ConsultationState.DRAFT: _l("In preparation"),
        ConsultationState.APPROVED: _l("Approved, not yet open"),
        ConsultationState.OPEN: _l("Taking opinions"),
        ConsultationState.EXTENDED: _l("Taking opinions, extended"),
        ConsultationState.CLOSED: _l("Closed for opinions"),
        ConsultationState.CONSOLIDATING: _l("Opinions being consolidated"),
        ConsultationState.RESPONDED: _l("Answered"),
        ConsultationState.ARCHIVED: _l("Archived"),
    }
)
register_labels(
    {
        DayKind.CALENDAR: _l("calendar days"),
        DayKind.WORKING: _l("working days"),
    }
)
register_labels(
    {
        Stance.AGREE: _l("Agrees"),
        Stance.PARTLY: _l("Agrees in part"),
        Stance.AGAINST: _l("Does not agree"),
        Stance.COMMENT: _l("Other comment"),
    }
)
register_labels(
    {
        SubmitterKind.CITIZEN: _l("Citizen"),
        SubmitterKind.EXPERT: _l("Invited expert"),
        SubmitterKind.ASSOCIATION: _l("Association"),
        SubmitterKind.AGENCY: _l("Agency"),
        SubmitterKind.ENTERPRISE: _l("Enterprise"),
    }
)
register_labels(
    {
        OpinionState.UNCONFIRMED: _l("Waiting for its author to confirm"),
        OpinionState.WAITING: _l("Waiting for the moderator"),
        OpinionState.PUBLIC: _l("Public"),
        OpinionState.HIDDEN: _l("Hidden"),
    }
)
register_labels(
    {
        Channel.WEB: _l("Web"),
        Channel.PAPER: _l("Paper"),
        Channel.EMAIL: _l("E-mail"),
        Channel.MEETING: _l("Meeting"),
    }
)
register_labels(
    {
        Disposition.ACCEPTED: _l("Accepted"),
        Disposition.PARTLY: _l("Accepted in part"),
        Disposition.NOT_ACCEPTED: _l("Not accepted, explained"),
        Disposition.NOTED: _l("Noted"),
        Disposition.OUT_OF_SCOPE: _l("Out of scope"),
    }
)
register_labels(
    {
        DossierKind.DRAFT: _l("Draft"),
        DossierKind.SUBMISSION_LETTER: _l("Submission letter"),
        DossierKind.EXPLANATORY_NOTE: _l("Explanatory note"),
        DossierKind.COMPARISON: _l("Comparison"),
        DossierKind.OTHER: _l("Other document"),
    }
)
register_labels(
    {
        InvitationState.SENT: _l("Invited"),
        InvitationState.ACCEPTED: _l("Accepted the invitation"),
        InvitationState.DECLINED: _l("Declined"),
        InvitationState.DONE: _l("Gave an opinion"),
    }
)
register_labels(
    {
        ModerationVerb.ALLOW: _l("Let through"),
        ModerationVerb.HIDE: _l("Hidden"),
        ModerationVerb.RESTORE: _l("Restored"),
    }
)
register_labels(
    {
        ReactionValue.AGREE: _l("Agree with it"),
        ReactionValue.DISAGREE: _l("Do not agree with it"),
    }
)
register_labels(
    {
        Relation.SAME: _l("Unchanged"),
        Relation.EDITED: _l("Edited"),
        Relation.RENUMBERED: _l("Renumbered"),
        Relation.MOVED: _l("Moved"),
        Relation.SPLIT: _l("Split"),
        Relation.MERGED: _l("Merged"),
        Relation.REMOVED: _l("Dropped"),
        Relation.NEW: _l("New"),
    }
)
register_labels(
    {
        Move.APPROVE: _l("Approve for opening"),
        Move.RETURN: _l("Send back to preparation"),
        Move.OPEN: _l("Open for opinions"),
        Move.EXTEND: _l("Extend the deadline"),
        Move.CLOSE: _l("Close for opinions"),
        Move.CONSOLIDATE: _l("Begin to consolidate"),
        Move.RESPOND: _l("Declare the answers complete"),
        Move.ARCHIVE: _l("Archive"),
    }
)
register_labels(
    {
        Kind.ANNEXED: _l("Annexed text"),
        Kind.APPENDIX: _l("Appendix"),
        Kind.PART: _l("Part"),
        Kind.CHAPTER: _l("Chapter"),
        Kind.SECTION: _l("Section"),
        Kind.SUBSECTION: _l("Subsection"),
        Kind.ARTICLE: _l("Article"),
        Kind.CLAUSE: _l("Clause"),
        Kind.POINT: _l("Point"),
        Kind.ROMAN: _l("Roman heading"),
        Kind.ITEM: _l("Numbered item"),
        Kind.SUBITEM: _l("Sub-item"),
        Kind.QUOTED: _l("Quoted matter"),
        Kind.PARA: _l("Paragraph"),
        Kind.BULLET: _l("Bullet"),
    }
)
register_labels(
    {
        Fault.GAP: _l("A number is missing before it"),
        Fault.REPEAT: _l("The number occurs twice"),
        Fault.STARTS_LATE: _l("The series does not begin with 1 (or a)"),
        Fault.OUT_OF_ORDER: _l("The number is out of order"),
        Fault.TITLE_TWICE: _l("The same title occurs twice"),
        Fault.NO_STRUCTURE: _l("No structure was found"),
        Fault.TWO_NUMBERS: _l("One document cited under two numbers"),
        Fault.TWO_SPELLINGS: _l("One term spelt in two ways"),
    }
)

TONES = {
    ConsultationState.OPEN: "open",
    ConsultationState.EXTENDED: "open",
    ConsultationState.CLOSED: "off",
    ConsultationState.CONSOLIDATING: "wait",
    ConsultationState.RESPONDED: "ok",
    ConsultationState.ARCHIVED: "off",
    OpinionState.PUBLIC: "ok",
    OpinionState.WAITING: "wait",
    OpinionState.UNCONFIRMED: "wait",
    OpinionState.HIDDEN: "off",
    Disposition.ACCEPTED: "ok",
    Disposition.PARTLY: "wait",
    InvitationState.DONE: "ok",
    InvitationState.DECLINED: "off",
}
"""In which tone a state is shown; what is missing here has none. The words are keys: none may repeat."""
