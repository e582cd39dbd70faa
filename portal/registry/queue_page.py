"""The filters of the queue: what can be chosen, with how much waits behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal.core.i18n import label
from portal.registry.models import ItemKind
from portal.registry.queries.directory import unit_names
from portal.registry.queries.verification import Narrowed, tally_of


@dataclass(frozen=True)
class Choice:
    """One choice of a filter, by the value that stands in the address."""

    value: str
    text: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filters:
    """What the queue can be narrowed to; `total` counts without any filter."""

    kinds: Sequence[Choice]
    bodies: Sequence[Choice]
    overdue: Choice
    total: int
    narrowed: bool


def narrowed_by(asked: Mapping[str, str]) -> Narrowed:
    """The filters of an address; what is no filter narrows nothing."""
    kind, body = asked.get("kind", ""), asked.get("asked", "")
    return Narrowed(
        ItemKind(kind) if kind in list(ItemKind) else None,
        int(body[:9]) if body.isdecimal() else None,
        asked.get("overdue") == "1",
    )


def filters_of(account: Any, narrowed: Narrowed) -> Filters:
    """The filters with what waits for this account behind each; three statements."""
    tally = tally_of(account)
    names = unit_names([id for id in tally.bodies if id])
    kinds = [
        Choice(kind.value, label(kind), number, narrowed.kind is kind)
        for kind, number in tally.kinds.items()
    ]
    bodies = [
        Choice(str(id), _body(id, names), number, narrowed.asked == id)
        for id, number in tally.bodies.items()
    ]
    return Filters(
        sorted(kinds, key=lambda one: one.text),
        sorted(bodies, key=lambda one: (one.value != "0", one.text)),
        Choice("1", _("Overdue only"), tally.overdue, narrowed.overdue),
        tally.total,
        narrowed != Narrowed(),
    )


def _body(id: int, names: Mapping[int, str]) -> str:
    return names.get(id, f"#{id}") if id else _("Officers in charge")
