"""Communes of a list: by code on a day, by name with its province; what is unclear is asked."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from portal.accounts.models import Account
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.unit_of_work import commit
from portal.registry.importing.models import ImportRow, RowStanding
from portal.registry.models import Person
from portal.registry.staff import actions
from portal.registry.staff.page import list_page
from portal.units.actions import close_unit
from portal.units.models import Unit, UnitKind
from tests.factories.units import make_unit
from tests.registry.staff.conftest import AN, hand_in, rows_of, take_all, told

CHANGE = date(2025, 7, 1)
HEAD = ("Họ và tên", "Mã xã", "Xã, phường", "Tỉnh, thành phố")


@pytest.fixture
def hue() -> Unit:
    return make_unit(name="Thành phố Huế", kind=UnitKind.PROVINCE)


@pytest.fixture
def lang_son() -> Unit:
    return make_unit(name="Tỉnh Lạng Sơn", kind=UnitKind.PROVINCE)


def commune(province: Unit, name: str, code: str = "", **given: Any) -> Unit:
    return make_unit(province, name=name, kind=UnitKind.COMMUNE, official_code=code, **given)


@pytest.fixture
def old_and_new(hue: Unit) -> tuple[Unit, Unit]:
    """Two communes that bore one code, one after the other."""
    old = commune(hue, "Phường Phúc Tân", "00070", starts_on=date(2000, 1, 1))
    close_unit(old, on=date(2025, 6, 30))
    new = commune(hue, "Phường Hoàn Kiếm", "00070", starts_on=CHANGE)
    db.session.flush()
    return old, new


def problem_of(row: ImportRow) -> str:
    assert row.standing is RowStanding.WRONG
    (problem,) = row.parsed["problems"]
    return str(problem["sentence"])


@pytest.mark.parametrize("written", [70, "70", "00070", "070", "'00070"])
def test_a_code_without_a_day_is_asked_about_and_never_guessed(
    school: Unit, officer: Account, old_and_new: tuple[Unit, Unit], written: Any
) -> None:
    task = hand_in(school, officer, [HEAD, (AN[0], written, "", "")])
    (row,) = rows_of(task)
    sentence = problem_of(row)
    assert all(word in sentence for word in ("00070", "Phúc Tân", "Hoàn Kiếm", "2025"))
    assert list_page(task, {}).asks_day
    with pytest.raises(RuleBroken):
        actions.accept_all(task, actor=officer)


@pytest.mark.parametrize("written", [70, "70", "00070"])
@pytest.mark.parametrize(("day", "at"), [(date(2025, 6, 30), 0), (CHANGE, 1), (None, None)])
def test_a_code_means_the_place_of_the_day_however_its_zeros_were_lost(
    school: Unit,
    officer: Account,
    old_and_new: tuple[Unit, Unit],
    written: Any,
    day: date | None,
    at: int | None,
) -> None:
    task = hand_in(school, officer, [HEAD, (AN[0], written, "", "")], day=day)
    found = told(task)[0]["basics"].get("commune_id")
    assert found == (None if at is None else old_and_new[at].id)


def test_the_answer_is_read_anew_and_taken_over(
    school: Unit, officer: Account, old_and_new: tuple[Unit, Unit]
) -> None:
    task = hand_in(school, officer, [HEAD, (AN[0], 70, "", "")])
    with pytest.raises(RuleBroken):
        actions.read_again(task, day=date(2999, 1, 1), encoding="", actor=officer)
    actions.read_again(task, day=date(2025, 3, 1), encoding="", actor=officer)
    commit()
    assert not list_page(task, {}).asks_day
    take_all(task, officer)
    assert db.session.scalars(select(Person.commune_id)).one() == old_and_new[0].id
    with pytest.raises(RuleBroken):
        actions.read_again(task, day=CHANGE, encoding="", actor=officer)


def test_a_code_in_the_column_of_names_is_a_code_all_the_same(
    school: Unit, officer: Account, old_and_new: tuple[Unit, Unit]
) -> None:
    task = hand_in(school, officer, [HEAD, (AN[0], "", 70, "")])
    assert list_page(task, {}).asks_day


def test_a_code_that_two_bore_on_one_day_is_asked_about(
    school: Unit, officer: Account, hue: Unit
) -> None:
    for name in ("Phường Vĩ Dạ", "Phường Kim Long"):
        commune(hue, name, "19750")
    task = hand_in(school, officer, [HEAD, (AN[0], "19750", "", "")], day=CHANGE)
    assert all(word in problem_of(rows_of(task)[0]) for word in ("Vĩ Dạ", "Kim Long"))


@pytest.mark.parametrize("written", ["99999", "123456", "7O", "-70"])
def test_a_code_that_nobody_bore_is_said(
    school: Unit, officer: Account, old_and_new: tuple[Unit, Unit], written: str
) -> None:
    task = hand_in(school, officer, [HEAD, (AN[0], written, "", "")], day=CHANGE)
    assert problem_of(rows_of(task)[0]).endswith(".")


def test_a_name_that_several_communes_bear_needs_its_province(
    school: Unit, officer: Account, hue: Unit, lang_son: Unit
) -> None:
    here, there = commune(hue, "Xã Tân Thanh"), commune(lang_son, "Xã Tân Thanh")
    near = commune(lang_son, "Xã Tân Thành")
    rows = [
        (AN[0], "", "Tân Thanh", ""),
        (AN[0] + " Hai", "", "Tân Thanh", "Huế"),
        (AN[0] + " Ba", "", "xã Tân Thanh", "tỉnh lạng sơn"),
        (AN[0] + " Tư", "", "Tan Thanh", "Lạng Sơn"),
        (AN[0] + " Năm", "", "Tân Thành", ""),
        (AN[0] + " Sáu", "", "Tân Thanh", "Sài Gòn"),
        (AN[0] + " Bảy", "", "Tân Thịnh", "Huế"),
    ]
    found = rows_of(hand_in(school, officer, [HEAD, *rows]))
    known = [row.parsed["told"]["basics"].get("commune_id") for row in found]
    assert known == [None, here.id, there.id, None, near.id, None, None]
    assert "Huế" in problem_of(found[0])
    assert "Lạng Sơn" in problem_of(found[0])
    assert "Xã Tân Thành" in problem_of(found[3])
    assert "Lạng Sơn" in problem_of(found[5])
    assert "Huế" in problem_of(found[6])
