"""Forms over units and documents, and two fields that other features use: a unit, a document."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import TextInput

from portal.core import clock
from portal.core.db import db
from portal.core.files import Accept
from portal.core.forms import MANDATORY, DayField, PortalForm, clean
from portal.core.i18n import label
from portal.units import queries
from portal.units.models import Document, DocumentKind, Unit, UnitKind

_REFERENCE = re.compile(r"(?:#|.*/units/)(\d{1,9})(?:-.*)?")


class _FoundField(Field):
    """A thing named in words; `data` is the thing, what was typed is kept for the next try."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = (clean(valuelist[0]) if valuelist else "") or ""
        self.data = self.find(self.typed) if self.typed else None

    def _value(self) -> str:
        return getattr(self, "typed", "") or self.written(self.data)

    def find(self, text: str) -> Any:
        raise NotImplementedError

    def written(self, thing: Any) -> str:
        raise NotImplementedError


class UnitField(_FoundField):
    """A unit by its exact name today, "#12", or the address of its page."""

    def find(self, text: str) -> Unit:
        reference = _REFERENCE.fullmatch(text)
        if reference:
            unit = db.session.get(Unit, int(reference[1]))
            if unit is None:
                raise ValueError(_("There is no unit with that number."))
            return unit
        found = queries.unit_named(text, on=clock.today())
        if len(found) == 1:
            return found[0]
        if found:
            raise ValueError(
                _(
                    "Several units are called so; write one of these numbers: %(units)s.",
                    units=", ".join(_numbered(unit) for unit in found[:8]),
                )
            )
        raise ValueError(_("No unit is called so today. Write its full name or #number."))

    def written(self, thing: Unit | None) -> str:
        return f"#{thing.id}" if thing else ""


def _numbered(unit: Unit) -> str:
    parent = unit.current.parent
    return f"#{unit.id} {unit.name}" + (f" ({parent.name})" if parent else "")


class DocumentField(_FoundField):
    """A document of the register by its number."""

    def find(self, text: str) -> Document:
        document = queries.document_numbered(text)
        if document is None:
            raise ValueError(_("The register holds no document with this number; add it first."))
        return document

    def written(self, thing: Document | None) -> str:
        return thing.number if thing else ""


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, label(kind)) for kind in UnitKind if not kind.is_territory]


class UnitForm(PortalForm):
    name = StringField(_l("Name"), [InputRequired(MANDATORY), Length(max=200)])
    short_name = StringField(_l("Short name"), [Optional(), Length(max=60)])
    kind = SelectField(_l("Kind"), choices=_kinds, coerce=UnitKind)
    parent = UnitField(_l("Belongs to"), [InputRequired(MANDATORY)])
    starts_on = DayField(_l("Founded on"), [Optional()])
    document = DocumentField(_l("By document number"), [Optional()])


class RenameForm(PortalForm):
    name = StringField(_l("New name"), [InputRequired(MANDATORY), Length(max=200)])
    short_name = StringField(_l("Short name"), [Optional(), Length(max=60)])
    on = DayField(_l("From the day"), [InputRequired(MANDATORY)])
    document = DocumentField(_l("By document number"), [Optional()])


class MoveForm(PortalForm):
    parent = UnitField(_l("New superior unit"), [InputRequired(MANDATORY)])
    on = DayField(_l("From the day"), [InputRequired(MANDATORY)])
    document = DocumentField(_l("By document number"), [Optional()])


class MergeForm(PortalForm):
    target = UnitField(_l("Unit that takes over"), [InputRequired(MANDATORY)])
    on = DayField(_l("Takes over on"), [InputRequired(MANDATORY)])
    document = DocumentField(_l("By document number"), [Optional()])


def _document_kinds() -> list[tuple[str, str]]:
    return [(kind.value, label(kind)) for kind in DocumentKind]


_ACCEPTED = {"accept": Accept.DOCUMENT.html}


class DocumentForm(PortalForm):
    number = StringField(_l("Number and sign"), [InputRequired(MANDATORY), Length(max=60)])
    kind = SelectField(_l("Kind of document"), choices=_document_kinds, coerce=DocumentKind)
    issued_on = DayField(_l("Day of the document"), [InputRequired(MANDATORY)])
    issuer = StringField(_l("Issuing body"), [InputRequired(MANDATORY), Length(max=200)])
    subject = TextAreaField(
        _l("Subject of the document"), [InputRequired(MANDATORY), Length(max=1_000)]
    )
    file = FileField(_l("The document as a file"), [Optional()], render_kw=_ACCEPTED)
