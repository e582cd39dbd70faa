"""Both engines and SQLite FTS5 over the same texts: six kinds of query and the directory's answer."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from bench.table import milliseconds, print_table
from portal.core.search.documents import SearchDocument
from portal.core.search.engine import Engine
from portal.core.search.query import parse_query
from portal.core.search.tantivy_engine import TantivyEngine
from portal.core.search.text_fields import fields_of
from portal.core.search.whoosh_engine import WhooshEngine
from portal.core.text import sort_key

FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Lò",
    "Quàng",
    "Giàng",
)
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thu", "Hồng", "Quốc", "Ngọc", "Thanh", "Xuân", "A", "Hữu")
GIVENS = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Đức",
    "Giang",
    "Hà",
    "Hương",
    "Khánh",
    "Lan",
    "Mai",
    "Nam",
)
TOPICS = (
    "hồi sức cấp cứu", "dinh dưỡng cộng đồng", "giống lúa chịu hạn", "chè cổ thụ", "dạy học song ngữ",
    "bảo tồn di sản", "luật đất đai", "thuỷ điện nhỏ", "chuyển đổi số", "dệt thổ cẩm", "y học cổ truyền",
    "phòng chống sạt lở", "nuôi cá nước lạnh", "kinh tế hợp tác", "văn học dân gian", "bệnh sốt rét",
)  # fmt: skip
WORDS = (
    *" ".join(TOPICS).split(),
    *(
        "nghiên",
        "cứu",
        "ứng",
        "dụng",
        "đánh",
        "giá",
        "thực",
        "trạng",
        "giải",
        "pháp",
        "vùng",
        "cao",
    ),
)
LEVELS = ("cu-nhan", "thac-si", "tien-si", "bsck1", "bsck2")
QUERIES = {
    "exact name": lambda: parse_query("Nguyễn Đức An"),
    "name without marks": lambda: parse_query("nguyen duc an"),
    "topic of two words": lambda: parse_query("dinh dưỡng"),
    "phrase": lambda: parse_query('"giống lúa chịu hạn"'),
    "topic and facets": lambda: parse_query("dệt thổ", facets={"level": ["tien-si"]}),
    "prefix": lambda: parse_query("quang v", prefix=True),
}


def people(number: int, seed: int = 45) -> Iterator[SearchDocument]:
    """Invented people with 3 to 6 topics and 2 to 8 works each."""
    chance = random.Random(seed)
    for key in range(number):
        name = " ".join(chance.choice(part) for part in (FAMILIES, MIDDLES, MIDDLES, GIVENS))
        titles = (" ".join(chance.choices(WORDS, k=12)) for _ in range(chance.randint(2, 8)))
        topics = chance.sample(TOPICS, k=chance.randint(3, 6))
        yield SearchDocument(
            kind="person",
            key=str(key),
            title=name,
            url=f"/people/{key}",
            keywords=", ".join(topics),
            body=". ".join(titles),
            facets={"level": [chance.choice(LEVELS)], "unit": [str(chance.randint(1, 60))]},
            sorts={"given": sort_key(name, by="given"), "full": sort_key(name)},
        )


class Yardstick:
    """SQLite FTS5 over the same folded words, with the facets in a table beside."""

    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self.base = sqlite3.connect(folder / "fts.db")
        self.base.executescript(
            "CREATE VIRTUAL TABLE page USING fts5(title, keys, text, tokenize='unicode61');"
            "CREATE TABLE facet (owner INTEGER, term TEXT); CREATE INDEX f ON facet(owner, term);"
        )

    def build(self, number: int) -> None:
        for row, document in enumerate(people(number), 1):
            fields = fields_of(document)
            values = (row, fields["title"], fields["keys"], fields["text"])
            self.base.execute("INSERT INTO page(rowid, title, keys, text) VALUES (?,?,?,?)", values)
            terms = [(row, term) for term in fields["facet"]]
            self.base.executemany("INSERT INTO facet VALUES (?,?)", terms)
        self.base.commit()

    def ask(self, kind: str) -> None:
        query = QUERIES[kind]()
        parts = [
            '"' + " ".join(term.folded) + '"' + (" *" if term.prefix else "")
            for term in query.terms
        ]
        match = " AND ".join(f"text : {part}" for part in parts)
        joins = "".join(
            f" JOIN facet f{number} ON f{number}.owner = page.rowid AND f{number}.term = '{group[0]}'"
            for number, group in enumerate(query.filters)
        )
        where = f"FROM page{joins} WHERE page MATCH ?"
        self.base.execute(f"SELECT count(*) {where}", (match,)).fetchone()
        ranked = f"SELECT page.rowid {where} ORDER BY bm25(page, 4, 2, 1) LIMIT 20"
        self.base.execute(ranked, (match,)).fetchall()
        if joins:
            found = f"SELECT page.rowid AS found {where}"
            counts = f"SELECT term, count(*) FROM ({found}) JOIN facet ON owner = found GROUP BY 1"
            self.base.execute(counts, (match,)).fetchall()


def _asker(engine: Engine) -> Callable[[str], object]:
    def ask(kind: str) -> object:
        counted = ("level", "unit") if "facets" in kind else ()
        return engine.find(QUERIES[kind](), limit=20, offset=0, facets=counted)

    return ask


def measure(number: int, rounds: int) -> None:
    """Build every engine at `number` people and print its times."""
    with TemporaryDirectory() as name:
        rows, built = [], []
        yardstick = Yardstick(Path(name))
        begun = time.perf_counter()
        yardstick.build(number)
        built.append(["FTS5", number / (time.perf_counter() - begun)])
        yard = {
            kind: milliseconds(lambda k=kind: yardstick.ask(k), rounds=rounds) for kind in QUERIES
        }
        for make in (TantivyEngine, WhooshEngine):
            engine: Engine = make(Path(name) / make.name)
            begun = time.perf_counter()
            engine.write(people(number), (), 0)
            built.append([engine.name, number / (time.perf_counter() - begun)])
            ask = _asker(engine)
            for kind in QUERIES:
                median, slow = milliseconds(lambda a=ask, k=kind: a(k), rounds=rounds)
                ratio = median / yard[kind][0]
                rows.append([engine.name, kind, median, slow, *yard[kind], ratio])
            directory = parse_query("", order="given")
            median, slow = milliseconds(
                lambda e=engine, q=directory: e.find(
                    q, limit=30, offset=0, facets=("level", "unit")
                ),
                rounds=rounds,
            )
            rows.append([engine.name, "directory with facet counts", median, slow, "", "", ""])
        head = ["engine", "query", "median ms", "p95 ms", "FTS5 median", "FTS5 p95", "ratio"]
        print_table(f"Search over {number:,} people", head, rows)
        print_table("Building the index", ["engine", "people/s"], built)
    print(f"  peak memory {psutil.Process().memory_info().rss / 1e6:.0f} MB")
