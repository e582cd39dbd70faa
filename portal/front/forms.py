"""The sample form of the style guide."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional

from portal.core.forms import MANDATORY, DayField, PortalForm


class SampleForm(PortalForm):
    """One field of each kind."""

    full_name = StringField(_l("Full name"), [DataRequired(MANDATORY)])
    day = DayField(_l("Day"), [Optional()])
    degree = SelectField(_l("Choice"), choices=[("a", _l("First")), ("b", _l("Second"))])
    audience = RadioField(
        _l("One of several"), choices=[("a", _l("First")), ("b", _l("Second"))], default="a"
    )
    reason = TextAreaField(_l("Text"), [Optional()])
    scan = FileField(_l("File"), [Optional()])
    agreed = BooleanField(_l("I agree"))
