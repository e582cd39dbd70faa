"""Items as plain data and back: what an item says, in its own columns, without ids, states or readers.

Import, export and comparison speak this one form, so that what goes out can come in again.
"""

from collections.abc import Iterable
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Integer, inspect

from portal.core.requests import visible
from portal.registry.formats.dates import read_date
from portal.registry.identifiers import normalise
from portal.registry.models import (
    ITEM_MODELS,
    IdentifierKind,
    Item,
    ItemKind,
    Project,
    ResearchField,
)

_FRAME = frozenset(
    {
        *(
            "id",
            "version",
            "person_id",
            "visibility",
            "state",
            "source",
            "stated_at",
            "stated_by_id",
        ),
        *("source_note", "on_behalf_of", "submitted_at", "due_on", "asked_unit_id"),
        *("folded", "unit_id", "normal", "error", "field_id", "project_id", "work_id"),
        *("project_version", "created_at"),
    }
)
"""What every item has beside what it says, what is derived, and what points elsewhere."""
PARTIAL_DATES = frozenset({"starts", "ends", "awarded", "issued", "valid_until"})
_LONGEST = 2_000


@cache
def columns_of(kind: ItemKind) -> dict[str, Any]:
    """The columns in which items of the kind say something; a project's stand beside the part in it."""
    found = _own(ITEM_MODELS[kind])
    return found | _own(Project) if kind is ItemKind.PROJECT_ROLE else found


def _own(model: Any) -> dict[str, Any]:
    return {
        column.key: column.columns[0].type
        for column in inspect(model).column_attrs
        if column.key not in _FRAME and not column.columns[0].foreign_keys
    }


def said_by(item: Any) -> dict[str, Any]:
    """What the item says; a field of science by its official code."""
    if item.kind is ItemKind.FIELD:
        return {"code": item.field.code}
    thing = item.project if item.kind is ItemKind.PROJECT_ROLE else None
    own = _own(type(item))
    return {
        name: _plain(getattr(item if name in own else thing, name))
        for name in columns_of(item.kind)
    }


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def typed(kind: ItemKind, values: dict[str, Any]) -> dict[str, Any]:
    """The values as the columns take them: words of a list, dates, texts without invisible signs.

    What no column of the kind knows is left out; a word that its list does not have is left out too.
    """
    found = {
        name: _typed(name, type_, values[name])
        for name, type_ in columns_of(kind).items()
        if values.get(name) not in (None, "")
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def _typed(name: str, type_: Any, value: Any) -> Any:
    choices = getattr(type_, "enum_class", None)
    if choices is not None:
        return choices(value) if value in set(choices) else None
    if isinstance(type_, Boolean):
        return bool(value)
    if isinstance(type_, Integer):
        return value if isinstance(value, int) and abs(value) < 2**53 else None
    text = visible(str(value)).strip()[:_LONGEST] if isinstance(value, str | int) else ""
    return (read_date(text) or None) if name in PARTIAL_DATES else text


def built(kind: ItemKind, values: dict[str, Any], *, fields: Iterable[ResearchField] = ()) -> Item:
    """An item that says this and belongs to nobody: to be shown, compared, or given to a person."""
    model: Any = ITEM_MODELS[kind]
    if kind is ItemKind.FIELD:
        code = str(values.get("code", ""))
        return _item(model, {"field": next((one for one in fields if one.code == code), None)})
    said = typed(kind, values)
    if kind is ItemKind.PROJECT_ROLE:
        part = {name: said.pop(name) for name in _own(model) if name in said}
        return _item(model, part | {"project": Project(**_whole(Project, said))})
    if kind is ItemKind.IDENTIFIER:
        said.setdefault("identifier_kind", IdentifierKind.OTHER)
        said["normal"], said["error"] = normalise(said["identifier_kind"], said.get("value", ""))
    return _item(model, said)


def _item(model: Any, values: dict[str, Any]) -> Item:
    item: Item = model(**_whole(model, values))
    return item


def _whole(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The values with what the columns would say by default, which an unsaved row does not know yet."""
    defaults = {
        column.key: column.columns[0].default.arg
        for column in inspect(model).column_attrs
        if column.key in _own(model)
        and column.columns[0].default is not None
        and column.columns[0].default.is_scalar
    }
    return defaults | values


def is_complete(item: Any) -> bool:
    """Whether it says what an item of its kind cannot lack."""
    holders = [item] + ([item.project] if item.kind is ItemKind.PROJECT_ROLE else [])
    if item.kind is ItemKind.FIELD:
        return item.field is not None
    return all(
        getattr(holder, column.key) not in (None, "")
        for holder in holders
        for column in inspect(type(holder)).column_attrs
        if column.key in _own(type(holder))
        and not column.columns[0].nullable
        and column.columns[0].default is None
    )
