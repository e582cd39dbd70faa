"""The items of the loser on the winner's record, each with its proofs; what says the same is one."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.registry import rules
from portal.registry.duplicates.moving import Moves
from portal.registry.duplicates.twins import is_stronger, must_join, narrower, paired
from portal.registry.models import (
    ITEM_MODELS,
    Audience,
    ClaimState,
    Contribution,
    Evidence,
    ItemKind,
    ItemSource,
    ItemState,
    Verification,
)
from portal.registry.queries.items import items
from portal.registry.rules import Move

Named = tuple[ItemKind, int]
_OUTSIDE = (Audience.PUBLIC, Audience.REGISTERED)


def move_items(moves: Moves, apart: Collection[Named]) -> None:
    """Move every item of the loser; `apart` are items, of either record, that stay beside a like one.

    An item that only officers and the owner could see so far, because the loser was not published,
    is shown outside by nobody's choice: it keeps to officers.
    """
    _set_own_decisions_aside(moves)
    proofs = _proofs_of(moves.loser.id, but_by=moves.winner.account_id)
    for kind in ITEM_MODELS:
        for twin, item in paired(*(_items_of(kind, one.id) for one in (moves.winner, moves.loser))):
            if item is None:
                continue
            if not moves.loser.is_public and item.visibility in _OUTSIDE:
                moves.set(item, visibility=Audience.OFFICERS)
            if twin is not None and not _stay_apart(twin, item, apart):
                _join(moves, item, twin, proofs)
            elif moves.move(item):
                for proof in proofs[kind, item.id]:
                    moves.set(proof, person_id=moves.winner.id)


def _items_of(kind: ItemKind, person_id: int) -> list[Any]:
    model: Any = ITEM_MODELS[kind]
    return list(db.session.scalars(items(kind).where(model.person_id == person_id)))


def _stay_apart(twin: Any, item: Any, apart: Collection[Named]) -> bool:
    named = {(one.kind, one.id) for one in (item, twin)}
    return bool(named & set(apart)) and not must_join(twin, item)


def _proofs_of(person_id: int, *, but_by: int | None) -> defaultdict[Named, list[Any]]:
    """The proofs of a record by item, without the decisions that the account `but_by` took."""
    found: defaultdict[Named, list[Any]] = defaultdict(list)
    models: tuple[Any, ...] = (Evidence, Verification, ItemSource)
    for model in models:
        query = select(model).where(model.person_id == person_id).order_by(model.id)
        for proof in db.session.scalars(query):
            if but_by is None or getattr(proof, "verifier_id", None) != but_by:
                found[proof.item_kind, proof.item_id].append(proof)
    return found


def _join(moves: Moves, item: Any, twin: Any, proofs: defaultdict[Named, list[Any]]) -> None:
    """Keep the better proven of the two on the winner; the other stays with the redirect.

    The scans of both prove the one that is kept, and it says that another source tells the same.
    """
    kept, other, audience = twin, item, _audience(moves, item, twin)
    if is_stronger(item, twin) and item.kind is not ItemKind.PROJECT_ROLE:
        _swap(moves, item, twin, proofs)
        kept, other = item, twin
    theirs = proofs[other.kind, other.id] if other is item else _proofs(other)
    for proof in theirs:
        if isinstance(proof, Evidence):
            moves.set(proof, person_id=moves.winner.id, item_id=kept.id)
    moves.add(
        ItemSource(
            person_id=moves.winner.id,
            item_kind=kept.kind,
            item_id=kept.id,
            source=other.source,
            on_behalf_of=other.on_behalf_of,
            reference=other.source_note,
            stated_by_id=other.stated_by_id,
            stated_at=other.stated_at,
        )
    )
    moves.set(kept, visibility=audience)
    if isinstance(other, Contribution) and _prints_twice(kept, other):
        moves.set(other, claim=ClaimState.IGNORED)


def _audience(moves: Moves, item: Any, twin: Any) -> Audience:
    """Who reads the one of two: whom its owner chose; where nobody owns a record, as the winner had it."""
    owned = [one for one in (twin, item) if one.person_id in moves.owned]
    if len(owned) == 2:
        return narrower(item.visibility, twin.visibility)
    chosen: Audience = (owned or [twin])[0].visibility
    return chosen


def _prints_twice(kept: Contribution, other: Contribution) -> bool:
    """Whether both lines are the person's; one that was said to be another's keeps that answer."""
    return kept.work_id == other.work_id and other.claim is not ClaimState.NOT_MINE


def _swap(moves: Moves, item: Any, twin: Any, proofs: defaultdict[Named, list[Any]]) -> None:
    """The two items change owners; a work has each person once, so the first lets go for a moment."""
    winner_id, loser_id = moves.winner.id, moves.loser.id
    if isinstance(item, Contribution):
        moves.set(item, person_id=None)
    moves.set(twin, person_id=loser_id)
    moves.set(item, person_id=winner_id)
    for proof in _proofs(twin):
        moves.set(proof, person_id=loser_id)
    for proof in proofs[item.kind, item.id]:
        moves.set(proof, person_id=winner_id)


def _proofs(item: Any) -> list[Any]:
    found: list[Any] = []
    models: tuple[Any, ...] = (Evidence, Verification, ItemSource)
    for model in models:
        query = select(model).where(model.item_kind == item.kind, model.item_id == item.id)
        found += db.session.scalars(query.order_by(model.id))
    return found


def _set_own_decisions_aside(moves: Moves) -> None:
    """Nobody confirms an item of their own: what the future owner decided on either record is open.

    The decision itself stays, with the redirect.
    """
    owner = moves.winner.account_id
    if owner is None:
        return
    both = (moves.winner.id, moves.loser.id)
    query = select(Verification).where(
        Verification.person_id.in_(both), Verification.verifier_id == owner
    )
    for decision in db.session.scalars(query.order_by(Verification.id)).all():
        item = db.session.get(ITEM_MODELS[decision.item_kind], decision.item_id)
        moves.set(decision, person_id=moves.loser.id)
        if item is not None and item.state is ItemState.VERIFIED:
            moves.set(item, state=rules.moved(item.state, Move.REOPEN))
