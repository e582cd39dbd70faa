"""The draft with what is said on it: where each opinion stands in the version that is shown."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.consultation.models import (
    Consultation,
    DraftVersion,
    ModerationAction,
    OfficialResponse,
    Opinion,
    OpinionState,
    Provision,
    Reaction,
    ReactionValue,
)
from portal.core.db import db

SAMPLES = 2

# Put together once, not for every page.
_PROVISIONS = (
    select(Provision)
    .where(Provision.version_id == bindparam("version"))
    .order_by(Provision.position)
)
_PUBLISHED_UNITS = (
    select(Provision.id, Provision.version_id, Provision.key, Provision.lineage)
    .join(DraftVersion, DraftVersion.id == Provision.version_id)
    .where(DraftVersion.consultation_id == bindparam("consultation"))
)
_SHOWN = (
    select(Opinion.id, Opinion.provision_id)
    .where(
        Opinion.consultation_id == bindparam("consultation"),
        Opinion.state == OpinionState.PUBLIC,
    )
    .order_by(Opinion.id.desc())
)


@dataclass
class Board:
    """A version's units with their opinions: `counts` by unit id, `samples` the newest of each."""

    version: DraftVersion
    provisions: Sequence[Provision]
    counts: Counter[int] = field(default_factory=Counter)
    samples: dict[int, list[Opinion]] = field(default_factory=dict)
    general: int = 0
    """Opinions on the whole draft."""
    orphans: int = 0
    """Opinions whose unit is gone, with every heading above it."""

    @property
    def total(self) -> int:
        return sum(self.counts.values()) + self.general + self.orphans


def provisions_of(version: DraftVersion) -> Sequence[Provision]:
    """The units of a version in document order."""
    return db.session.scalars(_PROVISIONS, {"version": version.id}).all()


def board_of(consultation: Consultation, version: DraftVersion, *, samples: int = SAMPLES) -> Board:
    """The board of `version`: a fixed number of statements whatever is said."""
    board = Board(version, provisions_of(version))
    places = places_in(consultation, board.provisions)
    newest: dict[int, list[int]] = defaultdict(list)
    shown = db.session.execute(_SHOWN, {"consultation": consultation.id})
    for opinion_id, provision_id in shown:
        if provision_id is None:
            board.general += 1
            continue
        place = places.get(provision_id)
        if place is None:
            board.orphans += 1
            continue
        board.counts[place] += 1
        if len(newest[place]) < samples:
            newest[place].append(opinion_id)
    wanted = [one for ids in newest.values() for one in ids]
    loaded = {one.id: one for one in db.session.scalars(_with_answers(), {"ids": wanted})}
    board.samples = {place: [loaded[one] for one in ids] for place, ids in newest.items()}
    return board


@cache  # not before all models are known
def _with_answers() -> Select[Opinion]:
    """Public opinions beside the draft, which is at hand: only their answers are yet to be read."""
    answer = joinedload(Opinion.response).joinedload(OfficialResponse.changed_provision)
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    return select(Opinion).where(Opinion.id.in_(ids)).options(answer)


def opinion_parts() -> tuple[Any, ...]:
    """What a line that shows an opinion needs, for the query that loads it."""
    return (
        joinedload(Opinion.consultation),
        joinedload(Opinion.response).joinedload(OfficialResponse.changed_provision),
        joinedload(Opinion.provision),
        joinedload(Opinion.submission),
        selectinload(Opinion.moderation).joinedload(ModerationAction.by),
    )


def places_in(consultation: Consultation, provisions: Iterable[Provision]) -> dict[int, int]:
    """For every unit of any published version, the unit of the shown version where it lives now.

    By lineage; where that ended, the nearest heading above that still lives; else it is missing.
    """
    alive = {one.lineage: one.id for one in provisions}
    rows = db.session.execute(_PUBLISHED_UNITS, {"consultation": consultation.id}).all()
    lineages = {(row.version_id, row.key): row.lineage for row in rows}
    places: dict[int, int] = {}
    for row in rows:
        key = row.key
        while key:
            lineage = lineages.get((row.version_id, key))
            if lineage in alive:
                places[row.id] = alive[lineage]
                break
            key = key.rpartition("/")[0]
    return places


def opinions_on(
    consultation: Consultation, unit: Provision | None, *, everything: bool = False
) -> Select[Opinion]:
    """Public opinions on a unit in all its versions, or (`everything`) on anything, newest first.

    Hidden ones come too, to be shown as tombstones.
    """
    query = (
        select(Opinion)
        .where(
            Opinion.consultation_id == consultation.id,
            Opinion.state.in_([OpinionState.PUBLIC, OpinionState.HIDDEN]),
        )
        .options(*opinion_parts())
        .order_by(Opinion.id.desc())
    )
    if everything:
        return query
    if unit is None:
        return query.where(Opinion.provision_id.is_(None))
    here = places_in(consultation, provisions_of(unit.version))
    ids = [old for old, place in here.items() if place == unit.id]
    return query.where(Opinion.provision_id.in_(ids))


def reactions_to(opinions: Sequence[Opinion]) -> dict[int, dict[ReactionValue, int]]:
    """How many agree and disagree with each opinion."""
    counts: dict[int, dict[ReactionValue, int]] = defaultdict(
        lambda: dict.fromkeys(ReactionValue, 0)
    )
    query = (
        select(Reaction.opinion_id, Reaction.value, func.count())
        .where(Reaction.opinion_id.in_([one.id for one in opinions]))
        .group_by(Reaction.opinion_id, Reaction.value)
    )
    for opinion_id, value, count in db.session.execute(query):
        counts[opinion_id][value] = count
    return counts


def unit_now(opinion: Opinion) -> Provision | None:
    """Where the unit an opinion is about stands in the newest version, or None where it is gone."""
    version = opinion.consultation.current
    if opinion.provision is None or version is None:
        return None
    places = places_in(opinion.consultation, provisions_of(version))
    place = places.get(opinion.provision_id or 0)
    return db.session.get(Provision, place) if place else None
