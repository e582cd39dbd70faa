"""The shared files that are no record of one person: the hub's staff list, territories, name parts.

Those that are stand in `formats/test_shared_files.py` and `test_import_actions.py`.
"""

import json
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.text import exact, fold
from portal.registry.importing.models import ImportRow, RowStanding
from portal.registry.names import parse_name
from portal.registry.staff import actions
from portal.units import territories
from portal.units.models import UnitKind
from portal.units.queries import named, successors, unit_named
from tests.factories.accounts import make_account
from tests.factories.units import make_unit
from tests.registry.staff.conftest import hand_in, upload

LISTED = date(2026, 7, 25)
OLD = date(2025, 6, 30)
HERE = {
    *("bibtex/vietnamese_latex_accents.bib", "csv/nz-orcid-hub_example_affiliations.csv"),
    *("crossref/citeproc_10.1126_science.169.3946.635.json", "crossref/list_works_sample_2.json"),
    "crossref/work_10.1371_journal.pone.0033693.json",
    *("crossref/work_10.3892_ijo_00000353.json", "names/cldr_vi_person_names.txt"),
    *("names/name_cases.csv", "names/vietnamese_name_parts.json"),
    *("orcid/read_record-full-3.0.json", "orcid/write_bulk-works-100-works-3.0.json"),
    *("orcid/write_education-3.0.json", "orcid/write_membership-3.0.json"),
    *("orcid/write_work-51-contributors-3.0.json", "ris/example_basic.ris", "ris/example_bom.ris"),
    *("ris/example_full.ris", "ris/multiline.ris", "vietnam-admin/administrative_regions.json"),
    *("vietnam-admin/administrative_units.json", "vietnam-admin/converter_63_to_34.json"),
    "vietnam-admin/provinces_wards_2026-07-25.json",
}


def read(shared: Path, name: str) -> Any:
    return json.loads((shared / "registry" / name).read_text("utf-8"))


def test_every_shared_file_is_named_in_a_test(shared: Path) -> None:
    folder = shared / "registry"
    assert {path.relative_to(folder).as_posix() for path in folder.glob("*/*")} == HERE
    texts = "".join(path.read_text("utf-8") for path in Path("tests").rglob("test_*.py"))
    for name in HERE:
        texts_of_others = texts.replace(f'"{name}"', "", 1)
        assert name.rsplit("/", 1)[1] in texts_of_others, name


def test_the_hubs_sample_gives_two_people_and_keeps_its_partial_dates(shared: Path) -> None:
    school = make_unit(name="Home Organisation", kind=UnitKind.INSTITUTION)
    officer = make_account(Role.PEOPLE_OFFICER, school)
    content = (shared / "registry/csv/nz-orcid-hub_example_affiliations.csv").read_bytes()
    task = hand_in(school, officer, content, name="affiliations.csv")
    rows = db.session.scalars(
        db.select(ImportRow).filter_by(task_id=task.id).order_by(ImportRow.number)
    ).all()
    assert [row.standing for row in rows] == [RowStanding.NEW] * 3
    post, study, other = (row.parsed["told"] for row in rows)
    assert post["basics"]["full_name"] == "Alice Contributor 1"
    assert post["appointment"]["role"] == "Professor"
    assert (post["appointment"]["starts"], post["appointment"]["ends"]) == ("2018-06-01", None)
    assert (study["training"]["starts"], study["training"]["ends"]) == ("2016", "2017-12")
    assert other["training"]["ends"] == "2018"
    assert rows[1].parsed["with_row"] == rows[0].number
    assert "with_row" not in rows[2].parsed


def test_the_hubs_sample_again_is_the_same_list(shared: Path) -> None:
    school = make_unit(name="Home Organisation", kind=UnitKind.INSTITUTION)
    officer = make_account(Role.PEOPLE_OFFICER, school)
    content = (shared / "registry/csv/nz-orcid-hub_example_affiliations.csv").read_bytes()
    first = hand_in(school, officer, content, name="a.csv")
    again = actions.begin_list(school, upload(content, "b.csv"), day=None, actor=officer)
    assert again.id == first.id


@pytest.mark.timeout(120)
def test_the_shipped_territories_are_those_of_the_lists(shared: Path) -> None:
    """By province and name, but for tones' places and kinds of apostrophes; codes are never mixed:
    one of them differs. Each old province leads to the one that the conversion names."""
    territories.load()
    ours = {
        version.unit_id: version
        for version in db.session.scalars(
            named(LISTED, kinds=[UnitKind.PROVINCE, UnitKind.COMMUNE])
        )
    }
    codes = {
        (exact(ours[version.parent_id].name), exact(version.name)): version.official_code
        for version in ours.values()
        if version.parent_id is not None
    }
    listed = read(shared, "vietnam-admin/provinces_wards_2026-07-25.json")
    theirs = {
        (exact(province["FullName"]), exact(ward["FullName"])): ward["Code"]
        for province in listed
        for ward in province["Wards"]
    }
    assert (len(listed), len(theirs)) == (34, 3_321)
    assert codes.keys() == theirs.keys()
    differing = {place for place in codes if codes[place] != theirs[place]}
    assert differing == {(exact("Tỉnh Quảng Ninh"), exact("Xã Ba Chẽ"))}
    words = [one["ShortName"] for one in read(shared, "vietnam-admin/administrative_units.json")]
    assert all(version.name.startswith(tuple(words)) for version in ours.values())
    today = {joined(version.name): version.unit_id for version in provinces(LISTED)}
    before = {joined(version.name): version.unit_id for version in provinces(OLD)}
    conversion = read(shared, "vietnam-admin/converter_63_to_34.json")["DICT_PROVINCE"]
    assert sum(map(len, conversion.values())) == 63
    for new, parts in conversion.items():
        heir = today.get(new) or today[new.replace("tinh", "thanhpho", 1)]
        for old in parts:
            assert heir in (before[old], *heirs_of(before[old])), (old, new)


def provinces(day: date) -> Any:
    return db.session.scalars(named(day, kinds=[UnitKind.PROVINCE]))


def heirs_of(unit_id: int) -> list[int]:
    return [succession.to_unit_id for succession in successors(unit_id)]


def joined(name: str) -> str:
    return "".join(filter(str.isalnum, fold(name)))


def test_a_commune_of_the_old_list_is_not_found_by_its_name_alone(shared: Path) -> None:
    """Names repeat over the country, so that a place is told by its province too."""
    names = [
        ward["FullName"]
        for province in read(shared, "vietnam-admin/provinces_wards_2026-07-25.json")
        for ward in province["Wards"]
    ]
    twice = {name for name in names if names.count(name) > 1}
    assert "Xã Tân Thành" in twice
    for number in (1, 2):
        province = make_unit(name=f"Tỉnh {number}", kind=UnitKind.PROVINCE)
        make_unit(province, name="Xã Tân Thành", kind=UnitKind.COMMUNE)
    assert len(unit_named("Xã Tân Thành", on=LISTED, kinds=[UnitKind.COMMUNE])) == 2


def test_the_regions_are_eight_and_named_in_two_languages(shared: Path) -> None:
    regions = read(shared, "vietnam-admin/administrative_regions.json")
    assert len(regions) == 8
    assert all(one["Name"] and one["NameEn"] for one in regions)


def test_every_name_of_the_shared_parts_comes_apart_where_it_was_joined(shared: Path) -> None:
    """Family name first, in every combination; only a family name that is also two is left to people."""
    parts = read(shared, "names/vietnamese_name_parts.json")
    families = [*parts["last_names"], *parts["family_weight_estimate"]]
    given = [one for sex in ("female", "male", "unisex") for one in parts[f"first_names_{sex}"]]
    wrong = [
        (family, middle, name)
        for family, middle, name in product(families, parts["middle_names"], given)
        if (parsed := parse_name(f"{family} {middle} {name}"))
        and (parsed.family, parsed.middle, parsed.given) != (family, middle, name)
    ]
    assert wrong == []
