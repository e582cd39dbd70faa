"""Which person stands behind a name."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from portal.core.forms import MANDATORY, PortalForm
from portal.registry.forms.choices import PersonField


class LinkForm(PortalForm):
    person = PersonField(_l("Person"), validators=[InputRequired(MANDATORY)])
