"""What must hold of every ballot, whatever happened."""

from collections.abc import Iterator

from sqlalchemy import select

from portal.core.db import db
from portal.core.invariants import invariant
from portal.councils.actions.ballots import hash_of
from portal.councils.models import BallotLine, BallotSession, SessionState
from portal.councils.rules.ballots import differences, faults


@invariant("councils: counts, tallies and verdicts agree")
def check_tallies() -> list[str]:
    return [f"ballot line {line.id}: {fault}" for line in _lines() for fault in _faults(line)]


def _lines() -> Iterator[BallotLine]:
    query = (
        select(BallotLine)
        .join(BallotSession)
        .where(BallotSession.state == SessionState.CLOSED)
        .order_by(BallotLine.id)
    )
    yield from db.session.scalars(query)


def _faults(line: BallotLine) -> Iterator[str]:
    tally = line.tally
    if tally is None:
        yield "closed without a tally"
        return
    yield from faults(tally.figures, electorate=line.electorate).values()
    if any(differences(tally.figures, count.figures) for count in line.counts):
        yield "a count differs from the tally"
    if len(line.counts) != 2:
        yield "not counted twice"
    if tally.verdict.passed is not tally.passed or tally.verdict.need != tally.need:
        yield "the rule gives another verdict than the one kept"


@invariant("councils: the roll of an opened ballot is as it was frozen")
def check_rolls() -> list[str]:
    query = select(BallotSession).where(
        BallotSession.state.in_([SessionState.OPEN, SessionState.CLOSED])
    )
    return [
        f"ballot {session.id}: its roll no longer has the hash it was opened with"
        for session in db.session.scalars(query.order_by(BallotSession.id))
        if hash_of(session) != session.roll_hash
    ]
