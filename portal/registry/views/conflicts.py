"""What differs where somebody else saved first: the form keeps what was typed, the page shows both."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import Field

from portal.core.dates import show_partial_date
from portal.core.forms import VersionedForm
from portal.core.i18n import label
from portal.registry.models import Item, PeopleList, PeopleListEntry, Person

Difference = tuple[str, str, str]
_FRAME = ("csrf_token", "once", "version", "evidence")


def basics_conflict(form: VersionedForm, person: Person) -> list[Difference]:
    """The differing fields of a stale form, and the form set to overwrite knowingly next time."""
    return _differences(form, person, person.version)


def item_conflict(form: VersionedForm, item: Item) -> list[Difference]:
    return _differences(form, item, item.version)


def list_conflict(form: VersionedForm, people: PeopleList) -> list[Difference]:
    return _differences(form, people, people.version)


def note_conflict(form: VersionedForm, entry: PeopleListEntry, version: int) -> list[Difference]:
    """A note is as old as the list it stands on."""
    return _differences(form, entry, version)


def _differences(form: VersionedForm, stored: Any, version: int) -> list[Difference]:
    if request.method != "POST" or "version" not in form or form.version.data in (None, version):
        return []
    form.version.data = version
    form.version.raw_data = None
    return [
        (field.label.text, theirs, yours)
        for field in form
        if field.name not in _FRAME and hasattr(stored, field.name)
        if (theirs := _text(field, getattr(stored, field.name)))
        != (yours := _text(field, field.data))
    ]


def _text(field: Field, value: Any) -> str:
    if value is None or value == "":
        return _("(empty)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.type == "PartialDateField":
        return show_partial_date(value)
    if hasattr(value, "value"):
        return label(value)
    return str(getattr(value, "name", value))
