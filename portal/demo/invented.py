"""What the parts of the demo know of one invented person, and what all items have in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any

from portal.demo.words.specialities import Speciality
from portal.registry.models import Audience, DegreeLevel, ItemState, Sex, SourceKind

_AUDIENCES = tuple(accumulate((82, 9, 6, 3)))


@dataclass(frozen=True)
class Place:
    """Where the invented people live and work: numbers of rows that were made beforehand."""

    communes: tuple[int, ...]
    workplaces: Mapping[str, tuple[int, str]]
    fields: Mapping[str, int]
    officer_id: int


@dataclass(frozen=True)
class Invented:
    """One invented person, as the parts that follow need to know them."""

    id: int
    full_name: str
    sex: Sex
    age: int
    speciality: Speciality
    level: DegreeLevel
    commune_id: int
    is_retired: bool
    is_public: bool


def audience(rng: Random) -> Audience:
    """Who sees an item: mostly everyone, a few circles narrower."""
    return rng.choices(tuple(Audience), cum_weights=_AUDIENCES)[0]


def item(
    rng: Random, person: Invented, state: ItemState = ItemState.DRAFT, **values: Any
) -> dict[str, Any]:
    """A row of an item with who sees it and where it comes from."""
    return {
        "person_id": person.id,
        "source": SourceKind.OFFICER,
        "visibility": audience(rng),
        "state": state,
        **values,
    }
