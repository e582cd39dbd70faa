"""What is aligned: units with their parent, and how alike two of them are."""

import hashlib
import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from portal.consultation.models.draft import Relation
from portal.core.text import unify_tone

ACCEPTED = 0.62
CERTAIN = 0.90
GAIN_OVER = 0.55
_OWN, _PARENT = 0.7, 0.3
_ALIKE = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})


def normalised(text: str) -> str:
    """`text` without what is not a change: tone placement, kinds of quotes and dashes, spaces, case."""
    return re.sub(r"\s+", " ", unify_tone(text).translate(_ALIKE)).strip().casefold()


def sameness(text: str) -> str:
    """A hash that two texts share when they differ in nothing but that, or in signs."""
    words = re.findall(r"\w+", normalised(text))
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


@dataclass(frozen=True)
class Unit:
    """One unit of a version: its key, its parent's key, its words, and whether it is a heading."""

    key: Hashable
    parent: Hashable | None
    text: str
    is_heading: bool
    label: str = ""
    """What is written before it: its number; empty for paragraphs and bullets."""

    @cached_property
    def norm(self) -> str:
        return normalised(self.text)


@dataclass(frozen=True)
class Match:
    """Where an old unit is in the new version; None on one side for removed and new units."""

    old: Unit | None
    new: Unit | None
    relation: Relation
    score: float

    @property
    def needs_confirming(self) -> bool:
        """Whether a person has to say that the machine is right."""
        between = ACCEPTED <= self.score < CERTAIN
        return self.old is not None and self.new is not None and between


class Likeness:
    """Similarity of two units, remembered: 0.7 their own words, 0.3 the heading above them."""

    def __init__(self, old: list[Unit], new: list[Unit]) -> None:
        self._old = {unit.key: unit for unit in old}
        self._new = {unit.key: unit for unit in new}
        self._known: dict[tuple[Hashable, Hashable], float] = {}

    def __call__(self, old: Unit, new: Unit) -> float:
        key = (old.key, new.key)
        if key not in self._known:
            self._known[key] = self._measure(old, new)
        return self._known[key]

    def _measure(self, old: Unit, new: Unit) -> float:
        if old.is_heading != new.is_heading:
            return 0.0
        return _OWN * ratio(old.norm, new.norm) + _PARENT * self._of_parents(old, new)

    def _of_parents(self, old: Unit, new: Unit) -> float:
        above_old = self._old.get(old.parent)
        above_new = self._new.get(new.parent)
        if above_old is None and above_new is None:
            return 1.0
        if above_old is None or above_new is None:
            return 0.0
        return ratio(above_old.norm, above_new.norm)


def ratio(one: str, other: str) -> float:
    """How much of two texts agrees, 0 to 1."""
    if one == other:
        return 1.0
    return fuzz.ratio(one, other) / 100
