"""What the directory filters and counts by: public values only, rewritten with the facts."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model


class FacetName(StrEnum):
    FIELD = "field"
    RANK = "rank"
    LEVEL = "level"
    SECTOR = "sector"
    UNIT = "unit"
    """The workplace and all above it, as of today."""
    LOCALITY = "locality"
    """Commune and province of today."""
    ASSOCIATION = "association"
    HONOUR = "honour"
    AVAILABILITY = "availability"
    VERIFIED = "verified"


class PersonFacet(Model):
    """One public value of a public person. Derived: only `registry.facets` writes it."""

    __table_args__ = (Index("ix_person_facet_name_value", "name", "value", "person_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    name: Mapped[FacetName] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
