"""The shipped territories: complete, dated, findable by their old names."""

from datetime import date

import pytest
from sqlalchemy import func, select

from portal.core.db import db
from portal.units import queries, soundness, territories
from portal.units.models import Unit, UnitKind, UnitSuccession

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def loaded() -> None:
    territories.load()


def count(kind: UnitKind, day: date) -> int:
    versions = queries.named(day, kinds=[kind]).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(versions)) or 0


def test_the_numbers_of_each_day_are_the_official_ones() -> None:
    kinds = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
    assert [count(kind, BEFORE) for kind in kinds] == [63, 696, 10_035]
    assert [count(kind, AFTER) for kind in kinds] == [34, 0, 3_321]
    assert [count(kind, date(2026, 11, 1)) for kind in kinds] == [34, 0, 3_321]


def test_loading_twice_adds_nothing() -> None:
    assert territories.load() == {"units": 0, "versions": 0, "successions": 0}


def test_a_code_names_another_unit_on_another_day() -> None:
    names = [
        queries.name_of(unit, day)
        for day in (BEFORE, AFTER)
        if (unit := queries.unit_by_code("00004", on=day, kind=UnitKind.COMMUNE))
    ]
    assert names == ["Phường Trúc Bạch", "Phường Ba Đình"]


def test_chieng_son_takes_over_from_two_old_districts() -> None:
    [unit] = queries.unit_named("xa chieng son", on=AFTER)
    old = [row.from_unit for row in queries.predecessors(unit.id)]
    districts = {version.parent.name for one in old for version in one.versions if version.parent}
    assert districts == {"Huyện Vân Hồ", "Thị xã Mộc Châu"}


def test_dong_nai_is_a_city_since_30_april_2026() -> None:
    [unit] = queries.unit_named("Tỉnh Đồng Nai", on=AFTER)
    assert queries.name_of(unit, date(2026, 4, 29)) == "Tỉnh Đồng Nai"
    assert queries.name_of(unit, date(2026, 4, 30)) == "Thành phố Đồng Nai"


def test_every_unit_of_30_june_2025_that_ended_has_a_successor() -> None:
    followed = select(UnitSuccession.from_unit_id)
    ended = select(func.count(Unit.id)).where(
        Unit.ends_on == BEFORE, Unit.kind != UnitKind.DISTRICT, Unit.id.not_in(followed)
    )
    assert db.session.scalar(ended) == 0


def test_no_unit_has_two_versions_on_one_day() -> None:
    for day in (BEFORE, AFTER, date(2026, 4, 30)):
        versions = queries.named(day).order_by(None).subquery()
        twice = select(versions.c.unit_id).group_by(versions.c.unit_id).having(func.count() > 1)
        assert db.session.scalars(twice).all() == []


def test_the_shipped_facts_break_no_invariant() -> None:
    assert soundness.one_version_a_day() == []
    assert soundness.no_circles() == []
