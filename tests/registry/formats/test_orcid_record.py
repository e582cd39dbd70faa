"""Whole ORCID records: what each section becomes, in JSON and in XML, and what is only shown."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.registry.formats import ParsedItem, ParsedWorks, parse_works
from portal.registry.formats.orcid.career import level_in
from portal.registry.formats.orcid.person import _amount

ORCID = "0000-0002-1825-0097"
RECORD = (Path(__file__).parent / "record.xml").read_text("utf-8")
"""A record as ORCID writes it, of nobody; one section bears the name that ORCID misspelt."""


def organisation(name: str, country: str = "VN") -> str:
    return (
        f"<common:organization><common:name>{name}</common:name><common:address><common:city>Huế"
        f"</common:city><common:country>{country}</common:country></common:address></common:organization>"
    )


def xml_date(word: str, year: str, month: str = "") -> str:
    inner = f"<common:year>{year}</common:year>" + (
        f"<common:month>{month}</common:month>" if month else ""
    )
    return f"<common:{word}>{inner}</common:{word}>"


@pytest.fixture(scope="module")
def record() -> ParsedWorks:
    return parse_works(RECORD)


def said(result: ParsedWorks, kind: str) -> list[dict[str, Any]]:
    return [one.values for one in result.items if one.kind == kind]


def only(result: ParsedWorks, kind: str) -> ParsedItem:
    (found,) = [one for one in result.items if one.kind == kind]
    return found


def test_an_xml_record_names_its_owner(record: ParsedWorks) -> None:
    assert record.errors == []
    assert record.is_whole
    assert (record.owner.orcid, record.owner.names) == (ORCID, ["Nguyen V. A.", "Nguyễn Văn Anh"])


def test_names_addresses_and_keywords(record: ParsedWorks) -> None:
    assert said(record, "name") == [
        {"name_kind": "credit", "full_name": "Nguyen V. A."},
        {"name_kind": "other", "full_name": "Anh Nguyen"},
    ]
    assert [one["value"] for one in said(record, "identifier")] == [ORCID, "https://example.vn/anh"]
    assert [one["word"] for one in said(record, "keyword")] == ["thuỷ văn", "lũ quét"]


def test_posts_of_all_kinds_with_the_misspelt_one(record: ParsedWorks) -> None:
    posts = [(one["appointment_kind"], one["role"]) for one in said(record, "appointment")]
    assert posts == [("employment", "Giảng viên"), ("invited_position", "Giáo sư mời")]
    post = next(one for one in record.items if one.kind == "appointment")
    assert post.values["ends"] == ""
    (source,) = post.sources
    assert (source.stated_by, source.on_behalf_of) == ("Đại học Huế", "Nguyễn Văn Anh")
    assert source.reference == f"/{ORCID}/employment/10"


def test_an_ended_study_of_a_known_level_is_a_degree(record: ParsedWorks) -> None:
    degree = only(record, "degree")
    assert degree.values == {
        "level": "doctor",
        "discipline": "Thuỷ văn",
        "organisation": "Đại học Huế",
        "country": "",
        "starts": "2010",
        "awarded": "2014-12",
    }
    assert degree.choices == {}


def test_a_study_without_an_end_is_unfinished_and_an_unknown_one_is_asked_about(
    record: ParsedWorks,
) -> None:
    open_study, exchange, course = said(record, "training")
    assert (open_study["course"], open_study["is_completed"]) == ("Thạc sĩ Quản lý", False)
    assert course["course"] == "Bồi dưỡng nghiệp vụ sư phạm"
    asked = next(one for one in record.items if one.values is exchange)
    assert asked.choices["master"]["values"]["level"] == "master"
    assert asked.choices["training"]["kind"] == "training"


def test_certificates_titles_and_money(record: ParsedWorks) -> None:
    assert only(record, "credential").values["name"] == "Chứng chỉ hành nghề khảo sát"
    assert only(record, "title").values == {"name": "Nhà giáo Ưu tú", "year": 2023}
    project = only(record, "project_role").values
    assert (project["funding_type"], project["budget"], project["currency"]) == (
        "grant",
        120_000,
        "USD",
    )
    assert (project["code"], project["level"]) == ("G-1", "international")


def test_memberships_are_only_shown(record: ParsedWorks) -> None:
    assert [(one.kind, one.text) for one in record.asides] == [
        ("membership", "Hội viên, Hội Thuỷ lợi")
    ]


def test_works_of_the_xml_are_works(record: ParsedWorks) -> None:
    (work,) = record.works
    assert (work.title, work.doi, work.issued) == ("Lũ quét", "10.1000/lu", "2020-05")


def test_the_real_record_gives_every_section(shared: Path) -> None:
    content = (shared / "registry/orcid/read_record-full-3.0.json").read_bytes()
    result = parse_works(content)
    kinds = [one.kind for one in result.items]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {
        "identifier": 4,
        "name": 4,
        "keyword": 2,
        "project_role": 1,
        "appointment": 3,
        "training": 1,
        "credential": 1,
        "distinction": 1,
    }
    assert {one.kind for one in result.asides} == {
        "membership",
        "peer-review",
        "research-resource",
    }
    assert result.owner.orcid == "0000-0002-7319-2192"


def test_names_stand_in_orcids_display_order(shared: Path) -> None:
    result = parse_works((shared / "registry/orcid/read_record-full-3.0.json").read_bytes())
    assert [one["full_name"] for one in said(result, "name")] == [
        "Other Name",
        "{}",
        "{yo}",
        "dreamofaredbird",
    ]


def test_one_fact_of_several_sources_is_one_item_with_a_line_for_each(shared: Path) -> None:
    result = parse_works((shared / "registry/orcid/read_record-full-3.0.json").read_bytes())
    service = next(one for one in result.items if one.values.get("appointment_kind") == "service")
    assert [(one.stated_by, one.on_behalf_of) for one in service.sources] == [
        ("Three releasecandidate1", ""),
        ("Demo Org Sandbox", "Three releasecandidate1"),
    ]


@pytest.mark.parametrize("file", ["write_education-3.0.json", "write_membership-3.0.json"])
def test_a_single_item_that_does_not_say_what_it_is_asks(shared: Path, file: str) -> None:
    (line,) = parse_works((shared / "registry/orcid" / file).read_bytes()).items
    assert {"appointment", "doctor", "training", "credential", "distinction"} <= set(line.choices)


def test_a_single_item_in_xml_says_what_it_is() -> None:
    text = (
        '<education:education xmlns:education="urn:d" xmlns:common="urn:c">'
        "<common:role-title>PhD in Geography</common:role-title>"
        + xml_date("end-date", "2020")
        + organisation("University of Oxford", "GB")
        + "</education:education>"
    )
    (degree,) = parse_works(text).items
    assert (degree.kind, degree.values["discipline"], degree.values["country"]) == (
        "degree",
        "Geography",
        "GB",
    )


def test_a_full_work_and_a_bulk_in_xml() -> None:
    work = (
        '<work:work xmlns:work="urn:w" xmlns:common="urn:c"><work:title><common:title>Một</common:title>'
        "</work:title><work:type>book</work:type><work:contributors><work:contributor>"
        "<work:credit-name>Laure L. Haak</work:credit-name><work:contributor-attributes>"
        "<work:contributor-sequence>first</work:contributor-sequence><work:contributor-role>"
        "http://credit.niso.org/contributor-roles/software/</work:contributor-role>"
        "</work:contributor-attributes></work:contributor></work:contributors></work:work>"
    )
    (one,) = parse_works(work).works
    assert (one.title, one.type, one.contributors[0].credit) == ("Một", "book", ["software"])
    bulk = f'<bulk:bulk xmlns:bulk="urn:b">{work}{work.replace("Một", "Hai")}</bulk:bulk>'
    assert [each.title for each in parse_works(bulk).works] == ["Một", "Hai"]


def test_credit_roles_are_one_whatever_scheme_writes_them() -> None:
    roles = (
        "http://credit.niso.org/contributor-roles/data-curation/",
        "https://credit.niso.org/contributor-roles/data-curation",
    )
    lines = [
        {"credit-name": {"value": name}, "contributor-attributes": {"contributor-role": role}}
        for name, role in zip("AB", roles, strict=True)
    ]
    work = {"title": {"title": {"value": "x"}}, "contributors": {"contributor": lines}}
    (read,) = parse_works(json.dumps(work)).works
    assert [one.credit for one in read.contributors] == [["data-curation"], ["data-curation"]]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    + "]><record:record xmlns:record='urn:r'>&i;</record:record>"
)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/a.dtd"><r><a/></r>',
        "<a>" * 100_000,
        "<r>" + "<a/>" * 500_000 + "</r>",
        "<html><body>xin chào</body></html>",
        "<r></r>",
        "<r",
        "<?xml version='1.0' encoding='utf-16'?><r><a>x</a></r>",
    ],
    ids=lambda text: text[:20],
)
def test_hostile_xml_is_refused_in_words(text: str) -> None:
    result = parse_works(text)
    assert result.works == []
    assert result.items == []


@pytest.mark.parametrize(
    ("role", "level"),
    [
        ("Tiến sĩ Y học", "doctor"),
        ("PhD", "doctor"),
        ("Tiến sĩ khoa học", "doctor_of_science"),
        ("Thạc sĩ", "master"),
        ("MSc", "master"),
        ("Bác sĩ chuyên khoa II Nhi", "specialist_2"),
        ("BS CKI", "specialist_1"),
        ("Bác sĩ đa khoa", "physician"),
        ("Kỹ sư xây dựng", "engineer"),
        ("Bachelor of Arts", "bachelor"),
        ("Civil engineering", ""),
        ("Degree awarded", ""),
        ("", ""),
    ],
)
def test_the_level_of_a_degree_is_read_from_its_words(role: str, level: str) -> None:
    assert level_in(role) == level


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234", 1234),
        ("1.234.567", 1_234_567),
        ("1,234,567.50", 1_234_567),
        ("1234.56", 1234),
        ("khoảng 5 tỉ", None),
        ("", None),
        ("9" * 30, None),
    ],
)
def test_amounts_of_money_are_whole_or_nothing(text: str, amount: int | None) -> None:
    assert _amount(text) == amount
