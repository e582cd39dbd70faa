"""What taking over a row would do: computed for the preview, and anew in the moment it is done."""

from dataclasses import dataclass, field
from typing import Any

from portal.accounts.secrets import opened
from portal.core.text import exact, fold
from portal.registry.importing.models import RowStanding
from portal.registry.models import IdentifierKind, ItemKind
from portal.registry.staff.facts import (
    BASICS,
    COMPARED,
    Facts,
    Row,
    identifier_values,
    is_kept_by_owner,
)
from portal.registry.staff.values import Told

Change = tuple[str, str, Any, Any]
"""(kind of item or "", part, stored value, value of the list)."""


@dataclass
class Edit:
    """Parts of an item that are written anew."""

    kind: ItemKind
    item: Row
    values: Row


@dataclass
class Plan:
    """The whole of it: what is added, what is changed, and what stays although the list differs."""

    facts: Facts
    basics: Row = field(default_factory=dict)
    added: list[tuple[ItemKind, Row]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    sensitive: Row = field(default_factory=dict)
    kept: list[Change] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.facts.person_id is None

    @property
    def standing(self) -> RowStanding:
        if self.is_new:
            return RowStanding.NEW
        changes = self.basics or self.added or self.edits or self.sensitive
        return RowStanding.CHANGED if changes else RowStanding.SAME

    def changes(self) -> list[Change]:
        """What a preview shows of a person who is there already."""
        found: list[Change] = [
            ("", name, self.facts.basics.get(name), value) for name, value in self.basics.items()
        ]
        for edit in self.edits:
            found += [
                (edit.kind.value, name, edit.item[name], value)
                for name, value in edit.values.items()
            ]
        for kind, values in self.added:
            found += [(kind.value, name, None, values[name]) for name in _first_part(kind, values)]
        found += [("", name, None, "•••") for name in self.sensitive if name != "national_id_key"]
        return found


def _first_part(kind: ItemKind, values: Row) -> list[str]:
    if kind is ItemKind.IDENTIFIER:
        return ["value"]
    shown = (name for name in COMPARED[kind] if values.get(name) and name != "unit_id")
    return list(shown)


def plan_of(told: Told, facts: Facts | None) -> Plan:
    """What the row adds and changes; an empty cell says nothing and takes nothing away."""
    plan = Plan(facts or Facts())
    _basics(told, plan)
    if told.appointment:
        _appointment(told.appointment, plan)
    if told.degree:
        _degree(told.degree, plan)
    if told.rank:
        _single(ItemKind.RANK, {"rank": told.rank}, plan)
    if told.training:
        _training(told.training, plan)
    if told.field_id is not None:
        _single(ItemKind.FIELD, {"field_id": told.field_id}, plan)
    if told.orcid:
        _identifier(IdentifierKind.ORCID, told.orcid, plan)
    if told.science_code:
        _identifier(IdentifierKind.NATIONAL_ST, told.science_code, plan)
    _sensitive(told.sensitive, plan)
    return plan


def _basics(told: Told, plan: Plan) -> None:
    stored = plan.facts.basics
    for name in BASICS:
        value = told.basics.get(name)
        if value in (None, "") or _says_the_same(name, stored.get(name), value):
            continue
        if stored.get(name) and plan.facts.has_account:
            plan.kept.append(("", name, stored[name], value))
        else:
            plan.basics[name] = value


def _says_the_same(name: str, stored: Any, value: Any) -> bool:
    """A year says the same as a day of that year; tone placement and case of an e-mail do not count."""
    if not stored:
        return False
    if name == "birth_date":
        return bool(stored.startswith(value))
    if name == "full_name":
        return exact(stored) == exact(value)
    if name == "contact_email":
        return bool(stored.lower() == value)
    if name == "contact_phone":
        return _digits(stored) == _digits(value)
    return bool(stored == value)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def _appointment(values: Row, plan: Plan) -> None:
    """The same post at the same place is one line, whatever else the list says of it."""
    for item in plan.facts.items[ItemKind.APPOINTMENT]:
        here = item["unit_id"] == values["unit_id"] if values["unit_id"] else False
        here = here or fold(item["organisation"]) == fold(values["organisation"])
        if here and fold(item["role"]) == fold(values["role"]) and _one_period(item, values):
            _compare(ItemKind.APPOINTMENT, item, values, plan, but=("role", "organisation"))
            return
    plan.added.append((ItemKind.APPOINTMENT, values))


def _one_period(item: Row, values: Row) -> bool:
    """Whether two posts of one name can be one: they begin alike, or one does not say when."""
    one, other = item["starts"] or "", values["starts"] or ""
    return not one or not other or one.startswith(other) or other.startswith(one)


def _degree(values: Row, plan: Plan) -> None:
    for item in plan.facts.items[ItemKind.DEGREE]:
        one, other = fold(item["discipline"]), fold(values["discipline"])
        if item["level"] == values["level"] and (one == other or not one or not other):
            _compare(ItemKind.DEGREE, item, values, plan)
            return
    plan.added.append((ItemKind.DEGREE, values))


def _training(values: Row, plan: Plan) -> None:
    for item in plan.facts.items[ItemKind.TRAINING]:
        same = fold(item["course"]) == fold(values["course"])
        if same and fold(item["organiser"]) == fold(values["organiser"]):
            _compare(ItemKind.TRAINING, item, values, plan, but=("course", "organiser"))
            return
    plan.added.append((ItemKind.TRAINING, values))


def _single(kind: ItemKind, values: Row, plan: Plan) -> None:
    if not any(
        all(item[name] == value for name, value in values.items())
        for item in plan.facts.items[kind]
    ):
        plan.added.append((kind, values))


def _identifier(kind: IdentifierKind, value: str, plan: Plan) -> None:
    """A person has one identifier of a kind: a second one is for somebody to look at."""
    for item in plan.facts.items[ItemKind.IDENTIFIER]:
        if item["identifier_kind"] == kind.value:
            if value not in (item["normal"], item["value"]):
                plan.kept.append((ItemKind.IDENTIFIER.value, "value", item["value"], value))
            return
    plan.added.append((ItemKind.IDENTIFIER, identifier_values(kind, value)))


def _compare(
    kind: ItemKind, item: Row, values: Row, plan: Plan, *, but: tuple[str, ...] = ()
) -> None:
    """Note which parts the list says otherwise; they stay where they are not the list's to change."""
    changed = {
        name: value
        for name, value in values.items()
        if name not in but and value not in (None, "", False) and not _equal(item[name], value)
    }
    if not changed:
        return
    if is_kept_by_owner(item, plan.facts):
        plan.kept += [(kind.value, name, item[name], value) for name, value in changed.items()]
    else:
        plan.edits.append(Edit(kind, item, changed))


def _equal(stored: Any, value: Any) -> bool:
    """Whether the stored value says as much: texts by their words, dates where it is as exact."""
    if isinstance(stored, str) and isinstance(value, str):
        return exact(stored) == exact(value) or (value[:4].isdecimal() and stored.startswith(value))
    return bool(stored == value)


def _sensitive(values: Row, plan: Plan) -> None:
    stored = plan.facts.sensitive
    number = values.get("national_id_key")
    if number and not stored.get("national_id_key"):
        plan.sensitive |= {
            "national_id_sealed": values["national_id_sealed"],
            "national_id_key": number,
        }
    elif number and stored["national_id_key"] != number:
        plan.kept.append(("", "national_id_sealed", "•••", "•••"))
    if group := values.get("ethnicity"):
        if not stored.get("ethnicity"):
            plan.sensitive["ethnicity"] = group
        elif opened(stored["ethnicity"]) != opened(group):
            plan.kept.append(("", "ethnicity", "•••", "•••"))
