"""A person's honours on the person's page."""

from typing import Any

from portal.recognition.models import Honour
from portal.recognition.queries.honours import honours_of
from portal.registry.models import Person
from portal.registry.sections import Answer, person_section


@person_section("honours", rows=Honour.person_id)
def honours_section(person: Person, _actor: Any) -> Answer:
    """The honours of the roll: public for everybody."""
    honours = honours_of(person)
    return ("recognition/person_honours.html", {"honours": honours}) if honours else None
