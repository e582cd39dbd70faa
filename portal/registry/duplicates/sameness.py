"""When two items of two records say the same thing; pure."""

from collections.abc import Callable, Hashable
from typing import Any

from portal.core.text import fold
from portal.registry.models import ClaimState, ItemKind, ItemState

_STRENGTH = {
    ItemState.VERIFIED: 3,
    ItemState.UNDER_REVIEW: 2,
    ItemState.SUBMITTED: 2,
    ItemState.EXPIRED: 1,
}

_TAKEN = {ClaimState.MINE: 2, ClaimState.PENDING: 1}

ONCE_ONLY = frozenset(
    {ItemKind.CONTRIBUTION, ItemKind.PROJECT_ROLE, ItemKind.FIELD, ItemKind.KEYWORD}
)
"""Kinds of which a person has the same thing once: the database refuses a second."""


def key_of(item: Any) -> Hashable:
    """What two items of one kind agree on when they say the same."""
    return _KEYS[item.kind](item)


def is_stronger(one: Any, other: Any) -> bool:
    """Whether `one` is better proven than `other`; of two lines of a work, the one taken for theirs."""
    return _strength(one) > _strength(other)


def _strength(item: Any) -> tuple[int, int]:
    taken = _TAKEN.get(item.claim, 0) if item.kind is ItemKind.CONTRIBUTION else 0
    return taken, _STRENGTH.get(item.state, 0)


def _year(value: str | None) -> str:
    return (value or "")[:4]


def _place(item: Any) -> Hashable:
    return item.unit_id or fold(item.organisation)


_KEYS: dict[ItemKind, Callable[[Any], Hashable]] = {
    ItemKind.NAME: lambda item: (item.name_kind, item.folded),
    ItemKind.IDENTIFIER: lambda item: (item.identifier_kind, item.normal or fold(item.value)),
    ItemKind.APPOINTMENT: lambda item: (fold(item.role), _place(item), _year(item.starts)),
    ItemKind.DEGREE: lambda item: (item.level, fold(item.discipline), _year(item.awarded)),
    ItemKind.RANK: lambda item: (item.rank,),
    ItemKind.TITLE: lambda item: (fold(item.name),),
    ItemKind.CREDENTIAL: lambda item: (fold(item.name), fold(item.number), _year(item.issued)),
    ItemKind.TRAINING: lambda item: (fold(item.course), _year(item.starts)),
    ItemKind.CONTRIBUTION: lambda item: (item.work.folded, item.work.year),
    ItemKind.PROJECT_ROLE: lambda item: (item.project.folded, fold(item.project.code)),
    ItemKind.DISTINCTION: lambda item: (fold(item.name), _year(item.awarded)),
    ItemKind.LANGUAGE: lambda item: (fold(item.language),),
    ItemKind.SUPERVISION: lambda item: (fold(item.student), item.level),
    ItemKind.FIELD: lambda item: (item.field_id,),
    ItemKind.KEYWORD: lambda item: (item.folded,),
}
