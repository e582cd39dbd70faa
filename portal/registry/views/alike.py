"""Before a record is opened: who bears the same name already, of those the reader may know of."""

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.access import current_actor
from portal.core.errors import RuleBroken
from portal.registry.forms.people import NewPersonForm
from portal.registry.models import Person
from portal.registry.names import parse_name
from portal.registry.queries.people import people_bearing


def namesakes(form: NewPersonForm) -> Sequence[Person]:
    """Visible people of the name that was typed; nobody on a form that was not sent."""
    typed = form.full_name.data if form.is_submitted() else ""
    return people_bearing(parse_name(typed).name, actor=current_actor()) if typed else []


def check_namesakes(form: NewPersonForm) -> None:
    """Raise until the writer has looked at the namesakes and says that it is none of them."""
    if not form.anew.data and namesakes(form):
        raise RuleBroken(_("The registry knows people of this name. Look at them first."), "anew")
