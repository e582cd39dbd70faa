"""What recognition holds about a person; scores and votes of councils are secret by rule."""

from flask_babel import lazy_gettext as _l

from portal.recognition.models import Endorsement, Honour, Nomination
from portal.registry.held import Rows, held, rows_of
from portal.registry.models import Person


@held("nominations", _l("Nominations of the person"), Nomination)
def nominations(person: Person) -> Rows:
    return rows_of(Nomination, Nomination.person_id == person.id)


@held("honours", _l("Honours conferred"), Honour)
def honours(person: Person) -> Rows:
    return rows_of(Honour, Honour.person_id == person.id)


@held("endorsements", _l("Endorsements the person wrote"), Endorsement)
def endorsements(person: Person) -> Rows:
    return rows_of(Endorsement, Endorsement.person_id == person.id)
