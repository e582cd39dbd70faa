"""Works in a table, and works in the task files of the New Zealand hub."""

import json

import pytest

from portal.registry.formats import Format, parse_works


def test_a_table_with_tabs_is_read_by_its_headers() -> None:
    result = parse_works(
        "Title\tAuthors\tJournal Title\tPublication Date\tDOI\tUnknown\n"
        "Rừng ngập mặn\tNguyễn Văn Anh; Trần Thị Hà\tTạp chí\t2020-05\t10.1000/RNM\tx\n"
        "\n"
        "Bài hai\tNguyen, Van Anh and Tran, Ha\t\t2017\n"
        "\tAi đó\t\t2017\n"
    )
    assert result.format == Format.TABLE
    one, two = result.works
    assert (one.title, one.container, one.issued, one.doi) == (
        "Rừng ngập mặn",
        "Tạp chí",
        "2020-05",
        "10.1000/rnm",
    )
    assert [author.name for author in one.contributors] == ["Nguyễn Văn Anh", "Trần Thị Hà"]
    assert [author.name for author in two.contributors] == ["Nguyen Van Anh", "Tran Ha"]
    assert len(result.errors) == 1
    assert "5" in result.errors[0]


def test_headers_may_be_vietnamese() -> None:
    (work,) = parse_works("Tên công trình\tTác giả\tNăm\nSách\tLê Văn Bình\t1999\n").works
    assert (work.title, work.issued) == ("Sách", "1999")


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_task_file_with_invitees_gives_its_works(wrapped: bool) -> None:
    records = [
        {
            "invitees": [{"identifier": "1", "email": "<a@example.nz>", "first-name": "A"}],
            "title": {"title": {"value": "Một"}},
            "type": "JOURNAL_ARTICLE",
            "publication-date": {"year": {"value": "2019"}},
            "external-ids": {
                "external-id": [
                    {
                        "external-id-type": "doi",
                        "external-id-value": "10.1000/one",
                        "external-id-relationship": "SELF",
                    }
                ]
            },
        }
    ]
    content = {"filename": "x.json", "records": records} if wrapped else records
    (work,) = parse_works(json.dumps(content)).works
    assert (work.title, work.type, work.issued) == ("Một", "journal-article", "2019")
    assert work.doi == "10.1000/one"


def test_ten_thousand_works_are_read_up_to_the_limit() -> None:
    result = parse_works("Title\tYear\n" + "".join(f"Bài {n}\t2020\n" for n in range(10_000)))
    assert len(result.works) == 5_000
    assert result.errors


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        "title\t" + "\t" * 500_000 + "\nx\ty",
        "title\tdoi\n" + "x" * 1_000_000 + "\t10.1/1",
        'title\tdoi\n"' + "x\n" * 300_000,
    ],
    ids=["columns", "field", "quote"],
)
def test_hostile_tables_are_read_in_time(text: str) -> None:
    assert all(len(work.title) <= 1_000 for work in parse_works(text).works)


def test_deep_json_is_refused_in_words() -> None:
    deep = '{"a":' * 200 + "1" + "}" * 200
    result = parse_works('[{"title": "x", "type": "book", "more": ' + deep + "}]")
    assert result.works == []
    assert len(result.errors) == 1
