"""On a person's page: opinions on drafts that were accepted, with the person's leave to name them."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from portal.consultation.models import (
    PUBLIC_STATES,
    Consultation,
    Disposition,
    OfficialResponse,
    Opinion,
    OpinionState,
)
from portal.core.db import db
from portal.registry.models import Person
from portal.registry.sections import Answer, person_section

_MOST = 20


# Put together once, not for every page.
_ACCEPTED = (
    select(Opinion)
    .join(Opinion.response)
    .join(Opinion.consultation)
    .where(
        Opinion.person_id == bindparam("person_id"),
        Opinion.name_is_public.is_(True),
        Opinion.state == OpinionState.PUBLIC,
        Consultation.state.in_(PUBLIC_STATES),
        OfficialResponse.signed_at.is_not(None),
        OfficialResponse.disposition.in_([Disposition.ACCEPTED, Disposition.PARTLY]),
    )
    .options(
        joinedload(Opinion.response),
        joinedload(Opinion.consultation),
        joinedload(Opinion.provision),
    )
    .order_by(Opinion.id.desc())
    .limit(_MOST)
)


@person_section("opinions", rows=Opinion.person_id)
def accepted_opinions(person: Person, _actor: Any) -> Answer:
    """Opinions given under the person's own name that were accepted, wholly or in part."""
    opinions = db.session.scalars(_ACCEPTED, {"person_id": person.id}).all()
    return ("consultation/person_section.html", {"opinions": opinions}) if opinions else None
