"""The directory's facet of honours: what stands on the public roll."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, select

from portal.core.db import db
from portal.core.requests import row_number
from portal.recognition.models import AwardTitle, Certificate, Honour, HonourState
from portal.registry.facet_sources import facet_source
from portal.registry.models import Person
from portal.registry.models.facet import FacetName


def title_names(values: Collection[str]) -> Mapping[str, str]:
    """The names of award titles, in one statement."""
    ids = [id for id in map(row_number, values) if id is not None]
    query = select(AwardTitle.id, AwardTitle.name).where(AwardTitle.id.in_(ids))
    return {str(id): name for id, name in db.session.execute(query)} if ids else {}


@facet_source(FacetName.HONOUR, names=title_names, follows=(Honour, Certificate))
def honours(among: ColumnElement[bool]) -> Select[Any, Any]:
    """The titles of one's honours on the roll: revoked ones are not on it."""
    return (
        select(Person.id, cast(Honour.title_id, Text))
        .join(Honour, Honour.person_id == Person.id)
        .join(Certificate, Certificate.honour_id == Honour.id)
        .where(among, Honour.state != HonourState.REVOKED)
        .distinct()
    )
