"""How a line of a ballot stands: before the opening from what is noted now, after it from the roll."""

from dataclasses import dataclass

from portal.councils.actions.ballots import assembly_now
from portal.councils.models import (
    BallotLine,
    FindingStatus,
    SessionState,
)
from portal.councils.rules.threshold import Verdict, judge


@dataclass(frozen=True)
class Outlook:
    """A line with its verdict so far, who votes on it, and the suspicions that hold it up."""

    line: BallotLine
    verdict: Verdict
    votes: int
    recused: int
    suspected: int


def outlook_of(line: BallotLine) -> Outlook:
    """What is needed and what can be reached; once tallied, the result."""
    session, suspected = line.session, 0
    if session.state is SessionState.DRAFT:
        assembly, votes = assembly_now(line)
        suspected = sum(f.status is FindingStatus.SUSPECTED for f in line.item.findings)
    else:
        assembly, votes = line.assembly(), line.electorate
    verdict = judge(session.share, assembly) if line.tally is None else line.tally.verdict
    return Outlook(line, verdict, votes, assembly.recused, suspected)
