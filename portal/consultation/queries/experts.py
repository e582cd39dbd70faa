"""Experts for a draft: people of the registry, found by topic, with load and conflict shown."""

from dataclasses import dataclass

from portal.consultation.models import Consultation
from portal.consultation.queries.desk import invitations_of, open_invitations
from portal.core.search import search
from portal.registry.models import Person
from portal.registry.queries.people import people_by_id

_MOST = 20


@dataclass(frozen=True)
class Candidate:
    """A person who may be invited: `load` open invitations, and why one might think twice."""

    person: Person
    load: int
    is_invited: bool
    works_there: bool
    has_address: bool

    @property
    def can_be_invited(self) -> bool:
        return not self.is_invited and self.has_address


def candidates(consultation: Consultation, words: str) -> list[Candidate]:
    """People whom the public search finds by these words, the best match first."""
    if not words:
        return []
    hits = search(words, kinds=["person"], size=_MOST).hits
    ids = [int(hit.key) for hit in hits]
    people, load = people_by_id(ids), open_invitations(ids)
    invited = {one.person_id for one in invitations_of(consultation) if one.state != "declined"}
    return [
        Candidate(
            person=person,
            load=load.get(person.id, 0),
            is_invited=person.id in invited,
            works_there=person.home_unit_id == consultation.unit_id,
            has_address=bool(person.contact_email or person.account_id),
        )
        for one in ids
        if (person := people.get(one)) is not None
    ]
