"""What must hold of rounds, nominations and honours."""

from sqlalchemy import func, select

from portal.core.db import db
from portal.core.invariants import invariant
from portal.recognition.models import (
    Certificate,
    Honour,
    HonourState,
    Nomination,
    Phase,
    PublicPosting,
    Revocation,
    Round,
)
from portal.recognition.queries.figures import funnel
from portal.recognition.rules.phases import PhaseState
from portal.recognition.rules.states import WITH_DECISION, RoundState, State


@invariant("recognition: a nomination has a decision exactly when it is awarded")
def check_decisions() -> list[str]:
    wrong = select(Nomination.id).where(
        Nomination.decision_id.is_not(None) != Nomination.state.in_(WITH_DECISION)
    )
    return [f"nomination {id}" for id in db.session.scalars(wrong.order_by(Nomination.id))]


@invariant("recognition: the figures of a concluded round reconcile")
def check_funnels() -> list[str]:
    concluded = select(Round.id, Round.slug).where(
        Round.state.in_([RoundState.CONCLUDED, RoundState.ARCHIVED])
    )
    return [
        f"round {slug}: {funnel(id).sentence}"
        for id, slug in db.session.execute(concluded.order_by(Round.id))
        if not funnel(id).reconciles
    ]


@invariant("recognition: honour, nomination, revocation and certificate tell the same")
def check_honours() -> list[str]:
    query = (
        select(Honour.id, Honour.state, Nomination.state, Revocation.id, Certificate.id)
        .join(Nomination, Nomination.id == Honour.nomination_id)
        .outerjoin(Revocation, Revocation.honour_id == Honour.id)
        .outerjoin(Certificate, Certificate.honour_id == Honour.id)
        .order_by(Honour.id)
    )
    return [
        f"honour {id}"
        for id, state, nominated, revocation, certificate in db.session.execute(query)
        if (state is HonourState.REVOKED) != (revocation is not None)
        or (state is HonourState.REVOKED) != (nominated is State.REVOKED)
        or certificate is None
    ]


@invariant("recognition: at most one phase of a round is active")
def check_phases() -> list[str]:
    query = (
        select(Phase.round_id)
        .where(Phase.state == PhaseState.ACTIVE)
        .group_by(Phase.round_id)
        .having(func.count(Phase.id) > 1)
        .order_by(Phase.round_id)
    )
    return [f"round {id}" for id in db.session.scalars(query)]


@invariant("recognition: a posting ends on the day its rule of counting gives")
def check_postings() -> list[str]:
    query = select(PublicPosting).order_by(PublicPosting.id)
    return [
        f"posting {posting.id}"
        for posting in db.session.scalars(query)
        if posting.period.end != posting.ends_on
    ]
