"""Two records side by side, as an officer may see them: basics, items of each kind, accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.core.dates import show_partial_date
from portal.core.db import db
from portal.core.i18n import label
from portal.registry.duplicates.labels import BASIC_LABELS, is_kept
from portal.registry.duplicates.merging import BASICS, PRIVATE
from portal.registry.duplicates.pairs import Pair
from portal.registry.duplicates.twins import is_stronger, must_join, paired
from portal.registry.labels import PLURALS
from portal.registry.lines import Line, line_of
from portal.registry.models import ITEM_MODELS, Audience, ItemKind, Person
from portal.registry.overview import ORDER
from portal.registry.queries.items import items_of


@dataclass(frozen=True)
class Basic:
    """One basic on both sides; `chosen` is the side that is proposed, empty where they are seen to agree."""

    name: str
    label: str
    low: str
    high: str
    chosen: str


@dataclass(frozen=True)
class Together:
    """One line of a kind: on one side, or on both where the two say the same."""

    low: Line | None
    high: Line | None
    must_join: bool = False
    """Whether a person can have it once only."""

    @property
    def is_twin(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def better(self) -> str:
        """The side that is better proven; empty where neither is."""
        if self.low is None or self.high is None:
            return ""
        if is_stronger(self.low.item, self.high.item):
            return "low"
        return "high" if is_stronger(self.high.item, self.low.item) else ""


@dataclass(frozen=True)
class Part:
    kind: ItemKind
    title: str
    lines: Sequence[Together]


@dataclass(frozen=True)
class Comparison:
    """What the page shows."""

    pair: Pair
    winner: str
    basics: Sequence[Basic]
    parts: Sequence[Part]
    hidden: tuple[int, int]
    """How many items each owner keeps from officers: they move too, unread."""

    @property
    def has_two_accounts(self) -> bool:
        return self.pair.low.account_id is not None and self.pair.high.account_id is not None

    @property
    def shared(self) -> int:
        return sum(line.is_twin for part in self.parts for line in part.lines)


def comparison_of(pair: Pair, actor: Any) -> Comparison:
    """The two records as `actor` may see them, in a fixed number of statements."""
    low, high = (items_of(person, actor=actor) for person in (pair.low, pair.high))
    winner = proposed_winner(pair, _number(low), _number(high))
    basics = [one for name in BASICS if (one := _basic(name, pair, winner))]
    parts = [Part(kind, str(PLURALS[kind]), _lines(low[kind], high[kind])) for kind in ORDER]
    hidden = (_kept(pair.low) - _owned(low), _kept(pair.high) - _owned(high))
    return Comparison(pair, winner, basics, [part for part in parts if part.lines], hidden)


def proposed_winner(pair: Pair, low_items: int, high_items: int) -> str:
    """The record with an account, else the public one, else the fuller, else the older."""

    def weight(person: Person, items: int) -> tuple[bool, bool, int]:
        return person.account_id is not None, person.is_public, items

    return "high" if weight(pair.high, high_items) > weight(pair.low, low_items) else "low"


def _number(items: dict[ItemKind, Sequence[Any]]) -> int:
    return sum(len(found) for found in items.values())


def _basic(name: str, pair: Pair, winner: str) -> Basic | None:
    low, high = _shown(name, pair.low), _shown(name, pair.high)
    if not low and not high:
        return None
    kept = name in PRIVATE and any(is_kept(one, PRIVATE[name]) for one in (pair.low, pair.high))
    same = not kept and getattr(pair.low, BASICS[name][0]) == getattr(pair.high, BASICS[name][0])
    filled = {"low": bool(low), "high": bool(high)}
    other = "high" if winner == "low" else "low"
    chosen = "" if same else winner if filled[winner] else other
    return Basic(name, str(BASIC_LABELS[name]), low, high, chosen)


def _shown(name: str, person: Person) -> str:
    if name in PRIVATE and is_kept(person, PRIVATE[name]) and getattr(person, name):
        return _("(kept from officers by the person)")
    if name == "birth_date":
        return show_partial_date(person.birth_date)
    if name == "photo":
        return person.photo_url
    value = getattr(person, name)
    if value is None or value == "":
        return ""
    if name in ("home_unit", "commune"):
        return str(value.name)
    return label(value) if name in ("sector", "sex", "availability") else str(value)


def _lines(low: Sequence[Any], high: Sequence[Any]) -> list[Together]:
    return [
        Together(
            left and line_of(left),
            right and line_of(right),
            must_join=bool(left and right) and must_join(left, right),
        )
        for left, right in paired(low, high)
    ]


def _kept(person: Person) -> int:
    counts = (
        select(func.count())
        .select_from(model)
        .where(model.person_id == person.id, model.visibility == Audience.OWNER)
        .scalar_subquery()
        for model in ITEM_MODELS.values()
    )
    return sum(db.session.execute(select(*counts)).one())


def _owned(items: dict[ItemKind, Sequence[Any]]) -> int:
    return sum(item.visibility is Audience.OWNER for found in items.values() for item in found)
