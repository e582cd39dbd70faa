"""The tables of recognition: programme, round, nomination, outcome."""

from portal.recognition.models.honour import (
    Certificate,
    Decision,
    DecisionKind,
    Honour,
    HonourState,
    Revocation,
    RevocationGround,
)
from portal.recognition.models.nomination import (
    CheckOutcome,
    ConsentWay,
    EligibilityCheck,
    Endorsement,
    EndorsementKind,
    Nomination,
    NominationMove,
    NominationPaper,
    NominationSource,
    NominationVersion,
    NomineeConsent,
    PaperKind,
)
from portal.recognition.models.posting import (
    Objection,
    ObjectionKind,
    ObjectionState,
    PublicPosting,
)
from portal.recognition.models.programme import (
    AwardKind,
    AwardTitle,
    LegalBasis,
    Programme,
    RuleSet,
)
from portal.recognition.models.review import Criterion, Score, ScoreSheet, SheetState
from portal.recognition.models.round import Phase, Round, RoundMove, RoundTitle

__all__ = [
    "AwardKind",
    "AwardTitle",
    "Certificate",
    "CheckOutcome",
    "ConsentWay",
    "Criterion",
    "Decision",
    "DecisionKind",
    "EligibilityCheck",
    "Endorsement",
    "EndorsementKind",
    "Honour",
    "HonourState",
    "LegalBasis",
    "Nomination",
    "NominationMove",
    "NominationPaper",
    "NominationSource",
    "NominationVersion",
    "NomineeConsent",
    "Objection",
    "ObjectionKind",
    "ObjectionState",
    "PaperKind",
    "Phase",
    "Programme",
    "PublicPosting",
    "Revocation",
    "RevocationGround",
    "Round",
    "RoundMove",
    "RoundTitle",
    "RuleSet",
    "Score",
    "ScoreSheet",
    "SheetState",
]
