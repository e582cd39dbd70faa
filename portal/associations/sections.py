"""What a person's page shows of memberships: those that the member lets everyone see."""

from typing import Any

from portal.associations import queries
from portal.associations.models import Membership
from portal.core import clock
from portal.registry.models import Person
from portal.registry.sections import Answer, person_section


@person_section("memberships", rows=Membership.person_id)
def membership_section(person: Person, _actor: Any) -> Answer:
    """The same for every reader: the owner decides under My memberships."""
    memberships = queries.public_memberships_of(person, clock.today())
    if not memberships:
        return None
    return "associations/person_section.html", {"memberships": memberships}
