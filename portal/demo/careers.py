"""Degrees, posts, ranks, titles, languages and awards of an invented person."""

from datetime import date
from random import Random

from portal.demo.bulk import Rows
from portal.demo.invented import Invented, Place, item
from portal.registry.models import (
    AcademicRank,
    Appointment,
    Degree,
    Distinction,
    HonoraryTitle,
    ItemKind,
    ItemState,
    JobCategory,
    LanguageSkill,
    RankKind,
    Verification,
)

_TITLES = {"y_hoc": ("Thầy thuốc Ưu tú", "TTƯT"), "giao_duc": ("Nhà giáo Ưu tú", "NGƯT")}
_LANGUAGES = (
    ("Tiếng Anh", "B1"),
    ("Tiếng Anh", "B2"),
    ("Tiếng Thái", "thành thạo"),
    ("Tiếng Mông", "giao tiếp"),
    ("Tiếng Trung Quốc", "HSK 3"),
)
_AWARDS = (
    ("Bằng khen của Chủ tịch Uỷ ban nhân dân tỉnh", "Uỷ ban nhân dân tỉnh Sơn Mẫu"),
    (
        "Giải Ba Hội thi sáng tạo kỹ thuật tỉnh",
        "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Sơn Mẫu",
    ),
    ("Chiến sĩ thi đua cấp tỉnh", "Uỷ ban nhân dân tỉnh Sơn Mẫu"),
)
_STATES = (ItemState.VERIFIED, ItemState.SUBMITTED, ItemState.DRAFT)


def write_career(rows: Rows, rng: Random, person: Invented, place: Place, today: date) -> None:
    """Add everything a person was and was given, in an order that a life allows."""
    born = today.year - person.age
    _degrees(rows, rng, person, place, born, today.year)
    _posts(rows, rng, person, place, born, today.year)
    _honours(rows, rng, person, today.year)
    if rng.random() < 0.3:
        language, level = rng.choice(_LANGUAGES)
        rows.add(LanguageSkill, **item(rng, person, language=language, level=level))


def _degrees(
    rows: Rows, rng: Random, person: Invented, place: Place, born: int, this_year: int
) -> None:
    year = born + rng.randint(22, 24)
    ladder = person.speciality.ladder
    discipline = rng.choice(person.speciality.disciplines)
    for level in ladder[: ladder.index(person.level) + 1]:
        state = rng.choices(_STATES, (55, 7, 38))[0]
        number = rows.add(
            Degree,
            **item(
                rng,
                person,
                state,
                level=level,
                discipline=discipline,
                organisation=rng.choice(person.speciality.schools),
                country="Việt Nam",
                awarded=str(min(year, this_year)),
            ),
        )
        if state is ItemState.VERIFIED:
            rows.add(
                Verification,
                item_kind=ItemKind.DEGREE,
                item_id=number,
                person_id=person.id,
                decision=ItemState.VERIFIED,
                verifier_id=place.officer_id,
                method="Đối chiếu bản sao có chứng thực (dữ liệu mẫu)",
            )
        year += rng.randint(4, 9)


def _posts(
    rows: Rows, rng: Random, person: Invented, place: Place, born: int, this_year: int
) -> None:
    speciality = person.speciality
    starts = born + rng.randint(23, 26)
    turn = min(this_year, starts + rng.randint(5, 14))
    last = min(this_year, born + 60) if person.is_retired else None
    first, second = (place.workplaces[rng.choice(speciality.workplaces)] for _ in range(2))
    periods: list[tuple[tuple[int, str], str, int, int | None]] = []
    if turn - starts > 4:
        periods.append((first, speciality.posts[0], starts, turn))
    post = rng.choice(speciality.posts[1:]) if periods else speciality.posts[0]
    periods.append((second if periods else first, post, turn if periods else starts, last))
    for (unit_id, organisation), role, begin, end in periods:
        rows.add(
            Appointment,
            **item(
                rng,
                person,
                unit_id=unit_id,
                organisation=organisation,
                role=role,
                job_category=JobCategory.PUBLIC_EMPLOYEE,
                starts=str(begin),
                ends=str(max(begin, end)) if end else None,
            ),
        )


def _honours(rows: Rows, rng: Random, person: Invented, this_year: int) -> None:
    ladder = person.speciality.ladder
    if person.level is ladder[2] and rng.random() < 0.12:
        rows.add(
            AcademicRank,
            **item(
                rng,
                person,
                rank=RankKind.ASSOCIATE_PROFESSOR,
                discipline=person.speciality.disciplines[0],
                year=this_year - rng.randint(1, 10),
            ),
        )
    if person.age > 48 and person.speciality.key in _TITLES and rng.random() < 0.06:
        name, short = _TITLES[person.speciality.key]
        year = this_year - rng.randint(1, 9)
        rows.add(HonoraryTitle, **item(rng, person, name=name, abbreviation=short, year=year))
    if person.age > 32 and rng.random() < 0.16:
        name, issuer = rng.choice(_AWARDS)
        awarded = str(this_year - rng.randint(1, 12))
        rows.add(Distinction, **item(rng, person, name=name, issuer=issuer, awarded=awarded))
