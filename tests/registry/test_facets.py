"""The directory's facet values follow the facts, public ones only."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.recognition.models import HonourState
from portal.registry.facets import refresh_stale, stale_people
from portal.registry.models import (
    AcademicRank,
    Audience,
    Availability,
    DegreeLevel,
    ItemState,
    Person,
    PersonFacet,
    RankKind,
    Sector,
)
from portal.units import actions as units
from portal.units.models import Unit, UnitKind
from tests.factories.associations import make_association, make_member
from tests.factories.recognition import make_honour
from tests.factories.registry import (
    make_appointment,
    make_degree,
    make_person,
    make_person_field,
)
from tests.factories.units import make_document, make_unit


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 5, tzinfo=UTC)


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


def test_a_professor_is_no_longer_an_associate_professor() -> None:
    person = make_person()
    for rank, audience in (
        (RankKind.ASSOCIATE_PROFESSOR, Audience.PUBLIC),
        (RankKind.PROFESSOR, Audience.REGISTERED),
    ):
        db.session.add(AcademicRank(person=person, rank=rank, visibility=audience))
    assert facets_of(person) == {("rank", "associate_professor")}
    db.session.add(AcademicRank(person=person, rank=RankKind.PROFESSOR, visibility=Audience.PUBLIC))
    assert facets_of(person) == {("rank", "professor")}


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


def test_a_post_counts_for_the_unit_and_all_above_it_but_not_for_the_province(
    province: Unit,
) -> None:
    office = make_unit(province, name="Sở Y tế")
    ward = make_unit(office, name="Khoa Nội", kind=UnitKind.DIVISION)
    person = make_person()
    make_appointment(person, unit=ward)
    make_appointment(person, unit=make_unit(office), ends="2020")
    make_appointment(person, unit=make_unit(office), visibility=Audience.OFFICERS)
    assert facets_of(person) == {("unit", str(ward.id)), ("unit", str(office.id))}


def test_who_works_for_a_commune_counts_for_the_commune(commune: Unit) -> None:
    person = make_person()
    make_appointment(person, unit=commune)
    assert facets_of(person) == {("unit", str(commune.id))}


def test_people_live_in_the_commune_and_province_of_today(province: Unit, commune: Unit) -> None:
    person = make_person(commune=commune)
    assert facets_of(person) == {("locality", str(commune.id)), ("locality", str(province.id))}


def test_an_old_commune_taken_over_whole_counts_as_its_heir(province: Unit, commune: Unit) -> None:
    old = make_unit(province, name="Xã Cũ", kind=UnitKind.COMMUNE)
    person = make_person(commune=old)
    units.merge_units([old], commune, on=date(2025, 7, 1), document=make_document())
    db.session.commit()
    assert person.id in stale_people()
    assert refresh_stale() >= 1
    assert facets_of(person) == {("locality", str(commune.id)), ("locality", str(province.id))}
    assert stale_people() == []


@pytest.mark.parametrize(
    ("availability", "until", "shown"),
    [
        (Availability.OPEN, None, True),
        (Availability.LIMITED, date(2026, 3, 1), True),
        (Availability.LIMITED, date(2026, 2, 28), False),
        (Availability.CLOSED, None, False),
        (None, None, False),
    ],
)
def test_availability_counts_until_its_day(
    availability: Availability | None, until: date | None, shown: bool
) -> None:
    with clock.frozen(noon(2026, 3, 1)):
        person = make_person(availability=availability, availability_until=until)
        assert facets_of(person) == ({("availability", str(availability))} if shown else set())


def test_a_day_that_passes_makes_values_stale() -> None:
    with clock.frozen(noon(2026, 3, 1)):
        person = make_person(availability=Availability.OPEN, availability_until=date(2026, 3, 1))
        db.session.commit()
        assert stale_people() == []
    with clock.frozen(noon(2026, 3, 2)):
        assert stale_people() == [person.id]
        refresh_stale()
        assert facets_of(person) == set()


def test_a_membership_counts_while_its_member_lets_everyone_see_it() -> None:
    association = make_association()
    member = make_member(association)
    value = ("association", str(association.unit_id))
    assert facets_of(member.person) == {value}
    member.is_public = False
    assert facets_of(member.person) == set()


def test_an_honour_counts_once_it_stands_on_the_roll_and_no_more_when_revoked() -> None:
    honour = make_honour()
    assert ("honour", str(honour.title_id)) in facets_of(honour.person)
    honour.state = HonourState.REVOKED
    assert ("honour", str(honour.title_id)) not in facets_of(honour.person)


def test_an_item_that_everyone_sees_makes_its_person_fresh_a_private_one_does_not() -> None:
    with clock.frozen(noon(2026, 1, 1)):
        person = make_person()
        db.session.commit()
        before = person.updated_at
    with clock.frozen(noon(2026, 2, 1)):
        make_degree(person, visibility=Audience.OWNER)
        db.session.commit()
        assert person.updated_at == before
        make_degree(person)
        db.session.commit()
        assert person.updated_at > before


def test_a_merged_person_holds_nothing() -> None:
    person = make_person(sector=Sector.HEALTH)
    other = make_person()
    person.is_public, person.merged_into_id = False, other.id
    assert facets_of(person) == set()
