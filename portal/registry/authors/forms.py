"""Which person stands behind a name."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from portal.core.forms import MANDATORY, PortalForm
from portal.registry.forms.choices import PersonField
from portal.registry.models import Person


class LinkForm(PortalForm):
    person = PersonField(_l("Person"), validators=[InputRequired(MANDATORY)])

    def named(self) -> Person:
        """The person of a valid form."""
        person: Any = self.person.data
        return person
