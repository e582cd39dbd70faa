"""Asking for a decision, and deciding: on one item, or on several at once."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from portal.core.db import db
from portal.core.forms import MANDATORY, DayField, PortalForm
from portal.registry.actions.verification import Ticked
from portal.registry.forms.choices import EnumField
from portal.registry.models import Item, ItemKind, RuleKey
from portal.registry.queries.asked import bodies_for
from portal.units.models import Unit


class SubmitForm(PortalForm):
    """Who is asked to decide on an item: the officers of the home unit, or another body."""

    asked = SelectField(_l("Who should confirm it"), [Optional()], validate_choice=False)

    def offer(self, item: Item) -> None:
        """Offer the bodies where somebody can decide, those that the item names first."""
        named, others = bodies_for(item)
        home = item.person.home_unit
        self["asked"].choices = [
            ("", _("Officers in charge: %(unit)s", unit=home.name if home else _("not set"))),
            *((str(unit.id), _("%(unit)s (named in the item)", unit=unit.name)) for unit in named),
            *((str(unit.id), unit.name) for unit in others),
        ]

    def validate_asked(self, field: Any) -> None:
        if field.data and self.body() is None:
            raise ValidationError(_("Choose one."))

    def body(self) -> Unit | None:
        """The body chosen; None for the officers of the home unit."""
        number = (self["asked"].data or "")[:9]
        return db.session.get(Unit, int(number)) if number.isdecimal() else None


def _methods() -> Any:
    yield "original", _("Compared with the original paper")
    yield "scan", _("Read the scan")
    yield "issuer", _("Asked the issuer")
    yield "register", _("Found in an official register")


class DecisionForm(PortalForm):
    """An officer's decision on one item; the button pressed says which."""

    version = IntegerField(validators=[Optional()], widget=HiddenInput())
    method = SelectField(_l("How it was checked"), choices=lambda: list(_methods()))
    reason = TextAreaField(_l("Reason or remark"), [Optional(), Length(max=2_000)])
    valid_until = DayField(_l("Valid until"), [Optional()])

    def shows(self, version: int) -> None:
        """Say which version of the item the page shows, also where it came back with errors."""
        self["version"].data, self["version"].raw_data = version, None


class ManyForm(DecisionForm):
    """The same decision on every line that is ticked."""

    rows = SelectMultipleField(_l("Items"), choices=[], validate_choice=False)

    def ticked(self) -> list[Ticked]:
        """The lines that were ticked; what is no line is left out."""
        read = (_row(text) for text in (self["rows"].data or [])[:100])
        return [row for row in read if row is not None]


def _row(text: str) -> Ticked | None:
    kind, _dash, rest = text.partition("-")
    id, _dash, seen = rest.partition("-")
    if kind not in list(ItemKind) or not (id.isdecimal() and seen.isdecimal()):
        return None
    return Ticked(ItemKind(kind), int(id[:18]), int(seen[:18]))


class RuleForm(PortalForm):
    """Another value of a rule, from a day on."""

    key = EnumField(_l("Rule"), RuleKey)
    value = IntegerField(_l("Value"), [InputRequired(MANDATORY)])
    starts_on = DayField(_l("In force from"), [InputRequired(MANDATORY)])
    legal_basis = TextAreaField(
        _l("Legal basis"),
        [InputRequired(MANDATORY), Length(max=500)],
        description=_l("Number, day and issuer of the document"),
    )

    def values(self) -> dict[str, Any]:
        """The rule's row by attribute names."""
        names = ("key", "value", "starts_on", "legal_basis")
        return {name: self[name].data for name in names}
