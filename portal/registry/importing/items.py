"""What an item of a record would change on a profile: new, there already, or told otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from portal.core.db import db
from portal.core.text import exact
from portal.registry.formats import ParsedItem
from portal.registry.importing.comparing import RowStatus
from portal.registry.importing.models import ImportRow
from portal.registry.lines import Line, line_of
from portal.registry.models import (
    ITEM_MODELS,
    Item,
    ItemKind,
    ItemSource,
    Person,
    ResearchField,
)
from portal.registry.plain import built, is_complete, said_by
from portal.registry.queries.items import items, research_fields
from portal.registry.sameness import BARE, differences, is_one_fact

Place = tuple[ItemKind, int]


@dataclass
class ComparedItem:
    """A row beside the item of the profile that says the same fact, if one does."""

    row: ImportRow
    parsed: ParsedItem
    kind: ItemKind
    status: RowStatus
    item: Any = None
    line: Line | None = None
    """What was read, in words; None for something no profile can keep."""
    differences: list[tuple[str, Any, Any]] = field(default_factory=list)
    """(column, as stored, as read)."""

    @property
    def is_plain(self) -> bool:
        """Whether it is new and nothing about it has to be asked."""
        return self.status is RowStatus.NEW and self.line is not None and not self.asks

    @property
    def asks(self) -> bool:
        """Whether the person has to say what it is."""
        return bool(self.parsed.choices) and self.item is None

    @property
    def title(self) -> str:
        return self.line.title if self.line else ""


@dataclass
class Held:
    """The items of a profile with their lines of source."""

    by_kind: dict[ItemKind, Sequence[Any]]
    sources: dict[Place, list[ItemSource]]
    by_reference: dict[str, Item]


def held_by(person: Person, kinds: Iterable[ItemKind]) -> Held:
    """One statement a kind, and one for all lines of source."""
    by_kind = {
        kind: db.session.scalars(items(kind).where(ITEM_MODELS[kind].person_id == person.id)).all()
        for kind in kinds
    }
    sources: dict[Place, list[ItemSource]] = {}
    query = select(ItemSource).where(ItemSource.person_id == person.id).order_by(ItemSource.id)
    for line in db.session.scalars(query):
        sources.setdefault((line.item_kind, line.item_id), []).append(line)
    by_reference = {
        line.reference: item
        for kind, held in by_kind.items()
        for item in held
        for line in sources.get((kind, item.id), ())
        if line.reference
    }
    return Held(by_kind, sources, by_reference)


def compare_items(rows: Sequence[ImportRow], person: Person) -> list[ComparedItem]:
    """Each row with its status; the number of statements does not grow with the rows."""
    parsed = [row.parsed_item for row in rows]
    kinds = {kind for one in parsed for kind in _kinds_of(one)}
    held = held_by(person, sorted(kinds))
    fields = research_fields() if ItemKind.FIELD in kinds else ()
    return [
        _compared(row, one, held, person, fields) for row, one in zip(rows, parsed, strict=True)
    ]


def _kinds_of(parsed: ParsedItem) -> set[ItemKind]:
    return {ItemKind(parsed.kind), *(ItemKind(one["kind"]) for one in parsed.choices.values())}


def _compared(
    row: ImportRow, parsed: ParsedItem, held: Held, person: Person, fields: Sequence[ResearchField]
) -> ComparedItem:
    kind = ItemKind(parsed.kind)
    read = built(kind, parsed.values, fields=fields)
    line = line_of(read) if is_complete(read) else None
    result = ComparedItem(row, parsed, kind, RowStatus.NEW, line=line)
    if kind is ItemKind.NAME and exact(str(parsed.values.get("full_name"))) == exact(
        person.full_name
    ):
        result.status = RowStatus.SAME
        return result
    result.item = _match(parsed, held)
    if result.item is not None:
        values = _read_as(result.item.kind, parsed)
        result.differences = differences(result.item.kind, result.item, values)
        result.status = RowStatus.CHANGED if result.differences else RowStatus.SAME
    return result


def _read_as(kind: ItemKind, parsed: ParsedItem) -> dict[str, Any]:
    """What was read as this kind of item says it, without what the source left open."""
    if kind is ItemKind(parsed.kind) and not parsed.choices:
        return parsed.values
    values: dict[str, Any] = next(
        (one["values"] for one in parsed.choices.values() if one["kind"] == kind), {}
    )
    return {name: value for name, value in values.items() if name != "level"}


def _match(parsed: ParsedItem, held: Held) -> Any:
    """By what it says, else by its place in the source, which then says it otherwise than before."""
    tellings = [(parsed.kind, parsed.values)]
    tellings += [(one["kind"], one["values"]) for one in parsed.choices.values()]
    for told, values in tellings:
        kind = ItemKind(told)
        for item in held.by_kind.get(kind, ()):
            if is_one_fact(kind, said_by(item), values):
                return item
    found = (held.by_reference.get(source.reference) for source in parsed.sources)
    return next((item for item in found if item is not None and item.kind not in BARE), None)
