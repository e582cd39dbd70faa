"""What is typed of a list."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from portal.core.forms import MANDATORY, PortalForm, VersionedForm
from portal.registry.forms.choices import UnitField
from portal.registry.models import PeopleList

_needed = DataRequired(MANDATORY)
NEW = "new"


class ListForm(VersionedForm):
    """A list's name, note and readers."""

    name = StringField(_l("Name of the list"), [_needed, Length(max=120)])
    note = TextAreaField(_l("Note"), [Optional(), Length(max=2_000)])
    unit = UnitField(
        _l("Share with the officers of a unit"),
        validators=[Optional()],
        description=_l("Leave it empty to keep the list to yourself."),
    )

    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the actions' arguments."""
        return {"name": self.name.data, "note": self.note.data or "", "unit": self.unit.data}


class NoteForm(VersionedForm):
    note = TextAreaField(_l("Note"), [Optional(), Length(max=2_000)])


class AddForm(PortalForm):
    """Onto which list people are put."""

    onto = RadioField(_l("List"), [_needed], default=NEW)
    name = StringField(_l("Name of the new list"), [Optional(), Length(max=120)])

    def offer(self, lists: list[PeopleList], new: str) -> "AddForm":
        """Fill the choices with the lists one keeps, and a new one."""
        self.onto.choices = [*((one.key, one.name) for one in lists), (NEW, new)]
        if lists and not self.is_submitted():
            self.onto.data = lists[0].key
        return self
