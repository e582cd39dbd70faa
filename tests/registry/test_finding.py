"""The directory finds by facets, places of before, beginnings and misspellings, and counts the truth."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from portal.core.db import db
from portal.core.search import current_engine, follow
from portal.core.search.tantivy_engine import TantivyEngine
from portal.core.unit_of_work import Portal
from portal.registry.facet_links import asked_of
from portal.registry.find import find_people
from portal.registry.models import Audience, DegreeLevel, ItemState, Person, Sector
from portal.registry.models.facet import FacetName
from portal.registry.profile import profile_of
from portal.registry.queries.places import old_place, old_places_named
from portal.registry.suggest import suggestions
from portal.units import actions as units
from portal.units.models import Unit, UnitKind
from tests.factories.registry import (
    make_appointment,
    make_degree,
    make_keyword,
    make_person,
    make_person_field,
    make_research_field,
)
from tests.factories.units import make_document, make_unit
from tests.registry.conftest import Counter as Statements


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest, app: Portal, monkeypatch: Any, tmp_path: Any) -> str:
    """Both engines: one leaves the question without words to the database, the other answers it."""
    if request.param == "tantivy":
        monkeypatch.setitem(app.extensions, "search", TantivyEngine(tmp_path / "index"))
    return str(request.param)


def found(**asked: Any) -> list[str]:
    db.session.commit()
    arguments = MultiDict({name: str(value) for name, value in asked.items()})
    return [person.full_name for person in find_people(asked_of(arguments)).page.items]


def crowd(commune: Unit, office: Unit) -> list[Person]:
    """People of every shade: shown and hidden, with items for every circle."""
    field = make_research_field()
    people = []
    for at, audience in enumerate([*Audience, *Audience]):
        person = make_person(
            sector=Sector.HEALTH, commune=commune if at % 2 else None, is_public=at != 5
        )
        make_degree(person, visibility=audience, state=ItemState.VERIFIED, level=DegreeLevel.MASTER)
        make_degree(person, level=DegreeLevel.BACHELOR)
        make_appointment(person, unit=office, visibility=audience)
        make_person_field(person, field=field, visibility=audience)
        people.append(person)
    merged = make_person(sector=Sector.HEALTH, commune=commune)
    merged.is_public, merged.merged_into_id = False, people[0].id
    return people


def test_every_count_is_what_the_public_would_count_by_hand(
    engine: str, commune: Unit, province: Unit
) -> None:
    office = make_unit(province, name="Sở Y tế")
    people = [one for one in crowd(commune, office) if one.is_public]
    db.session.commit()
    by_hand: dict[FacetName, Counter[str]] = {name: Counter() for name in FacetName}
    for person in people:
        profile = profile_of(person, Audience.PUBLIC)
        items = {kind: [line.item for line in lines] for kind, lines in profile.lines.items()}
        by_hand[FacetName.SECTOR][person.sector or ""] += 1
        heights = [list(DegreeLevel).index(one.level) for one in items.get("degree", ())]  # type: ignore[call-overload]
        by_hand[FacetName.LEVEL][list(DegreeLevel)[max(heights)].value] += 1
        for name, kind in ((FacetName.UNIT, "appointment"), (FacetName.FIELD, "field")):
            for one in items.get(kind, ()):  # type: ignore[call-overload]
                value = str(one.unit_id) if kind == "appointment" else one.field.code
                by_hand[name][value] += 1
        if person.commune_id:
            by_hand[FacetName.LOCALITY].update({str(commune.id): 1, str(province.id): 1})
        if any(one.is_verified for lines in items.values() for one in lines):
            by_hand[FacetName.VERIFIED]["yes"] += 1
    counts = find_people(asked_of(MultiDict())).counts
    assert {name: dict(values) for name, values in counts.items()} == {
        name: dict(values) for name, values in by_hand.items()
    }


def test_what_is_chosen_in_a_filter_does_not_narrow_its_own_counts(engine: str) -> None:
    for level in (DegreeLevel.MASTER, DegreeLevel.MASTER, DegreeLevel.DOCTOR):
        make_degree(make_person(sector=Sector.LAW), level=level)
    make_degree(make_person(sector=Sector.HEALTH), level=DegreeLevel.DOCTOR)
    db.session.commit()
    asked = asked_of(MultiDict([("level", "doctor"), ("sector", "law")]))
    counts = find_people(asked).counts
    assert dict(counts[FacetName.LEVEL]) == {"master": 2, "doctor": 1}
    assert dict(counts[FacetName.SECTOR]) == {"law": 1, "health": 1}


def test_choosing_a_department_finds_the_people_of_what_is_below_it(engine: str) -> None:
    office = make_unit(name="Sở Khoa học")
    make_appointment(make_person(full_name="Lò Văn Ở"), unit=make_unit(office, name="Trung tâm"))
    assert found(unit=office.id) == ["Lò Văn Ở"]


@pytest.mark.parametrize("sort", ["given", "full", "updated", "best"])
def test_every_order_is_stable(engine: str, sort: str) -> None:
    for _ in range(3):
        make_person(full_name="Nguyễn Văn An")
    assert found(sort=sort) == found(sort=sort) == ["Nguyễn Văn An"] * 3


def test_the_latest_update_comes_first_with_words_too(engine: str) -> None:
    first, second = make_person(full_name="Trần Thị Một"), make_person(full_name="Trần Thị Hai")
    second.updated_at = first.updated_at.replace(year=2020)
    assert found(sort="updated") == ["Trần Thị Một", "Trần Thị Hai"]
    assert found(sort="updated", q="tran thi") == ["Trần Thị Một", "Trần Thị Hai"]


# Places of before 1/7/2025


@pytest.fixture
def district(province: Unit) -> Unit:
    """A district of three communes; on 1/7/2025 one went whole to a ward, one in parts."""
    district = make_unit(province, name="Huyện Phú Lương", kind=UnitKind.DISTRICT)
    return district


def split(district: Unit, province: Unit) -> tuple[Unit, Unit]:
    whole, parted = (
        make_unit(district, name=name, kind=UnitKind.COMMUNE) for name in ("Xã Trên", "Xã Dưới")
    )
    ward = make_unit(province, name="Phường Mới", kind=UnitKind.COMMUNE)
    other = make_unit(province, name="Xã Khác", kind=UnitKind.COMMUNE)
    day, paper = date(2025, 7, 1), make_document()
    units.merge_units([whole], ward, on=day, document=paper)
    units.merge_units([parted], other, on=day, document=paper, shares={parted.id: Decimal("0.4")})
    units.close_unit(district, on=date(2025, 6, 30))
    db.session.flush()
    return ward, other


def test_an_old_district_finds_who_lives_in_what_took_it_over(
    engine: str, district: Unit, province: Unit
) -> None:
    ward, other = split(district, province)
    make_person(full_name="Người Phường Mới", commune=ward)
    make_person(full_name="Người Xã Khác", commune=other)
    make_person(full_name="Người Nơi Xa", commune=make_unit(province, kind=UnitKind.COMMUNE))
    assert sorted(found(was=district.id)) == ["Người Phường Mới", "Người Xã Khác"]


def test_the_page_says_what_was_taken_over_only_in_part(
    client: FlaskClient, district: Unit, province: Unit
) -> None:
    ward, other = split(district, province)
    make_person(commune=other)
    db.session.commit()
    page = client.get("/people", query_string={"was": district.id}).text
    assert "Huyện Phú Lương" in page
    assert "30/06/2025" in page
    assert f'locality={other.id}">Xã Khác</a> (một phần)' in page
    assert f'locality={ward.id}">Phường Mới</a>,' in page


def test_a_place_of_today_is_no_old_place(commune: Unit) -> None:
    assert old_place(commune.id) is None
    assert old_place(999_999) is None


def test_old_places_are_found_by_their_names_in_the_filter_of_places(
    client: FlaskClient, district: Unit, province: Unit
) -> None:
    ward, _other = split(district, province)
    make_person(commune=ward)
    db.session.commit()
    assert [id for id, _name, _parent in old_places_named("phu luong")] == [district.id]
    page = client.get("/people/filters/locality?find=phu+luong").text
    assert f'href="/people?was={district.id}"' in page


def test_a_long_filter_shows_the_largest_and_a_page_with_all(client: FlaskClient) -> None:
    for number in range(12):
        make_person_field(field=make_research_field(name=f"Ngành số {number}"))
    db.session.commit()
    assert "/people/filters/field" in client.get("/people").text
    page = client.get("/people/filters/field").text
    assert all(f"Ngành số {number}" in page for number in range(12))
    page = client.get("/people/filters/field?find=nganh+so+7").text
    assert "Ngành số 7" in page
    assert "Ngành số 3" not in page
    assert client.get("/people/filters/nonsense").status_code == 404


# Beginnings


def told(typed: str) -> list[str]:
    db.session.commit()
    return [one.text for one in suggestions(typed)]


def test_a_beginning_proposes_names_keywords_fields_and_places(
    app: Portal, engine: str, province: Unit
) -> None:
    person = make_person(
        full_name="Hoàng Thị Hoa",
        commune=make_unit(province, name="Xã Hoa Sơn", kind=UnitKind.COMMUNE),
    )
    make_keyword(person, word="hoa lan rừng")
    make_person_field(person, field=make_research_field(name="Hoá học"))
    make_keyword(person, word="hoang mạc", visibility=Audience.OFFICERS)
    with app.test_request_context():
        assert told("hoa") == ["Hoàng Thị Hoa", "hoa lan rừng", "Hoá học", "Xã Hoa Sơn"]
        assert told("h") == []


def test_what_is_spelt_as_typed_comes_first(app: Portal, engine: str) -> None:
    for name in ("Lê Hòa", "Lê Hoa", "Lê Họa"):
        make_person(full_name=name)
    with app.test_request_context():
        assert told("lê hoa")[0] == "Lê Hoa"
        assert told("lê hoạ")[0] == "Lê Họa"
        assert len(told("le hoa")) == 3


def test_hidden_people_and_words_are_never_proposed(app: Portal, engine: str) -> None:
    make_person(full_name="Vũ Kín Tiếng", is_public=False)
    person = make_person(full_name="Vũ Mở")
    make_keyword(person, word="kín đáo", visibility=Audience.REGISTERED)
    with app.test_request_context():
        assert told("kin") == []


def test_the_box_asks_a_public_address(client: FlaskClient) -> None:
    make_person(full_name="Đặng Thị Mơ")
    db.session.commit()
    (one,) = client.get("/people/suggest?q=dang+thi").json
    assert one["text"] == "Đặng Thị Mơ"
    assert one["url"].startswith("/people/")


def test_the_expert_finder_proposes_topics_that_lead_to_who_knows_them(
    client: FlaskClient, engine: str
) -> None:
    person = make_person(full_name="Hoàng Thị Hoa")
    make_keyword(person, word="hoa lan rừng")
    make_person_field(person, field=make_research_field(name="Hoá học"))
    db.session.commit()
    found = client.get("/people/suggest?topics=1&q=hoa").json
    assert [one["text"] for one in found] == ["hoa lan rừng", "Hoá học"]
    assert "Hoàng Thị Hoa" in client.get(found[0]["url"]).text
    assert client.get("/people/suggest?topics=1&q=h").json == []


# Misspellings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("thuy dein", "thủy điện"), ("thuyr điện", "thủy điện"), ("thủy điện", None), ("xqzw", None)],
)
def test_a_misspelling_leads_to_the_spelling_that_finds(
    engine: str, typed: str, meant: str | None
) -> None:
    for _ in range(3):
        make_keyword(make_person(), word="thủy điện nhỏ")
    make_keyword(make_person(), word="dein mật", visibility=Audience.OWNER)
    db.session.commit()
    assert find_people(asked_of(MultiDict({"q": typed}))).suggestion == meant


def test_a_proposal_is_a_link_that_finds_somebody(client: FlaskClient) -> None:
    make_person(full_name="Nguyễn Thị Hạnh")
    db.session.commit()
    page = client.get("/people", query_string={"q": "nguyen thi hanhh"}).text
    assert "nguy%e1%bb%85n" in page.lower()


def test_the_directory_asks_as_often_for_thirty_as_for_one(
    client: FlaskClient, engine: str, statements: Statements, commune: Unit
) -> None:
    asked = []
    for more in (1, 29):
        for _ in range(more):
            person = make_person(commune=commune, sector=Sector.LAW)
            make_degree(person)
            make_person_field(person)
        db.session.commit()
        client.get("/people?sector=law")
        db.session.remove()
        with statements() as seen:
            assert client.get("/people?sector=law").status_code == 200
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_the_index_in_step_and_the_database_count_alike(
    app: Portal, commune: Unit, province: Unit, tmp_path: Any, monkeypatch: Any
) -> None:
    crowd(commune, make_unit(province))
    db.session.commit()
    by_database = find_people(asked_of(MultiDict()))
    monkeypatch.setitem(app.extensions, "search", TantivyEngine(tmp_path / "index"))
    follow.follow(current_engine())
    by_index = find_people(asked_of(MultiDict()))
    assert by_index.counts == by_database.counts
    assert [one.id for one in by_index.page.items] == [one.id for one in by_database.page.items]
