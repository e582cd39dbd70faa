"""What must hold of all consultations; `flask check --all` asks."""

from sqlalchemy import func, select

from portal.consultation.models import (
    COUNTED_STATES,
    PUBLIC_STATES,
    Consultation,
    DraftVersion,
    OfficialResponse,
    Opinion,
    OpinionState,
    Provision,
    Stance,
)
from portal.consultation.queries.report import codes_of, table_of
from portal.consultation.rules.synthesis import faults_of
from portal.core.db import db
from portal.core.invariants import invariant


@invariant("the sums of every consultation's report agree")
def sums_agree() -> list[str]:
    """The introduction's figures are those of the rows, and every opinion stands in one row."""
    query = select(Consultation).where(Consultation.state.in_(PUBLIC_STATES))
    return [
        f"{one.slug}: {fault}"
        for one in db.session.scalars(query.order_by(Consultation.id))
        for fault in faults_of(table_of(one), codes_of(one))
    ]


@invariant("no signed answer without a reason, but to agreement")
def answers_have_reasons() -> list[str]:
    """Whoever does not simply agree is owed a reason."""
    query = (
        select(Opinion.code)
        .join(Opinion.response)
        .where(
            OfficialResponse.signed_at.is_not(None),
            OfficialResponse.reason == "",
            Opinion.stance != Stance.AGREE,
        )
    )
    return list(db.session.scalars(query.order_by(Opinion.id)))


@invariant("no unconfirmed opinion is answered or shown")
def unconfirmed_stays_unseen() -> list[str]:
    """What a guest has not confirmed has no answer."""
    query = select(Opinion.code).where(
        Opinion.state == OpinionState.UNCONFIRMED, Opinion.response_id.is_not(None)
    )
    return list(db.session.scalars(query.order_by(Opinion.id)))


@invariant("every answered consultation has answered every opinion")
def answered_means_all() -> list[str]:
    """No opinion is left without answer once the answers were declared complete."""
    query = (
        select(Opinion.code)
        .join(Opinion.consultation)
        .where(
            Consultation.responded_at.is_not(None),
            Opinion.state.in_(COUNTED_STATES),
            Opinion.response_id.is_(None),
        )
    )
    return list(db.session.scalars(query.order_by(Opinion.id)))


@invariant("units of a version have a place and a key of their own")
def units_are_placed() -> list[str]:
    """Positions run from 0 without a gap."""
    query = (
        select(DraftVersion.id, func.count(Provision.id), func.max(Provision.position))
        .join(Provision, Provision.version_id == DraftVersion.id)
        .group_by(DraftVersion.id)
        .order_by(DraftVersion.id)
    )
    return [f"version {row[0]}" for row in db.session.execute(query) if row[1] != row[2] + 1]
