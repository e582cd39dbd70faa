"""For whom experts are looked for: officers see what binds them."""

from flask_babel import lazy_gettext as _l

from portal.core.forms import PortalForm
from portal.registry.forms.choices import PersonField, UnitField


class PurposeForm(PortalForm):
    """A person or a unit in question; sent by GET, for it changes nothing."""

    class Meta(PortalForm.Meta):
        csrf = False

    for_person = PersonField(_l("To judge this person"))
    for_unit = UnitField(_l("To judge a matter of this unit"))

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, for the addresses of further pages."""
        return {"for_person": self.for_person.typed, "for_unit": self.for_unit.typed}
