"""Which items of two records are proposed as one, for an officer to look at; pure.

An import joins without a look, so it asks more (`registry.sameness`): here an institution spelt in
two ways does not part a degree that is told twice.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from portal.core.text import exact, fold
from portal.registry.models import Audience, ClaimState, ItemKind, ItemState

_STRENGTH = {
    ItemState.VERIFIED: 3,
    ItemState.UNDER_REVIEW: 2,
    ItemState.SUBMITTED: 2,
    ItemState.EXPIRED: 1,
}
_TAKEN = {ClaimState.MINE: 2, ClaimState.PENDING: 1}
_NARROW = list(Audience)
Key = Callable[[Any], Hashable]
Twins = tuple[Any, Any]


def paired(mine: Iterable[Any], theirs: Iterable[Any]) -> list[Twins]:
    """Every item of one kind of two records once: with its twin, or beside None."""
    own, free = list(mine), {item.id: item for item in theirs}
    twin_of: dict[int, Any] = {}
    for key in (_row, _likeness):
        waiting = _by_key(free.values(), key)
        for item in own:
            if item.id in twin_of or (told := key(item)) is None or not waiting[told]:
                continue
            twin = waiting[told].pop(0)
            twin_of[item.id] = free.pop(twin.id)
    return [(item, twin_of.get(item.id)) for item in own] + [(None, item) for item in free.values()]


def _by_key(items: Iterable[Any], key: Key) -> defaultdict[Hashable, list[Any]]:
    found: defaultdict[Hashable, list[Any]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found


def must_join(one: Any, other: Any) -> bool:
    """Whether a person cannot have both: the database refuses the second."""
    return one.kind in _ONCE and _row(one) == _row(other)


def is_stronger(one: Any, other: Any) -> bool:
    """Whether `one` is better proven than `other`; of two lines of a work, the one taken for theirs."""
    return _strength(one) > _strength(other)


def _strength(item: Any) -> tuple[int, int]:
    taken = _TAKEN.get(item.claim, 0) if item.kind is ItemKind.CONTRIBUTION else 0
    return taken, _STRENGTH.get(item.state, 0)


def narrower(one: Audience, other: Audience) -> Audience:
    """Of two circles of readers, the smaller."""
    return max(one, other, key=_NARROW.index)


_ONCE: dict[ItemKind, Key] = {
    ItemKind.CONTRIBUTION: lambda item: item.work_id,
    ItemKind.PROJECT_ROLE: lambda item: item.project_id,
    ItemKind.FIELD: lambda item: item.field_id,
    ItemKind.KEYWORD: lambda item: item.folded,
}


def _row(item: Any) -> Hashable:
    """What the items point at, where two that point at the same are the same for certain."""
    return _ONCE[item.kind](item) if item.kind in _ONCE else None


def _likeness(item: Any) -> Hashable:
    """What two items of one kind agree on when they seem to say the same."""
    return _KEYS[item.kind](item)


def _year(value: str | None) -> str:
    return (value or "")[:4]


def _place(item: Any) -> Hashable:
    return item.unit_id or fold(item.organisation)


_KEYS: dict[ItemKind, Key] = {
    ItemKind.NAME: lambda item: exact(item.full_name),
    ItemKind.IDENTIFIER: lambda item: (item.identifier_kind, item.normal or fold(item.value)),
    ItemKind.APPOINTMENT: lambda item: (fold(item.role), _place(item), _year(item.starts)),
    ItemKind.DEGREE: lambda item: (item.level, fold(item.discipline), _year(item.awarded)),
    ItemKind.RANK: lambda item: item.rank,
    ItemKind.TITLE: lambda item: fold(item.name),
    ItemKind.CREDENTIAL: lambda item: (fold(item.name), fold(item.number), _year(item.issued)),
    ItemKind.TRAINING: lambda item: (fold(item.course), _year(item.starts)),
    ItemKind.CONTRIBUTION: lambda item: (item.work.folded, item.work.year),
    ItemKind.PROJECT_ROLE: lambda item: (item.project.folded, fold(item.project.code)),
    ItemKind.DISTINCTION: lambda item: (fold(item.name), _year(item.awarded)),
    ItemKind.LANGUAGE: lambda item: fold(item.language),
    ItemKind.SUPERVISION: lambda item: (fold(item.student), item.level),
    ItemKind.FIELD: lambda item: item.field_id,
    ItemKind.KEYWORD: lambda item: item.folded,
}
