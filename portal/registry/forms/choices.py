"""Fields over enumerations, units, fields of science and people."""

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import TextInput

from portal.core import clock
from portal.core.access import current_actor
from portal.core.db import db
from portal.core.forms import clean
from portal.core.i18n import label
from portal.registry.models import Audience, Person
from portal.registry.queries.people import named_like, search_people
from portal.registry.visibility import person_visible_to
from portal.units.models import Unit, UnitKind
from portal.units.queries import unit_named

LOOK_UP = "/people/look-up"
_WHO, _PERSON = _l("Who may see this"), _l("Person")


class EnumField(SelectField):
    """A choice among the members of an enumeration; `blank` names the choice of none."""

    def __init__(
        self, text: Any, kind: type[StrEnum], *, blank: Any = None, among: Any = None, **given: Any
    ) -> None:
        self._kind = kind
        self._blank = blank
        self._among = among
        super().__init__(text, choices=self._labelled, coerce=self._coerced, **given)

    def _labelled(self) -> list[tuple[str, str]]:
        members: Iterable[StrEnum] = self._among or self._kind
        first = [] if self._blank is None else [("", str(self._blank))]
        return first + [(member.value, label(member)) for member in members]

    def _coerced(self, value: Any) -> StrEnum | None:
        return self._kind(value) if value else None

    def pre_validate(self, form: Any) -> None:
        if self.data is None and self._blank is None:
            raise ValidationError(_("Choose one."))

    def iter_choices(self) -> Any:
        chosen = self.data.value if self.data is not None else ""
        for value, text in self._labelled():
            yield value, text, value == chosen, {}

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
            raise ValueError(_("Choose one.")) from None


class VisibilityField(EnumField):
    """Who may see an item; narrow by default."""

    def __init__(self, text: Any = _WHO, **given: Any) -> None:
        given.setdefault("default", Audience.OWNER)
        super().__init__(text, Audience, **given)


class UnitField(Field):
    """A unit by its name as people write it; `data` is the `Unit` or None."""

    widget = TextInput()

    def __init__(self, text: Any, *, kinds: tuple[UnitKind, ...] = (), **given: Any) -> None:
        self._kinds = kinds
        self.typed = ""
        super().__init__(text, **given)

    def _value(self) -> str:
        return self.typed or (self.data.name if isinstance(self.data, Unit) else "")

    def pre_validate(self, form: Any) -> None:
        _keep_the_sentence(self)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = _one_line(valuelist)
        self.data = None
        if not self.typed:
            return
        if number := re.fullmatch(r"#(\d{1,9})", self.typed):
            self.data = db.session.get(Unit, int(number[1]))
        name = self.typed.split(",")[0].strip()
        found = unit_named(name, on=clock.today(), kinds=self._kinds)
        if self.data is None and len(found) > 1:
            raise ValueError(_several(found, lambda unit: _unit_line(unit)))
        self.data = self.data or (found[0] if found else None)
        if self.data is None:
            raise ValueError(_("No unit of this name is in the register."))


def _keep_the_sentence(field: Field) -> None:
    """What was typed but not understood keeps its own sentence: no other check comes after it."""
    if field.process_errors:
        raise StopValidation


def _one_line(valuelist: list[str]) -> str:
    return " ".join((clean(valuelist[0]) or "").split())[:300] if valuelist else ""


def _unit_line(unit: Unit) -> str:
    parent = unit.current.parent
    return f"{unit.name}, {parent.name}" if parent else unit.name


class PersonField(Field):
    """A person by number (#12), profile address or exact name; `data` is the `Person` or None.

    Where a name fits several people or none exactly, `candidates` holds the nearest and the error
    names them with their numbers, so that the field works in any form without a script.
    """

    widget = TextInput()

    def __init__(self, text: Any = _PERSON, **given: Any) -> None:
        self.typed = ""
        self.candidates: list[Person] = []
        given.setdefault("render_kw", {"data-people": LOOK_UP, "autocomplete": "off"})
        super().__init__(text, **given)

    def _value(self) -> str:
        return self.typed or (f"#{self.data.id}" if isinstance(self.data, Person) else "")

    def pre_validate(self, form: Any) -> None:
        _keep_the_sentence(self)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = _one_line(valuelist)
        self.data = None
        if not self.typed:
            return
        if number := re.search(r"(?:^#|/people/)(\d{1,9})\b", self.typed):
            person = db.session.get(Person, int(number[1]))
            self.data = person if _known(person) else None
        else:
            self.data = self._by_name()
        if self.data is None:
            raise ValueError(self._sentence())

    def _by_name(self) -> Person | None:
        actor = current_actor()
        same = list(db.session.scalars(named_like(self.typed, actor).limit(8)))
        self.candidates = same or list(search_people(self.typed, 8, actor=actor))
        return same[0] if len(same) == 1 else None

    def _sentence(self) -> str:
        if not self.candidates:
            return _("Nobody with this name or number is in the registry.")
        return _several(self.candidates, lambda person: _person_line(person))


def _known(person: Person | None) -> bool:
    return person is not None and person_visible_to(current_actor(), person)


def _person_line(person: Person) -> str:
    return f"{person.full_name} ({person.headline})" if person.headline else person.full_name


def _several(found: list[Any], write: Callable[[Any], str]) -> str:
    lines = "; ".join(f"#{one.id} {write(one)}" for one in found[:8])
    return _("Write the number of the one you mean: %(list)s.", list=lines)
