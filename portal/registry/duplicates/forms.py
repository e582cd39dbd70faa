"""What an officer decides on a pair, and what anybody may report."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from portal.core.forms import MANDATORY, PortalForm
from portal.registry.duplicates.merging import BASICS, Choices
from portal.registry.duplicates.pairs import Pair
from portal.registry.forms.choices import PersonField, UnitField
from portal.registry.models import ItemKind, Person

LOW, HIGH = "low", "high"
_NOTE = 1_000


class MergeForm(PortalForm):
    """Which record stays, which value of each basic, which account, and what is not the same."""

    winner = RadioField(
        _l("The record that stays"),
        choices=[(LOW, ""), (HIGH, "")],
        validators=[InputRequired(MANDATORY)],
    )
    account = RadioField(
        _l("The account that keeps the profile"), validate_choice=False, validators=[Optional()]
    )
    apart = SelectMultipleField(_l("Items that are not the same"), validate_choice=False)
    note = TextAreaField(_l("Why they are one person"), validators=[Optional(), Length(max=_NOTE)])
    low_version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    high_version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def sides(self, pair: Pair) -> tuple[Person, Person]:
        """The record that stays, and the one that leads to it."""
        return (pair.low, pair.high) if self.winner.data == LOW else (pair.high, pair.low)

    def seen(self) -> tuple[int | None, int | None]:
        """The versions of the winner and the loser that the page was made of."""
        versions = (self.low_version.data, self.high_version.data)
        return versions if self.winner.data == LOW else versions[::-1]

    def choices(self, pair: Pair, typed: Any) -> Choices:
        """What was chosen; a basic nobody chose stays the winner's."""
        _winner, loser = self.sides(pair)
        side = HIGH if loser is pair.high else LOW
        kept = {LOW: pair.low, HIGH: pair.high}.get(self.account.data or "")
        return Choices(
            take=frozenset(name for name in BASICS if typed.get(f"basic-{name}") == side),
            kept_account_id=kept.account_id if kept else None,
            apart=frozenset(_named(one) for one in self.apart.data or () if _is_named(one)),
            reason=self.note.data or "",
        )


def _is_named(text: str) -> bool:
    kind, _sign, number = text.partition("-")
    return kind in list(ItemKind) and number.isdecimal() and len(number) < 10


def _named(text: str) -> tuple[ItemKind, int]:
    kind, _sign, number = text.partition("-")
    return ItemKind(kind), int(number)


class ApartForm(PortalForm):
    note = TextAreaField(
        _l("How you know that they are two people"),
        validators=[Optional(), Length(max=_NOTE)],
        id="apart-note",
    )


class TwoPeopleForm(PortalForm):
    """Any two records, compared by hand."""

    a = PersonField(_l("One record"), validators=[InputRequired(MANDATORY)])
    b = PersonField(_l("The other record"), validators=[InputRequired(MANDATORY)])

    def numbers(self) -> tuple[int, int]:
        """The numbers of the two records of a valid form, the lower first."""
        low, high = sorted(one.data.id for one in (self.a, self.b) if one.data is not None)
        return low, high

    class Meta(PortalForm.Meta):
        csrf = False


class ProposeForm(PortalForm):
    other = PersonField(_l("The other profile"), validators=[InputRequired(MANDATORY)])
    note = TextAreaField(_l("How one can tell"), validators=[Optional(), Length(max=_NOTE)])

    def named(self) -> Person:
        """The other profile of a valid form."""
        person: Any = self.other.data
        return person


class FilterForm(PortalForm):
    """Pairs of one unit and of what lies under it."""

    unit = UnitField(_l("Unit"), validators=[Optional()])

    class Meta(PortalForm.Meta):
        csrf = False
