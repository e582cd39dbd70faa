"""The directory's facet of associations: memberships that the member lets everyone see."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, select

from portal.associations.models import Association, Discipline, Membership
from portal.associations.queries.members import shown_on
from portal.registry.facet_sources import DAY, facet_source
from portal.registry.models import Person
from portal.registry.models.facet import FacetName


@facet_source(FacetName.ASSOCIATION, follows=(Membership, Discipline))
def memberships(among: ColumnElement[bool]) -> Select[Any, Any]:
    """The association's unit, as on the person's page: see `shown_on`."""
    return (
        select(Person.id, cast(Association.unit_id, Text))
        .join(Membership, Membership.person_id == Person.id)
        .join(Association, Association.id == Membership.association_id)
        .where(among, shown_on(DAY))
        .distinct()
    )
