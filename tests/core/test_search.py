"""Both engines answer alike: words, marks, phrases, prefixes, facets, order, and the change log."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.core.changes import last_change, note_change
from portal.core.db import db
from portal.core.search import follow
from portal.core.search.documents import Indexer, SearchDocument, indexers
from portal.core.search.engine import Engine
from portal.core.search.query import parse_query
from portal.core.search.tantivy_engine import TantivyEngine
from portal.core.search.whoosh_engine import WhooshEngine
from portal.core.text import sort_key

PEOPLE = {
    "1": ("Nguyễn Văn Đức", "hồi sức cấp cứu", "bs"),
    "2": ("Nguyen Van Duc", "trồng trọt", "ts"),
    "3": ("Lò Thị Hương", "ngộ độc lá ngón, hồi sức", "bs"),
    "4": ("H’Hen Niê", "dệt thổ cẩm", "nghe-nhan"),
    "5": ("Trần Thị Thuý An", "cấp cứu nhi, Sức khoẻ bà mẹ", "ts"),
}


def document(key: str) -> SearchDocument:
    name, topics, level = PEOPLE[key]
    return SearchDocument(
        kind="person",
        key=key,
        title=name,
        url=f"/people/{key}",
        keywords=topics,
        facets={"level": [level]},
        sorts={"given": sort_key(name, by="given"), "full": sort_key(name)},
    )


@pytest.fixture(params=[WhooshEngine, TantivyEngine])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    engine: Engine = request.param(tmp_path / "index")
    engine.write(map(document, PEOPLE), (), 0)
    return engine


def found(engine: Engine, text: str, **given: object) -> list[str]:
    result = engine.find(parse_query(text, **given), limit=10, offset=0)  # type: ignore[arg-type]
    return [hit.key for hit in result.hits]


def test_a_name_without_marks_finds_the_marked_one(engine: Engine) -> None:
    assert set(found(engine, "nguyen duc")) == {"1", "2"}


def test_exact_marks_rank_first_and_hide_nobody(engine: Engine) -> None:
    assert found(engine, "Nguyễn Đức") == ["1", "2"]


@pytest.mark.parametrize("typed", ["hhen nie", "H'Hen Niê", "H’HEN NIÊ", "h'hen"])
def test_any_apostrophe_will_do(engine: Engine, typed: str) -> None:
    assert found(engine, typed) == ["4"]


@pytest.mark.parametrize("typed", ["Thúy An", "thuý an", "thuy", "Thu\u0301y"])
def test_the_place_of_the_tone_does_not_matter(engine: Engine, typed: str) -> None:
    assert found(engine, typed) == ["5"]


def test_short_words_count(engine: Engine) -> None:
    assert found(engine, "An") == ["5"]


def test_a_phrase_wants_its_words_together(engine: Engine) -> None:
    assert set(found(engine, '"hồi sức"')) == {"1", "3"}
    assert found(engine, '"sức hồi"') == []


def test_quotes_mean_as_typed(engine: Engine) -> None:
    assert found(engine, '"Văn Đức"') == ["1"]
    assert set(found(engine, '"van duc"')) == {"1", "2"}


def test_a_beginning_finds_the_word(engine: Engine) -> None:
    assert set(found(engine, "nguy", prefix=True)) == {"1", "2"}


def test_facets_filter_and_are_counted(engine: Engine) -> None:
    query = parse_query("hồi sức", facets={"level": ["bs"]})
    result = engine.find(query, limit=10, offset=0, facets=["level"])
    assert {hit.key for hit in result.hits} == {"1", "3"}
    assert result.facet_counts == {"level": {"bs": 2}}


def test_everything_is_counted_as_it_stands_now(engine: Engine) -> None:
    def counted() -> dict[str, dict[str, int]]:
        return engine.find(parse_query(""), limit=10, offset=0, facets=["level"]).facet_counts

    assert counted() == {"level": {"bs": 2, "ts": 2, "nghe-nhan": 1}}
    assert counted() == {"level": {"bs": 2, "ts": 2, "nghe-nhan": 1}}
    engine.write((), [("person", "3")], 1)
    assert counted() == {"level": {"bs": 1, "ts": 2, "nghe-nhan": 1}}
    other = engine.find(parse_query("", kinds=["document"]), limit=10, offset=0, facets=["level"])
    assert other.facet_counts == {"level": {}}


def test_the_order_may_be_that_of_given_names(engine: Engine) -> None:
    assert found(engine, "", order="given") == ["5", "2", "1", "3", "4"]


def test_a_page_begins_where_the_last_one_ended(engine: Engine) -> None:
    query = parse_query("", order="given")
    result = engine.find(query, limit=2, offset=2)
    assert [hit.key for hit in result.hits] == ["1", "3"]
    assert result.total == len(PEOPLE)


@pytest.mark.parametrize("typed", ['"', '""', "* ? [", "a" * 9_000, "\x00", "(((", "= AND OR NOT"])
def test_no_query_breaks_the_engine(engine: Engine, typed: str) -> None:
    assert engine.find(parse_query(typed, prefix=True), limit=5, offset=0).total >= 0


def test_the_index_survives_its_process(engine: Engine, tmp_path: Path) -> None:
    again = type(engine)(tmp_path / "index")  # type: ignore[call-arg]
    assert found(again, "lò hương") == ["3"]
    assert again.position() == 0


def test_another_process_sees_what_was_written(engine: Engine, tmp_path: Path) -> None:
    reader = type(engine)(tmp_path / "index")  # type: ignore[call-arg]
    assert found(reader, "hương") == ["3"]
    engine.write((), [("person", "3")], 1)
    assert found(reader, "hương") == []


@pytest.fixture
def people() -> Iterator[dict[str, SearchDocument]]:
    stored: dict[str, SearchDocument] = {}
    kept = dict(indexers)
    indexers.clear()
    indexers["person"] = Indexer(
        "person", lambda keys: [stored[key] for key in keys if key in stored], lambda: list(stored)
    )
    yield stored
    indexers.clear()
    indexers.update(kept)


def test_the_index_follows_the_change_log(
    engine: Engine, people: dict[str, SearchDocument], app: object
) -> None:
    engine.clear()
    people["1"] = document("1")
    follow.follow(engine)
    assert found(engine, "đức") == ["1"]
    people["3"] = document("3")
    note_change("person", 3)
    db.session.flush()
    assert follow.lag(engine) > 0
    follow.follow(engine)
    assert found(engine, "hương") == ["3"]
    del people["1"]
    note_change("person", 1)
    follow.follow(engine)
    assert found(engine, "đức") == []
    assert engine.position() == last_change()
