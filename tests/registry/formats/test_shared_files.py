"""Every real file beside the project, with what must come out of it."""

import unicodedata
from pathlib import Path

import pytest

from portal.registry.formats import Format, ParsedWorks, parse_works


@pytest.fixture
def registry(shared: Path) -> Path:
    return shared / "registry"


def read(path: Path) -> ParsedWorks:
    return parse_works(path.read_bytes())


def test_bibtex_with_latex_accents_gives_the_expected_authors(registry: Path) -> None:
    result = read(registry / "bibtex/vietnamese_latex_accents.bib")
    assert result.format == Format.BIBTEX
    spelled = [
        " and ".join(f"{one.family}, {one.given}" for one in work.contributors)
        for work in result.works
    ]
    assert spelled[:2] == [
        "Nguyễn Thị, Lương and Nguyễn Thị Minh, Huyền",
        "Trần, Đông and Trần, Thúy Hà and Đăng, Văn Lâm",
    ]
    assert [work.title for work in result.works] == [
        "Universal Dependencies (author spellings)",
        "Đánh giá chất lượng nước",
        "Cơ sở dữ liệu khoa học",
        "Quy trình sản xuất phân bón",
        "Luận án sau mục hỏng",
    ]
    assert [work.type for work in result.works] == [
        "other",
        "journal-article",
        "book",
        "patent",
        "dissertation-thesis",
    ]


def test_the_article_keeps_its_journal_volume_and_pages(registry: Path) -> None:
    article = read(registry / "bibtex/vietnamese_latex_accents.bib").works[1]
    assert (article.container, article.volume, article.issue) == ("Tạp chí Khoa học", "12", "3")
    assert (article.pages, article.issued) == ("15-27", "2024")


def test_the_two_spellings_of_one_author_are_called_alike(registry: Path) -> None:
    book = read(registry / "bibtex/vietnamese_latex_accents.bib").works[2]
    assert [one.name for one in book.contributors] == [
        "Nguyễn Thị Thanh Hoà",
        "Nguyễn Thị Thanh Hòa",
    ]
    assert book.identifiers[0].value == "978-604-0-00000-0"
    assert book.identifiers[0].error.startswith("8001")


def test_the_broken_entry_is_reported_by_its_line_and_stops_nothing(registry: Path) -> None:
    path = registry / "bibtex/vietnamese_latex_accents.bib"
    result = read(path)
    line = 1 + path.read_text("utf-8").splitlines().index("@article{broken,")
    assert len(result.errors) == 1
    assert str(line) in result.errors[0]
    assert "@article{broken" in result.errors[0]


def test_a_patent_number_is_an_identifier(registry: Path) -> None:
    patent = read(registry / "bibtex/vietnamese_latex_accents.bib").works[3]
    assert [(one.type, one.value) for one in patent.identifiers] == [("pat", "1-0023456")]
    assert patent.contributors[0].name == "Lê Văn Bình"
    assert patent.contributors[0].family == "Lê"


def test_a_whole_orcid_record_has_its_work_and_its_seven_kinds_of_affiliation(
    registry: Path,
) -> None:
    result = read(registry / "orcid/read_record-full-3.0.json")
    assert result.format == Format.ORCID
    (work,) = result.works
    assert (work.title, work.type, work.issued) == ("Work Title", "journal-article", "2012-10-01")
    unreadable = next(one for one in work.identifiers if one.value == "work:doi")
    assert unreadable.error == "8001: Cannot normalize identifier value doi:work:doi"
    assert unreadable.normalised == ""
    assert work.sources[0].reference == "Demo Org Sandbox on behalf of Three releasecandidate1"
    assert {one.kind for one in result.affiliations} == {
        "distinction",
        "education",
        "employment",
        "invited-position",
        "membership",
        "qualification",
        "service",
    }


def test_a_bulk_of_a_hundred_works_is_a_hundred_articles(registry: Path) -> None:
    result = read(registry / "orcid/write_bulk-works-100-works-3.0.json")
    assert len(result.works) == 100
    assert {work.type for work in result.works} == {"journal-article"}
    assert all(work.doi for work in result.works)
    assert result.errors == []


def test_the_fifty_first_contributor_is_there(registry: Path) -> None:
    (work,) = read(registry / "orcid/write_work-51-contributors-3.0.json").works
    assert len(work.contributors) == 51
    assert work.contributors[50].orcid == "0000-0001-9534-2668"
    assert work.contributors[50].role == "co-investigator"
    assert [one.sequence for one in work.contributors].count("first") == 1
    assert work.doi == "10.1187/20110404"


@pytest.mark.parametrize(
    ("file", "organisation", "start", "end"),
    [
        ("write_education-3.0.json", "University of Oxford", "2015-02-02", "2023-01-02"),
        ("write_membership-3.0.json", "Research Data Alliance", "2021-02-02", "2023-01-02"),
    ],
)
def test_a_single_affiliation_is_read(
    registry: Path, file: str, organisation: str, start: str, end: str
) -> None:
    result = read(registry / "orcid" / file)
    (line,) = result.affiliations
    assert (line.organisation, line.starts_on, line.ends_on) == (organisation, start, end)
    assert result.works == []


def test_crossref_issue_without_title_or_author_is_kept(registry: Path) -> None:
    result = read(registry / "crossref/list_works_sample_2.json")
    article, issue = result.works
    assert result.format == Format.CROSSREF
    assert (article.title, article.doi) == ("Icônes", "10.3917/mult.095.0001")
    assert (issue.type, issue.title, issue.contributors) == ("journal-issue", "", [])
    assert issue.container == "Journal of Physical Education and Sport"


def test_crossref_author_with_a_family_name_only(registry: Path) -> None:
    (work,) = read(registry / "crossref/work_10.3892_ijo_00000353.json").works
    assert [(one.name, one.given) for one in work.contributors] == [("Stravopodis", "")]


def test_crossref_ordinary_article(registry: Path) -> None:
    (work,) = read(registry / "crossref/work_10.1371_journal.pone.0033693.json").works
    assert work.contributors[0].name == "Shankar Sadasivan"
    assert work.contributors[-1].role == "editor"
    assert (work.issued, work.pages, work.language) == ("2012-03-21", "e33693", "en")


def test_csl_json_of_a_doi(registry: Path) -> None:
    result = read(registry / "crossref/citeproc_10.1126_science.169.3946.635.json")
    (work,) = result.works
    assert result.format == Format.CSL_JSON
    assert (work.title, work.pages) == ("The Structure of Ordinary Water", "635-641")
    assert work.abstract.startswith("The train of thought")
    assert "<" not in work.abstract
    assert work.csl["DOI"] == "10.1126/science.169.3946.635"


@pytest.mark.parametrize(
    ("file", "titles"),
    [
        ("example_basic.ris", ["A Mathematical Theory of Communication"]),
        ("example_full.ris", ["Title of reference", "The title of the reference"]),
        ("example_bom.ris", [""]),
        ("multiline.ris", ["A Mathematical Theory of Communication"]),
    ],
)
def test_ris_files(registry: Path, file: str, titles: list[str]) -> None:
    result = read(registry / "ris" / file)
    assert result.format == Format.RIS
    assert [work.title for work in result.works] == titles
    assert result.errors == []


def test_ris_names_dates_and_wrapped_lines(registry: Path) -> None:
    (work,) = read(registry / "ris/multiline.ris").works
    assert work.contributors[0].name == "Claude E. Shannon"
    assert (work.issued, work.pages) == ("1948-07", "379-423")
    assert work.abstract == "first line, then second line and at the end the last line"
    (by_doi,) = read(registry / "ris/example_bom.ris").works
    assert by_doi.doi == "10.1186/s40981-020-0316-0"


def test_all_that_comes_out_is_composed(registry: Path) -> None:
    for path in sorted(registry.glob("*/*")):
        if path.parent.name in ("bibtex", "crossref", "ris", "orcid"):
            apart = unicodedata.normalize("NFD", path.read_text("utf-8"))
            text = str(parse_works(apart).as_json())
            assert text == unicodedata.normalize("NFC", text), path.name
