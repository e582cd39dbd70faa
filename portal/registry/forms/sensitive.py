"""Sensitive facts: what is typed, and why somebody looks."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import Length, Optional
from wtforms.widgets import HiddenInput

from portal.core.forms import PartialDateField, PortalForm
from portal.registry.actions.sensitive import SensitiveInput
from portal.registry.forms.items import NotAfterToday
from portal.registry.sensitive import ethnic_groups

_KEEP = "keep"


def _groups() -> list[tuple[str, object]]:
    return [
        (_KEEP, _l("Leave as it is")),
        ("", _l("Not stated")),
        *((code, name) for code, name in ethnic_groups().items()),
    ]


class SensitiveForm(PortalForm):
    """Nothing kept is written into the page: an empty field leaves what is kept."""

    version = IntegerField(validators=[Optional()], widget=HiddenInput())
    """Empty while nothing is kept."""
    national_id = StringField(
        _l("Identity number"),
        [Optional(), Length(max=20)],
        description=_l("12 digits. Leave it empty to keep what is there."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    ethnicity = SelectField(_l("Ethnic group"), choices=_groups)
    party_joined = PartialDateField(_l("Day of joining the Party"), [Optional(), NotAfterToday()])
    remove = SelectField(_l("Remove"), choices=lambda: _removable(), validate_choice=False)

    def given(self) -> SensitiveInput:
        """What was typed; what is to be removed is an empty text."""
        gone = self.remove.data
        return SensitiveInput(
            national_id="" if gone == "national_id" else self.national_id.data or None,
            ethnicity=None if self.ethnicity.data == _KEEP else self.ethnicity.data,
            party_joined="" if gone == "party_joined" else self.party_joined.data or None,
        )


def _removable() -> list[tuple[str, object]]:
    return [
        ("", _l("Nothing")),
        ("national_id", _l("Identity number")),
        ("party_joined", _l("Day of joining the Party")),
    ]


class RevealForm(PortalForm):
    field = HiddenField(validators=[Length(max=40)])
    reason = StringField(_l("Why you need to see it"), [Optional(), Length(max=300)])
