"""One field of science and technology."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from portal.core.forms import MANDATORY, PortalForm


class ResearchFieldForm(PortalForm):
    code = StringField(
        _l("Field code"),
        [DataRequired(MANDATORY), Length(max=7), Regexp(r"^\d+$", message=_l("Digits only."))],
    )
    name = StringField(_l("Name in Vietnamese"), [DataRequired(MANDATORY), Length(max=200)])
    name_en = StringField(_l("Name in English"), [Optional(), Length(max=200)])
    legal_basis = StringField(_l("Legal basis"), [Optional()])
