"""What councils hold about a person: the seats. What is said of anybody there is in the minutes."""

from flask_babel import lazy_gettext as _l

from portal.councils.models import AgendaItemPerson, CouncilMember
from portal.registry.held import Rows, held, leave_out, rows_of
from portal.registry.models import Person


@held("seats", _l("Seats on councils"), CouncilMember)
def seats(person: Person) -> Rows:
    return rows_of(CouncilMember, CouncilMember.person_id == person.id)


leave_out(AgendaItemPerson, "what a council deliberates on is told by its minutes and decisions")
