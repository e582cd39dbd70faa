"""Where the marks stand: inside the picture, in their order, whatever the dates are."""

import pytest

from portal.registry.lines import Line
from portal.registry.models import Appointment, Degree, HonoraryTitle
from portal.registry.pictures.shapes import career_of, ring


def post(starts: str | None, ends: str | None = None) -> Line:
    return Line(Appointment(role="Bác sĩ", starts=starts, ends=ends), "Bác sĩ")


def degree(awarded: str | None) -> Line:
    return Line(Degree(awarded=awarded), "Thạc sĩ")


def test_a_career_runs_from_its_first_year_to_today() -> None:
    career = career_of([post("2016-07"), degree("2006"), post("2006", "2011")], today=2026)
    assert [(round(mark.x), round(mark.width)) for mark in career.marks] == [
        (0, 0),
        (0, 24),
        (50, 50),
    ]
    assert [mark.is_post for mark in career.marks] == [False, True, True]


def test_what_has_no_date_is_left_out_and_an_empty_career_has_no_picture() -> None:
    assert career_of([post(None), degree(None)], today=2026).marks == []
    title = Line(HonoraryTitle(name="NGƯT", year=2020), "NGƯT")
    assert len(career_of([title], today=2026).marks) == 1


@pytest.mark.parametrize("first", [1926, 1990, 2020, 2025, 2026])
def test_a_few_round_years_stand_below(first: int) -> None:
    career = career_of([post(str(first))], today=2026)
    assert 1 <= len(career.ticks) <= 8
    assert all(0 <= x <= 100 for _year, x in career.ticks)


def test_the_ring_keeps_everybody_inside_and_apart() -> None:
    for number in (1, 2, 7, 24):
        nodes = ring([(n, f"Người {n}", f"/people/{n}", 1) for n in range(number)])
        assert len({(round(one.x, 3), round(one.y, 3)) for one in nodes}) == number
        assert all(10 <= one.x <= 90 and 10 <= one.y <= 90 for one in nodes)
