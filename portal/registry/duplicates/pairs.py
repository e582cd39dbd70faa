"""A pair of records and what was decided on it: one row a pair, whoever brought it up."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.mail import send_mail
from portal.registry.duplicates import rules
from portal.registry.duplicates.scan import score_of
from portal.registry.models import CandidateOrigin, CandidateState, DuplicateCandidate, Person


@dataclass(frozen=True)
class Pair:
    """Two records beside each other, the lower number first."""

    low: Person
    high: Person


def pair_at(low: int, high: int) -> Pair | None:
    """The pair of an address; a record beside itself is none."""
    people = [db.session.get(Person, id) for id in sorted({low, high})]
    if len(people) != 2 or people[0] is None or people[1] is None:
        return None
    return Pair(people[0], people[1])


def lock(*people: Person) -> None:
    """Both rows, in the order of their numbers, so that two officers cannot wait for each other."""
    ids = sorted({person.id for person in people})
    query = select(Person).where(Person.id.in_(ids)).order_by(Person.id).with_for_update(of=Person)
    db.session.scalars(query.execution_options(populate_existing=True)).all()


def side(person: Person) -> rules.Side:
    return rules.Side(person.id, person.account_id, person.merged_into_id)


def pair_row(one: int, other: int) -> DuplicateCandidate | None:
    """The candidate of these two records, whatever its state."""
    low, high = sorted((one, other))
    query = select(DuplicateCandidate).filter_by(low_id=low, high_id=high)
    return db.session.scalars(query).one_or_none()


def pair_of(one: int, other: int, **given: Any) -> DuplicateCandidate:
    """The candidate of these two records, made where there is none; its score is today's."""
    row = pair_row(one, other)
    if row is not None:
        return row
    low, high = sorted((one, other))
    found = score_of(low, high)
    row = DuplicateCandidate(
        low_id=low,
        high_id=high,
        score=found.total if found else 0,
        reasons=found.as_json() if found else [],
        **({"origin": CandidateOrigin.PROPOSAL} | given),
    )
    db.session.add(row)
    db.session.flush()
    return row


def mark(
    one: Person, other: Person, state: CandidateState, actor: Account, note: str
) -> DuplicateCandidate:
    """Write a decision on the pair, made where nobody had proposed it."""
    row = pair_of(one.id, other.id, origin=CandidateOrigin.SCAN)
    row.state, row.decision_note = state, note
    row.decided_at, row.decided_by_id = clock.now(), actor.id
    db.session.flush()
    return row


def keep_apart(one: Person, other: Person, *, actor: Account, note: str) -> DuplicateCandidate:
    """Decide that these are two people: the pair never comes back by itself."""
    rules.check_actor(actor.id, one.account_id, other.account_id)
    lock(one, other)
    rules.check_merge(side(one), side(other), kept_account_id=one.account_id or other.account_id)
    row = mark(one, other, CandidateState.DISTINCT, actor, note)
    audit.record("registry.keep_apart", row, actor_id=actor.id, reason=note)
    tell_proposer(row, actor=actor)
    return row


def tell_proposer(
    row: DuplicateCandidate, *, actor: Account, told: Collection[Account] = ()
) -> None:
    """Write to whoever reported the pair what came of it, unless they decided or are told already."""
    proposer: Account | None = row.proposed_by
    if proposer is None or proposer.id == actor.id or proposer in told:
        return
    send_mail(
        to=proposer.email,
        subject=_("What came of the two profiles you reported"),
        template="registry/pair_decided.txt",
        name=proposer.full_name,
        a=row.low.full_name,
        b=row.high.full_name,
        is_merged=row.state is CandidateState.MERGED,
    )


def _with(row: DuplicateCandidate, note: str, actor: Account) -> str:
    """The note of the report; what another person wrote before stays above it."""
    earlier = row.note if row.proposed_by_id not in (None, actor.id) else ""
    return "\n".join(part for part in (earlier, note) if part)


def propose(one: Person, other: Person, *, actor: Account, note: str) -> DuplicateCandidate:
    """Say that two profiles are one person; who looks after both decides. A decision stands."""
    if one.id == other.id:
        raise RuleBroken(_("Choose another profile than this one."), "other")
    lock(one, other)
    row = pair_of(one.id, other.id)
    if row.state is CandidateState.DISTINCT:
        raise RuleBroken(_("An officer has looked at these two and found two people."), "other")
    row.note = _with(row, note, actor)
    row.origin, row.proposed_by_id = CandidateOrigin.PROPOSAL, row.proposed_by_id or actor.id
    audit.record("registry.propose_merge", row, actor_id=actor.id)
    return row
