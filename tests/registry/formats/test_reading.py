"""Inputs as they are met: dialects, junk, broken pieces, hostile sizes."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.registry.formats import Format, parse_works
from portal.registry.formats.dates import read_date
from portal.registry.formats.identifiers import identifier

RIS_WITH_JUNK = """


Some text before
TY  - JOUR
AU  - Nguyễn, Thị Hà
TI  - Bài một
XX  - unknown
ER  -
some text between
2.
TY  - CHAP
TI  - Chương hai
"""
WEB_OF_SCIENCE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Nguyen, VA
   Tran, TB
AF Nguyen, Van An
   Tran, Thi Binh
TI A long
   title
SO JOURNAL OF TESTS
PY 2020
PD MAR
VL 3
BP 1
EP 9
DI 10.1000/XYZ
SN 1932-6203
ER

EF
"""
CROSSREF_ONE_LINE = (
    " @article{Sadasivan_2012, title={Loss &amp; <i>Gain</i> & 50% of_it}, volume={7}, ISSN={1932-6203},"
    " url={http://dx.doi.org/10.1371/journal.pone.0033693}, DOI={10.1371/journal.pone.0033693},"
    " journal={PLoS ONE}, author={Sadasivan, Shankar}, year={2012}, month=mar, pages={e33693} }\n"
)
CREDIT = "http://credit.niso.org/contributor-roles/"


def test_ris_with_text_around_unknown_tags_and_no_end() -> None:
    result = parse_works(RIS_WITH_JUNK)
    assert [work.title for work in result.works] == ["Bài một", "Chương hai"]
    assert [work.type for work in result.works] == ["journal-article", "book-chapter"]
    assert result.works[0].contributors[0].name == "Nguyễn Thị Hà"


def test_ris_without_spaces() -> None:
    (work,) = parse_works("TY-JOUR\nAU-Nguyễn, An\nTI-Bài\nER-\n").works
    assert (work.title, work.contributors[0].name) == ("Bài", "Nguyễn An")


def test_web_of_science() -> None:
    result = parse_works(WEB_OF_SCIENCE)
    (work,) = result.works
    assert result.format == Format.WEB_OF_SCIENCE
    assert (work.title, work.issued, work.pages) == ("A long title", "2020-03", "1-9")
    assert [one.name for one in work.contributors] == ["Nguyen Van An", "Tran Thi Binh"]
    assert work.doi == "10.1000/xyz"


def test_crossref_bibtex_on_one_line_unescaped() -> None:
    (work,) = parse_works(CROSSREF_ONE_LINE).works
    assert work.title == "Loss & Gain & 50% of_it"
    assert (work.issued, work.doi) == ("2012-03", "10.1371/journal.pone.0033693")


def test_bibtex_strings_joins_duplicate_keys_and_a_missing_comma() -> None:
    result = parse_works(
        '@string{jst = "Tạp chí"}\n'
        "@article{a, title = {Một}, journal = jst # { Khoa học}, year = 2020}\n"
        "@article{a, title = {Hai}, title = {Thừa}}\n"
        "@article{b, title = {Ba} year = 2021}\n"
    )
    assert [work.title for work in result.works] == ["Một", "Hai", "Ba"]
    assert result.works[0].container == "Tạp chí Khoa học"


def test_bibtex_organisations_stay_whole_and_others_are_nobody() -> None:
    (work,) = parse_works(
        "@misc{a, title={x}, author={{Bộ Giáo dục and Đào tạo} and {Nguyễn Văn A} and"
        " Ludwig van Beethoven and others}}"
    ).works
    assert [(one.name, one.family) for one in work.contributors] == [
        ("Bộ Giáo dục and Đào tạo", ""),
        ("Nguyễn Văn A", "Nguyễn"),
        ("Ludwig van Beethoven", "van Beethoven"),
    ]


def test_crossref_titles_and_abstracts_lose_their_markup() -> None:
    item = {
        "type": "journal-article",
        "title": ["Growth of <i>Oryza\n sativa</i> at a < b &amp; c"],
        "abstract": "<jats:title>Abstract</jats:title><jats:p>One<jats:sup>2</jats:sup>.</jats:p>",
        "author": [
            {
                "given": "Thị Hà",
                "family": "Nguyễn",
                "ORCID": "http://orcid.org/0000-0002-1825-0097",
            },
            {"name": "Bộ Y tế"},
        ],
        "issued": {"date-parts": [[None]]},
        "published-print": {"date-parts": [[2019, 5]]},
        "DOI": "10.1000/ABC",
    }
    (work,) = parse_works(json.dumps({"message-type": "work", "message": item})).works
    assert work.title == "Growth of Oryza sativa at a < b & c"
    assert work.abstract == "Abstract One2."
    assert [one.name for one in work.contributors] == ["Nguyễn Thị Hà", "Bộ Y tế"]
    assert work.contributors[0].orcid == "0000-0002-1825-0097"
    assert (work.issued, work.doi) == ("2019-05", "10.1000/abc")


def test_csl_json_list_with_literal_names_and_raw_dates() -> None:
    result = parse_works(
        json.dumps(
            [
                {"type": "performance", "title": "Vở chèo", "author": [{"literal": "Đoàn chèo"}]},
                {"type": "book", "title": "Sách", "issued": {"raw": "2017-12"}},
                {"nothing": 1},
            ]
        )
    )
    assert [work.type for work in result.works] == ["artistic-performance", "book"]
    assert result.works[1].issued == "2017-12"
    assert len(result.errors) == 1


def test_orcid_credit_roles_of_one_person_come_together() -> None:
    lines = [
        {
            "credit-name": {"value": "An"},
            "contributor-attributes": {"contributor-role": CREDIT + role},
        }
        for role in ("software/", "validation/")
    ]
    work = {
        "title": {"title": {"value": "x"}},
        "type": "software",
        "contributors": {"contributor": lines},
    }
    (read,) = parse_works(json.dumps(work)).works
    assert [one.credit for one in read.contributors] == [["software", "validation"]]


def test_the_same_doi_from_three_sources_is_one_work() -> None:
    result = parse_works(
        "@article{a, title={Một}, doi={https://doi.org/10.1000/ABC}}\n"
        "@article{b, title={Một}, doi={10.1000/abc}, journal={Tạp chí}}\n"
        "@article{c, title={Khác}, doi={doi:10.1000/Abc}, year=2020}\n"
        "@article{d, title={Hai}}\n@article{e, title={Hai}}\n"
    )
    assert [work.title for work in result.works] == ["Một", "Hai", "Hai"]
    one = result.works[0]
    assert [source.reference for source in one.sources] == ["a", "b", "c"]
    assert (one.container, one.issued, one.doi) == ("Tạp chí", "2020", "10.1000/abc")


def test_decomposed_text_comes_out_composed() -> None:
    apart = unicodedata.normalize("NFD", "@misc{a, author={Trần Đức}, title={Ấn phẩm}}")
    (work,) = parse_works(apart).works
    assert (work.title, work.contributors[0].name) == ("Ấn phẩm", "Trần Đức")
    (escaped,) = parse_works('[{"title": "Tr\\u00e2\\u0300n", "type": "book"}]').works
    assert escaped.title == "Trần"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "   \n ",
        "xin chào",
        "{",
        '[{"title": "x",}]',
        "[" * 100_000,
        b"\x89PNG\r\n\x1a\n\xff\xfe\x00",
        "[1, null, []]",
        "null",
        "@article{a, title = {x",
        "TY  - JOUR\nER  - \n",
        "PT J\nER\n",
        '{"group": [{"work-summary": [{}]}]}',
        '{"message": {"items": [null, 3]}}',
        "x" * (5 * 1024 * 1024 + 1),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_breaks(content: bytes | str) -> None:
    result = parse_works(content)
    assert result.works == []
    assert result.errors


def test_files_in_utf_16_and_in_old_windows_letters_are_read() -> None:
    text = "@misc{a, title={Đường về}}"
    assert parse_works(text.encode("utf-16")).works[0].title == "Đường về"
    legacy = parse_works("@misc{a, title={Caf\xe9}}".encode("cp1258"))
    assert legacy.works[0].title == "Café"
    assert len(legacy.errors) == 1


def test_no_more_than_five_thousand_works_are_read() -> None:
    result = parse_works("".join(f"@misc{{k{n}, title={{T{n}}}}}\n" for n in range(5_010)))
    assert len(result.works) == 5_000
    assert len(result.errors) == 1


@given(st.text(alphabet='@{}"=,\\ abTYER-\n0[]:', max_size=200))
def test_no_text_breaks_the_readers(text: str) -> None:
    parse_works(text)


@pytest.mark.parametrize(
    ("kind", "value", "normalised"),
    [
        ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("DOI", "doi: 10.1000/abc", "10.1000/abc"),
        ("doi", "work:doi", ""),
        ("isbn", "0-306-40615-2", "9780306406157"),
        ("isbn", "978-604-0-00000-0", ""),
        ("issn", "19326203", "1932-6203"),
        ("issn", "1932-6208", ""),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "0000-0002-1825-0098", ""),
        ("arxiv", "arXiv:1501.00001", "arXiv:1501.00001"),
        ("source-work-id", " 1234 ", "1234"),
    ],
)
def test_identifiers_are_normalised_or_kept_with_their_error(
    kind: str, value: str, normalised: str
) -> None:
    made = identifier(kind, value)
    assert made.normalised == normalised
    assert bool(made.error) == (normalised == "")
    assert made.value == value.strip()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019", "2019"),
        ("1948/07//", "1948-07"),
        ("2014//", "2014"),
        ("2017-12", "2017-12"),
        ("2012-03-21T00:00:00Z", "2012-03-21"),
        ("21/4/2025", "2025-04-21"),
        ("2019-13-40", "2019"),
        ("2019-02-30", "2019-02"),
        ("c. 1999", "1999"),
        ("sắp in", ""),
    ],
)
def test_dates_are_as_exact_as_the_source(text: str, iso: str) -> None:
    assert read_date(text) == iso


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "content",
    [
        " " * 1_000_000 + "x",
        "\n" * 1_000_000 + "x",
        "@misc{a, author={" + " " * 1_000_000 + "}, title={x}}",
        "@misc{a, title=" + "a#" * 400_000 + "a}",
        "@misc{a, author={Nguyen, " + "a" * 100_000 + "1}, title={x}}",
        "@misc{a, author={Nguyen" + ", TS" * 100_000 + "}, title={x}}",
        "@misc{a, title={x}}\n" * 60_000,
        "TY  - JOUR\nTI  - x\n" + "a\n" * 500_000 + "ER  - \n",
        "PT J\nTI x\n" + "   a\n" * 300_000 + "ER\n",
        '[{"title": "' + "<p " * 300_000 + '"}]',
        '[{"title": "x", "DOI": "' + "10." * 300_000 + '"}]',
        "@misc{a, title={" + "<" * 1_000_000 + "}}",
    ],
    ids=lambda content: f"{content[:12]!r}",
)
def test_hostile_input_is_read_in_time(content: str) -> None:
    parse_works(content)


def test_what_no_database_keeps_is_dropped() -> None:
    (work,) = parse_works(
        '[{"type": "book", "title": "a\\u0000b\\ud800c", "note": "\\u0000"}]'
    ).works
    assert work.title == "abc"
    assert work.csl["note"] == ""
