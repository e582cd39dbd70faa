"""Invented people with their careers, made from a seed and written in batches."""

from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from random import Random

from portal.core import clock
from portal.core.changes import Change
from portal.core.text import fold, slug
from portal.demo.bulk import Rows
from portal.demo.careers import write_career
from portal.demo.invented import Invented, Place, item
from portal.demo.officers import address
from portal.demo.words.names import person_name
from portal.demo.words.professions import SPECIALITIES
from portal.demo.words.specialities import Speciality
from portal.demo.works import Shelf
from portal.registry.models import (
    Audience,
    Availability,
    DegreeLevel,
    Keyword,
    Person,
    PersonField,
    Sex,
    SourceKind,
    name_columns,
)

_SPECIALITY_WEIGHTS = tuple(accumulate(one.weight for one in SPECIALITIES))
_AVAILABLE = 5
"""One of twelve takes requests."""
_PENSION = {Sex.MALE: 61, Sex.FEMALE: 57}


def invent_people(rows: Rows, rng: Random, number: int, place: Place) -> Iterator[Invented]:
    """Add `number` people to `rows`, one after the other; the caller writes when it likes."""
    shelf = Shelf(rng)
    today = clock.today()
    for at in range(number):
        person = _person(rows, rng, place, today, at)
        write_career(rows, rng, person, place, today)
        _expertise(rows, rng, person, place)
        shelf.write_works(rows, person, today)
        rows.add_plain(Change, kind="person", key=str(person.id))
        yield person


def _person(rows: Rows, rng: Random, place: Place, today: date, at: int) -> Invented:
    speciality = rng.choices(SPECIALITIES, cum_weights=_SPECIALITY_WEIGHTS)[0]
    sex = rng.choice((Sex.FEMALE, Sex.MALE))
    full_name = person_name(rng, sex)
    age = round(rng.triangular(24, 79, 39))
    level = _level(rng, speciality, age)
    retired = age >= _PENSION[sex]
    is_public = rng.random() < 0.88
    workplace, organisation = place.workplaces[rng.choice(speciality.workplaces)]
    post = "Hội viên" if speciality.art and rng.random() < 0.2 else speciality.posts[0]
    born, month = today.year - age, rng.randint(1, 12)
    commune_id = rng.choice(place.communes)
    person_id = rows.add(
        Person,
        full_name=full_name,
        **name_columns(full_name),
        headline=_headline(speciality, post, organisation, retired),
        sector=speciality.sector,
        sex=sex,
        sex_visibility=rng.choices((Audience.PUBLIC, Audience.OFFICERS), (3, 7))[0],
        birth_date=f"{born}-{month:02d}",
        birth_year=born,
        birth_visibility=Audience.OFFICERS,
        contact_email=address(f"{slug(full_name)}.{at}") if at % 3 else "",
        home_unit_id=workplace,
        commune_id=commune_id,
        commune_visibility=Audience.PUBLIC,
        is_public=is_public,
        availability=Availability.OPEN if at % 12 == _AVAILABLE else None,
        paper_consent_on=date(2026, rng.randint(1, 9), rng.randint(1, 28)) if is_public else None,
        source=SourceKind.OFFICER,
        created_by_id=place.officer_id,
    )
    return Invented(
        person_id, full_name, sex, age, speciality, level, commune_id, retired, is_public
    )


def _headline(speciality: Speciality, post: str, organisation: str, retired: bool) -> str:
    if speciality.art:
        return f"{speciality.disciplines[0]}, {organisation}" if not retired else "Nghệ sĩ hưu trí"
    return f"Nguyên {post.lower()}, {organisation}" if retired else f"{post}, {organisation}"


def _level(rng: Random, speciality: Speciality, age: int) -> DegreeLevel:
    luck = rng.random()
    if age >= 36 and luck < 0.05:
        return speciality.ladder[2]
    if age >= 28 and luck < 0.36:
        return speciality.ladder[1]
    return speciality.ladder[0]


def _expertise(rows: Rows, rng: Random, person: Invented, place: Place) -> None:
    speciality = person.speciality
    for code in speciality.fields[: rng.choice((1, 1, 2))]:
        field = item(rng, person, field_id=place.fields[code])
        rows.add(PersonField, **(field | {"visibility": Audience.PUBLIC}))
    for word in rng.sample(speciality.keywords, k=rng.randint(1, min(4, len(speciality.keywords)))):
        rows.add(Keyword, **item(rng, person, word=word, folded=fold(word)))
