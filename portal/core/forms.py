"""Forms: every text arrives trimmed, composed (NFC) and free of invisible characters."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm.exc import StaleDataError
from wtforms import Field, HiddenField, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from portal.core.dates import parse_day, parse_partial_date, show_partial_date
from portal.core.db import db
from portal.core.errors import EditConflict, RuleBroken
from portal.core.form_words import FormWords
from portal.core.requests import visible

_ONE_LINE, _MANY_LINES = 300, 20_000


def clean(text: str | None) -> str | None:
    """Trim, compose to NFC, drop controls, zero-width and direction marks; emoji joiners stay."""
    if text is None:
        return None
    return visible(text.replace("\r\n", "\n")).replace("\u00a0", " ").strip()


class PortalForm(FlaskForm):
    """The base of all forms: cleans text, bounds its length, and is acted upon once.

    The hidden `once` key makes a double submit answer like the first one: see `unit_of_work`.
    """

    once = HiddenField(default=lambda: secrets.token_urlsafe(16), validators=[Length(max=64)])

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> FormWords:
            return FormWords()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            field = super().bind_field(form, unbound_field, options)
            if isinstance(field, StringField) and not isinstance(field, _KEPT_AS_TYPED):
                field.filters = (clean, *field.filters)
                if not any(isinstance(check, Length) for check in field.validators):
                    limit = _MANY_LINES if isinstance(field, TextAreaField) else _ONE_LINE
                    field.validators = (*field.validators, Length(max=limit))
            return field

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Hang a `RuleBroken` of the block on its field (or on the form) and undo the block.

        A record that somebody else saved in the same instant is such a broken rule, too.
        """
        try:
            with db.session.begin_nested():
                yield
        except RuleBroken as broken:
            self.add_error(broken.message, broken.field)
        except StaleDataError:
            self.add_error(EditConflict().message)

    def add_error(self, message: str, field: str | None = None) -> None:
        """Show `message` beside `field`, or in the summary on top where there is none."""
        if field and field in self:
            self[field].errors = [*self[field].errors, message]
        else:
            self.form_errors.append(message)


class VersionedForm(PortalForm):
    """A form over a record that others edit too; carries the version it was opened on."""

    version = IntegerField(widget=HiddenInput())


class _ReadField(StringField):
    """A text that is read into something else; what could not be read is said before "required"."""

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation


class DayField(_ReadField):
    """A calendar day typed as dd/mm/yyyy (or yyyy-mm-dd); `data` is a `date` or None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (clean(valuelist[0]) if valuelist else "") or ""
        self.typed = text
        self.data = parse_day(text) if text else None

    def _value(self) -> str:
        if getattr(self, "typed", None):
            return self.typed
        return self.data.strftime("%d/%m/%Y") if isinstance(self.data, date) else ""


class PartialDateField(_ReadField):
    """A date as exact as is known: yyyy, mm/yyyy or dd/mm/yyyy; `data` is ISO text or None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (clean(valuelist[0]) if valuelist else "") or ""
        self.typed = text
        self.data = parse_partial_date(text) if text else None

    def _value(self) -> str:
        return getattr(self, "typed", None) or show_partial_date(self.data)


_KEPT_AS_TYPED = (PasswordField, DayField, PartialDateField)


class NotBefore:
    """The day is not before that of another field."""

    def __init__(self, other: str) -> None:
        self.other = other

    def __call__(self, form: Any, field: Field) -> None:
        start = form[self.other].data
        if field.data and start and field.data < start:
            raise ValidationError(_("The end is before the beginning."))


def form_page(template: str, form: FlaskForm, **context: Any) -> tuple[str, int]:
    """Render a page around `form`: 422 when the form came back with errors, else 200."""
    return render_template(template, form=form, **context), 422 if form.errors else 200


MANDATORY = _l("This field is required.")
