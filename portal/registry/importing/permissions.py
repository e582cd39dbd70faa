"""Who may look at what was handed in and decide on it: only the one who handed it in."""

from typing import Any

from portal.core.access import predicate, writing
from portal.registry.importing.models import ImportSubject
from portal.registry.permissions import is_not_merged, keeps_the_profile, looks_after


@predicate
def handed_it_in(actor: Any, thing: Any) -> bool:
    return actor is not None and thing.started_by_id == actor.id


@predicate
def is_of_a_record(_actor: Any, thing: Any) -> bool:
    return thing.subject is ImportSubject.RECORD


DECIDE_ON_IMPORT = writing(
    handed_it_in & is_of_a_record & (keeps_the_profile | looks_after) & is_not_merged, hidden=True
)
