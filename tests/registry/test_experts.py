"""The expert finder: who knows a topic, and by which public facts that shows."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from portal.accounts.actions.consents import give_consent
from portal.accounts.models import Account, ConsentPurpose
from portal.core.db import db
from portal.core.search.query import parse_topics
from portal.core.search.tantivy_engine import TantivyEngine
from portal.core.unit_of_work import Portal
from portal.registry.experts.asking import find_experts, wanted_of
from portal.registry.experts.weights import coverage, total, weight
from portal.registry.models import (
    Audience,
    Availability,
    ItemKind,
    ItemState,
    Person,
    ProjectRoleKind,
)
from portal.units.models import Unit
from tests.factories.accounts import make_account, sign_in
from tests.factories.registry import (
    make_appointment,
    make_contribution,
    make_degree,
    make_keyword,
    make_person,
    make_person_field,
    make_project_role,
    make_research_field,
    make_work,
)
from tests.factories.units import make_unit
from tests.registry.conftest import Counter as Statements


@pytest.fixture(params=["whoosh", "tantivy"], autouse=True)
def engine(request: pytest.FixtureRequest, app: Portal, monkeypatch: Any, tmp_path: Any) -> None:
    if request.param == "tantivy":
        monkeypatch.setitem(app.extensions, "search", TantivyEngine(tmp_path / "index"))


def ranked(topic: str, **filters: str) -> list[str]:
    db.session.commit()
    answer = find_experts(wanted_of(MultiDict({"topic": topic, **filters})))
    return [person.full_name for person, _case in answer.page.items]


def work_on(person: Person, title: str, **given: Any) -> None:
    values = {name: given.pop(name) for name in ("issued",) if name in given}
    make_contribution(person, work=make_work(title=title, **values), **given)


TOPICS = [
    ("chè cổ thụ", "Bảo tồn giống chè cổ thụ Tà Xùa", 1.0),
    ("che co thu", "Bảo tồn giống chè cổ thụ Tà Xùa", 1.0),
    ('"chè cổ thụ"', "Chè và cây cổ thụ", 0.0),
    ('"che co thu"', "Chè cổ thụ", 1.0),
    ("thủy điện nhỏ", "Nhà máy thuỷ điện Sơn La", 2 / 3),
    ("thủy điện nhỏ", "Nuôi cá nhỏ", 0.0),
]


@pytest.mark.parametrize(("topic", "text", "share"), TOPICS)
def test_a_text_covers_the_part_of_the_topic_that_it_holds(
    topic: str, text: str, share: float
) -> None:
    assert coverage(text, parse_topics(topic).topics[0]) == pytest.approx(share)


def test_commas_divide_topics_but_not_inside_quotation_marks() -> None:
    topics = parse_topics('chè cổ thụ; sạt lở, "nước, sạch"').topics
    assert [tuple(term.folded for term in topic) for topic in topics] == [
        (("che",), ("co",), ("thu",)),
        (("sat",), ("lo",)),
        (("nuoc", "sach"),),
    ]


def fact(**given: Any) -> float:
    values: dict[str, Any] = {"share": 1.0, "confirmed": False, "led": False, "year": 2025}
    return weight(ItemKind.CONTRIBUTION, **(values | given), now=2026)


def test_confirmed_recent_and_leading_weigh_more() -> None:
    assert fact(confirmed=True) > fact() > fact(year=2014) > fact(year=2000)
    assert fact(led=True) > fact() > fact(share=0.5)
    assert fact(year=2000) == fact(year=1970)
    assert total([3, 3]) > total([3])
    assert total([1] * 50) < 7


def test_words_without_marks_find_the_experts_and_confirmed_ones_first() -> None:
    stated, proven, other = (make_person(full_name=name) for name in ("Lê An", "Lê Ánh", "Lê Ảnh"))
    work_on(stated, "Chọn giống lúa nương chịu hạn")
    work_on(proven, "Chọn giống lúa nương chịu hạn", state=ItemState.VERIFIED)
    work_on(other, "Bệnh đạo ôn")
    assert ranked("lua nuong") == ["Lê Ánh", "Lê An"]


def test_a_recent_work_comes_before_an_old_one_and_a_leader_before_a_member() -> None:
    for name, year in (("Vũ Cũ", "1995"), ("Vũ Mới", "2025")):
        work_on(make_person(full_name=name), "Điện gió trên núi", issued=year)
    assert ranked("điện gió") == ["Vũ Mới", "Vũ Cũ"]
    for name, role in (("Tạ Dự", ProjectRoleKind.MEMBER), ("Tạ Dẫn", ProjectRoleKind.LEAD)):
        part = make_project_role(make_person(full_name=name), role=role)
        part.project.name = "Xử lý nước thải chế biến cà phê"
    assert ranked("nước thải") == ["Tạ Dẫn", "Tạ Dự"]


def test_who_knows_both_topics_comes_first() -> None:
    for name, words in (("Hà Một", ["chè"]), ("Hà Hai", ["chè", "sạt lở đất"]), ("Hà Ba", ["lúa"])):
        person = make_person(full_name=name)
        for word in words:
            make_keyword(person, word=word)
    assert ranked("chè, sạt lở") == ["Hà Hai", "Hà Một"]


def test_a_name_is_no_expertise() -> None:
    make_person(full_name="Nguyễn Thị Chè")
    make_keyword(make_person(full_name="Lý Thị Sen"), word="chè")
    assert ranked("chè") == ["Lý Thị Sen"]


def test_what_is_not_public_earns_no_rank() -> None:
    person = make_person(full_name="Cà Văn Kín")
    make_keyword(person, word="dệt thổ cẩm", visibility=Audience.REGISTERED)
    work_on(person, "Dệt thổ cẩm", visibility=Audience.OFFICERS)
    make_degree(person, discipline="Dệt thổ cẩm", state=ItemState.REJECTED)
    make_keyword(make_person(is_public=False), word="dệt thổ cẩm")
    assert ranked("dệt thổ cẩm") == []


def test_when_nobody_has_all_words_those_with_some_are_shown(client: FlaskClient) -> None:
    make_keyword(make_person(full_name="Mùa A Sử"), word="nuôi ong")
    assert ranked("nuôi ong hậu kỳ") == ["Mùa A Sử"]
    page = client.get("/experts", query_string={"topic": "nuôi ong hậu kỳ"}).text
    assert "Không ai có đủ các từ này" in page


def test_the_filters_narrow(commune: Unit) -> None:
    near = make_person(full_name="Quàng Thị Gần", commune=commune, availability=Availability.OPEN)
    far = make_person(full_name="Quàng Thị Xa", availability=Availability.CLOSED)
    for person in (near, far):
        make_keyword(person, word="y học cổ truyền")
    make_degree(far)
    topic = "y học cổ truyền"
    assert len(ranked(topic)) == 2
    assert ranked(topic, locality=str(commune.id)) == ["Quàng Thị Gần"]
    assert ranked(topic, level="doctor") == ["Quàng Thị Xa"]
    assert ranked(topic, available="1") == ["Quàng Thị Gần"]


def test_the_page_says_why_and_marks_the_words(client: FlaskClient) -> None:
    person = make_person(full_name="Đinh Thị Nga", availability=Availability.LIMITED)
    work_on(person, "Bảo tồn <i>dân ca</i> Mường", state=ItemState.VERIFIED, issued="2024")
    make_keyword(person, word="dân ca")
    db.session.commit()
    page = client.get("/experts?topic=dan+ca").text
    assert "&lt;i&gt;<mark>dân</mark> <mark>ca</mark>&lt;/i&gt;" in page
    assert "Công trình, tác phẩm: 1" in page
    assert "Từ khoá: 1" in page
    assert "(2024)" in page
    assert "Nhận ít yêu cầu" in page


def test_a_field_found_by_either_name_is_told_in_the_language_of_the_page(
    client: FlaskClient,
) -> None:
    field = make_research_field(name="Y tế", name_en="Health sciences")
    make_person_field(make_person(full_name="Đỗ Thị Mai"), field=field)
    db.session.commit()
    page = client.get("/experts?topic=health").text
    assert "Đỗ Thị Mai" in page
    assert "Y tế" in page
    assert "Health sciences" not in page


def test_an_empty_page_explains_itself_and_nonsense_finds_nobody(client: FlaskClient) -> None:
    assert client.get("/experts").status_code == 200
    assert client.get("/experts?topic=%22%22,,;").status_code == 200
    page = client.get("/experts?topic=xqzw&level=nonsense&unit=abc&page=99")
    assert page.status_code == 200
    assert "Không tìm thấy ai" in page.text


# What binds an expert to a case


def binding(client: FlaskClient, officer: Account, **purpose: str) -> str:
    db.session.commit()
    sign_in(client, officer)
    answer = client.get("/experts", query_string={"topic": "chè", **purpose})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_officers_see_what_binds_an_expert_to_a_person(
    client: FlaskClient, officer: Account, province: Unit
) -> None:
    judged = make_person(full_name="Người Được Xét")
    expert = make_person(full_name="Chuyên Gia")
    office = make_unit(province, name="Sở Chè")
    for person in (judged, expert):
        make_appointment(person, unit=office)
    make_keyword(expert, word="chè")
    make_keyword(judged, word="chè")
    make_work(judged, expert, title="Công trình chung")
    page = binding(client, officer, for_person=f"#{judged.id}")
    assert "Cùng nơi công tác: Sở Chè" in page
    assert "Cùng công trình: Công trình chung" in page
    assert "Đây là người được xét" in page


def test_what_the_expert_keeps_private_does_not_bind(
    client: FlaskClient, officer: Account, province: Unit
) -> None:
    judged, expert = make_person(), make_person()
    office = make_unit(province, name="Sở Chè")
    make_appointment(judged, unit=office)
    make_appointment(expert, unit=office, visibility=Audience.OWNER)
    make_keyword(expert, word="chè")
    assert "Cùng nơi công tác" not in binding(client, officer, for_person=f"#{judged.id}")


def test_officers_see_who_works_below_the_unit_of_a_case_and_who_agrees_to_be_invited(
    client: FlaskClient, officer: Account, province: Unit
) -> None:
    office = make_unit(province, name="Sở Chè")
    account = make_account()
    expert = make_person(account=account)
    make_appointment(expert, unit=make_unit(office, name="Trung tâm Chè"))
    make_keyword(expert, word="chè")
    give_consent(account, ConsentPurpose.EXPERT_INVITATIONS, wording="Tôi đồng ý.")
    page = binding(client, officer, for_unit="Sở Chè")
    assert "Cùng nơi công tác: Trung tâm Chè" in page
    assert "Đồng ý nhận lời mời" in page


def test_the_public_is_told_neither(client: FlaskClient, province: Unit) -> None:
    judged, expert = make_person(), make_person(account=make_account())
    make_keyword(expert, word="chè")
    make_work(judged, expert)
    give_consent(expert.account, ConsentPurpose.EXPERT_INVITATIONS, wording="Tôi đồng ý.")
    db.session.commit()
    page = client.get("/experts", query_string={"topic": "chè", "for_person": f"#{judged.id}"}).text
    assert "Cùng công trình" not in page
    assert "Đồng ý nhận lời mời" not in page


def test_a_person_who_is_not_there_is_said_beside_the_field(
    client: FlaskClient, officer: Account
) -> None:
    assert "không có ai" in binding(client, officer, for_person="#999999").lower()


def test_it_asks_as_often_for_thirty_as_for_one(
    client: FlaskClient, officer: Account, statements: Statements, commune: Unit
) -> None:
    judged = make_person()
    db.session.commit()
    sign_in(client, officer)
    address = f"/experts?topic=che&for_person=%23{judged.id}"
    judged_id, commune_id = judged.id, commune.id
    asked = []
    for more in (1, 29):
        judged = db.session.get_one(Person, judged_id)
        for _ in range(more):
            person = make_person(commune_id=commune_id)
            make_keyword(person, word="chè")
            make_work(person, judged, title=f"Chè {more}")
            make_degree(person, discipline="Chè")
        db.session.commit()
        client.get(address)
        db.session.remove()
        with statements() as seen:
            assert client.get(address).status_code == 200
        asked.append(len(seen))
    assert asked[0] == asked[1]
