"""Asking for a number."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired

from portal.core.forms import MANDATORY, PortalForm


class LookUpForm(PortalForm):
    """A DOI or an ORCID iD, with or without the address before it."""

    number = StringField(
        _l("DOI or ORCID iD"),
        [DataRequired(MANDATORY)],
        description=_l("For example 10.1371/journal.pone.0033693 or 0000-0002-1825-0097"),
    )
