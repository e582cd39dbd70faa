"""The directory's facet values follow the facts, public ones only."""

from sqlalchemy import select

from portal.core.db import db
from portal.registry.models import Audience, DegreeLevel, ItemState, Person, PersonFacet, Sector
from tests.factories.registry import make_degree, make_person, make_person_field


def facets_of(person: Person) -> set[tuple[str, str]]:
    db.session.flush()
    query = select(PersonFacet).where(PersonFacet.person_id == person.id)
    return {(facet.name.value, facet.value) for facet in db.session.scalars(query)}


def test_a_person_counts_under_the_highest_public_degree() -> None:
    person = make_person()
    make_degree(person, level=DegreeLevel.MASTER)
    make_degree(person, level=DegreeLevel.DOCTOR)
    make_degree(person, level=DegreeLevel.DOCTOR_OF_SCIENCE, visibility=Audience.OFFICERS)
    assert facets_of(person) == {("level", "doctor")}


def test_hiding_the_profile_empties_its_facets() -> None:
    person = make_person(sector=Sector.HEALTH)
    field = make_person_field(person)
    assert facets_of(person) == {("sector", "health"), ("field", field.field.code)}
    person.is_public = False
    assert facets_of(person) == set()


def test_a_private_or_refused_degree_gives_no_facet() -> None:
    person = make_person()
    degree = make_degree(person, state=ItemState.VERIFIED)
    assert facets_of(person) == {("level", "doctor"), ("verified", "yes")}
    degree.visibility = Audience.REGISTERED
    assert facets_of(person) == set()
    degree.visibility, degree.state = Audience.PUBLIC, ItemState.REJECTED
    assert facets_of(person) == set()
