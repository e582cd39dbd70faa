"""Finding pairs that may be one person: the whole registry, or a few records against it.

A decision stands: a pair that was said to be two people, or was merged, is never opened again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.exc import IntegrityError

from portal.core import clock, text
from portal.core.db import db
from portal.registry.duplicates.blocks import LARGEST, packed, pairs_of_registry, unpacked
from portal.registry.duplicates.facts import facts_of
from portal.registry.duplicates.points import shipped_points
from portal.registry.duplicates.rules import Facts, Score, score
from portal.registry.models import (
    CandidateOrigin,
    CandidateState,
    DuplicateCandidate,
    Person,
    PersonIdentifier,
    PersonName,
    SensitiveFacts,
)
from portal.registry.names import orders_of

_PIECE = 1_000


@dataclass
class Tally:
    """What a scan did."""

    compared: int = 0
    found: int = 0
    dropped: int = 0
    left_out: int = 0


def scan(progress: Callable[[int, int], object]) -> Tally:
    """Compare the whole registry in pieces; each piece stands when the scan is stopped after it."""
    progress(0, 0)
    pairs = pairs_of_registry(lambda: progress(0, 0))
    numbers = pairs.distinct()
    tally = Tally(left_out=pairs.left_out)
    for at in range(0, len(numbers), _PIECE):
        judge(numbers[at : at + _PIECE], tally)
        progress(at, len(numbers))
    _judge_the_rest(set(numbers), tally)
    progress(len(numbers), len(numbers))
    return tally


def check_people(ids: Iterable[int]) -> Tally:
    """Compare these records with the registry: after one was opened, changed or brought in."""
    tally = Tally()
    for person in db.session.scalars(select(Person).where(Person.id.in_(list(ids)))):
        near = partners_of(person)
        standing = select(DuplicateCandidate.low_id, DuplicateCandidate.high_id).where(
            or_(DuplicateCandidate.low_id == person.id, DuplicateCandidate.high_id == person.id)
        )
        pairs = {packed(person.id, other) for other in near}
        pairs |= {packed(*row) for row in db.session.execute(standing)}
        judge(sorted(pairs), tally)
    return tally


def partners_of(person: Person) -> set[int]:
    """The living records that share a key with this one."""
    named = {order for name in _names_of(person) for order in orders_of(name)}
    queries = [
        select(Person.id).where(Person.folded.in_(named)),
        select(PersonName.person_id).where(PersonName.folded.in_(named)),
        select(PersonIdentifier.person_id).where(
            PersonIdentifier.normal.in_(
                select(PersonIdentifier.normal).where(
                    PersonIdentifier.person_id == person.id, PersonIdentifier.normal.is_not(None)
                )
            )
        ),
        select(SensitiveFacts.person_id).where(
            SensitiveFacts.national_id_key.in_(
                select(SensitiveFacts.national_id_key).where(SensitiveFacts.person_id == person.id)
            )
        ),
    ]
    if person.contact_email:
        queries.append(select(Person.id).where(Person.contact_email == person.contact_email))
    if person.contact_phone:
        queries.append(select(Person.id).where(Person.contact_phone == person.contact_phone))
    found: set[int] = set()
    for query in queries:
        found.update(db.session.scalars(query.limit(4 * LARGEST)))
    return found - {person.id}


def _names_of(person: Person) -> set[str]:
    others = select(PersonName.folded).where(PersonName.person_id == person.id)
    return {person.folded, *db.session.scalars(others), text.fold(person.full_name)}


def score_of(one: int, other: int) -> Score | None:
    """What speaks for and against the pair now; None where one of them is no living record."""
    facts = facts_of((one, other))
    if one not in facts or other not in facts:
        return None
    return score(facts[one], facts[other], shipped_points())


def judge(numbers: Sequence[int], tally: Tally) -> None:
    """Compare these pairs and bring their candidates up to date."""
    pairs = [unpacked(number) for number in numbers]
    facts = facts_of({id for pair in pairs for id in pair})
    standing = _standing(pairs)
    fresh = []
    for low, high in pairs:
        tally.compared += 1
        result = _result(facts, low, high)
        row = standing.get((low, high))
        if row is None:
            if result and result.total >= shipped_points().candidate_from:
                fresh.append(_values(low, high, result))
        elif row.state is CandidateState.OPEN:
            _renew(row, result, tally)
    tally.found += _store(fresh)
    db.session.flush()


def _store(fresh: list[dict[str, object]]) -> int:
    """Write new candidates; one that somebody proposed meanwhile is theirs."""
    if not fresh:
        return 0
    try:
        with db.session.begin_nested():
            db.session.execute(insert(DuplicateCandidate), fresh)
    except IntegrityError:
        if len(fresh) == 1:
            return 0
        half = len(fresh) // 2
        return _store(fresh[:half]) + _store(fresh[half:])
    return len(fresh)


def _result(facts: dict[int, Facts], low: int, high: int) -> Score | None:
    if low not in facts or high not in facts:
        return None
    return score(facts[low], facts[high], shipped_points())


def _standing(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], DuplicateCandidate]:
    lows = {low for low, _high in pairs}
    query = select(DuplicateCandidate).where(DuplicateCandidate.low_id.in_(lows))
    return {(row.low_id, row.high_id): row for row in db.session.scalars(query)}


def _values(low: int, high: int, result: Score) -> dict[str, object]:
    return {
        "low_id": low,
        "high_id": high,
        "score": result.total,
        "reasons": result.as_json(),
        "state": CandidateState.OPEN,
        "origin": CandidateOrigin.SCAN,
        "found_at": clock.now(),
        "note": "",
        "decision_note": "",
    }


def _renew(row: DuplicateCandidate, result: Score | None, tally: Tally) -> None:
    """Give an open candidate its score of today; one that nothing speaks for any more goes."""
    proposed = row.origin is CandidateOrigin.PROPOSAL
    if result is None and proposed:
        return
    if result is None or (result.total < shipped_points().candidate_from and not proposed):
        still = DuplicateCandidate.id == row.id, DuplicateCandidate.state == CandidateState.OPEN
        db.session.execute(delete(DuplicateCandidate).where(*still))
        tally.dropped += 1
    elif row.score != result.total or row.reasons != result.as_json():
        row.score, row.reasons = result.total, result.as_json()


def _judge_the_rest(seen: set[int], tally: Tally) -> None:
    """Open candidates that share no key any more are compared once more."""
    query = select(DuplicateCandidate.low_id, DuplicateCandidate.high_id).where(
        DuplicateCandidate.state == CandidateState.OPEN
    )
    rest = [
        number
        for low, high in db.session.execute(query.order_by(DuplicateCandidate.id))
        if (number := packed(low, high)) not in seen
    ]
    for piece in _pieces(sorted(rest)):
        judge(piece, tally)


def _pieces(numbers: Iterable[int]) -> Iterator[list[int]]:
    left = iter(numbers)
    while piece := list(islice(left, _PIECE)):
        yield piece
