"""Counting the nominations of a round."""

from sqlalchemy import and_, func, or_, select

from portal.core import clock
from portal.core.db import db
from portal.councils.models import BallotSession, Meeting, Minutes, SessionState
from portal.councils.queries import open_ballots
from portal.recognition.models import (
    Certificate,
    Honour,
    Nomination,
    Objection,
    ObjectionState,
    PublicPosting,
    Round,
    ScoreSheet,
    SheetState,
)
from portal.recognition.rules.phases import Figures
from portal.recognition.rules.states import UNFINISHED, State
from portal.recognition.rules.sums import Funnel, funnel_of


def states_of(round_id: int) -> dict[State, int]:
    """How many nominations of the round stand in each state."""
    query = (
        select(Nomination.state, func.count(Nomination.id))
        .where(Nomination.round_id == round_id)
        .group_by(Nomination.state)
    )
    return dict(db.session.execute(query).tuples().all())


def funnel(round_id: int) -> Funnel:
    """The funnel of what was handed in; a draft that never was is none of it."""
    query = (
        select(Nomination.state, func.count(Nomination.id))
        .where(
            Nomination.round_id == round_id,
            Nomination.submitted_at.is_not(None),
            Nomination.state.not_in(UNFINISHED),
        )
        .group_by(Nomination.state)
    )
    return funnel_of(dict(db.session.execute(query).tuples().all()))


def passed_without_reason(round_id: int) -> int:
    """How many passed the vote, are not honoured, and were not told why."""
    query = select(func.count(Nomination.id)).where(
        Nomination.round_id == round_id,
        Nomination.state.in_([State.RESERVE, State.WITHHELD, State.NOT_APPROVED]),
        Nomination.reason == "",
    )
    return db.session.scalar(query) or 0


def figures_of(round: Round) -> Figures:
    """What the guards of the phases look at."""
    states = states_of(round.id)

    def count(*wanted: State) -> int:
        return sum(states.get(state, 0) for state in wanted)

    posting = round.posting
    return Figures(
        today=clock.today(),
        waiting_for_screening=count(State.SUBMITTED, State.RETURNED),
        under_review=0,
        lacking_sheets=lacking_sheets(round),
        on_ballot=count(State.ON_BALLOT),
        open_ballots=open_ballots(round.council_id) if round.council_id else 0,
        unsigned_minutes=ballots_without_minutes(round),
        not_posted=count(State.PASSED),
        posting_ends=posting.ends_on if posting else None,
        open_objections=open_objections(round.id),
        not_proposed=count(State.CLEARED, State.CONTESTED, State.POSTED),
        without_decision=count(State.PROPOSED),
        without_certificate=count(State.AWARDED) + honours_without_certificate(round.id),
    )


def lacking_sheets(round: Round) -> int:
    """How many nominations under review have fewer filed sheets than the rules ask."""
    filed = (
        select(ScoreSheet.nomination_id, func.count(ScoreSheet.id).label("n"))
        .where(ScoreSheet.state == SheetState.FILED)
        .group_by(ScoreSheet.nomination_id)
        .subquery()
    )
    query = (
        select(func.count(Nomination.id))
        .outerjoin(filed, filed.c.nomination_id == Nomination.id)
        .where(
            Nomination.round_id == round.id,
            Nomination.state == State.UNDER_REVIEW,
            or_(filed.c.n.is_(None), filed.c.n < round.rule_set.least_sheets),
        )
    )
    return db.session.scalar(query) or 0


def ballots_without_minutes(round: Round) -> int:
    """Closed ballots whose counting minutes are not issued."""
    if round.council_id is None:
        return 0
    query = (
        select(func.count(BallotSession.id))
        .join(Meeting, Meeting.id == BallotSession.meeting_id)
        .outerjoin(Minutes, Minutes.session_id == BallotSession.id)
        .where(
            and_(Meeting.council_id == round.council_id, Minutes.id.is_(None)),
            BallotSession.state == SessionState.CLOSED,
        )
    )
    return db.session.scalar(query) or 0


def open_objections(round_id: int) -> int:
    """Comments of the public that wait for an answer."""
    query = (
        select(func.count(Objection.id))
        .join(PublicPosting)
        .where(PublicPosting.round_id == round_id, Objection.state == ObjectionState.OPEN)
    )
    return db.session.scalar(query) or 0


def honours_without_certificate(round_id: int) -> int:
    query = (
        select(func.count(Honour.id))
        .outerjoin(Certificate)
        .where(Honour.round_id == round_id, Certificate.id.is_(None))
    )
    return db.session.scalar(query) or 0
