"""Units keep their identity from one version to the next; the truth was made by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.consultation.alignment import Match, Unit, align, normalised, sameness
from portal.consultation.models import Relation


def _units(rows: list[dict[str, Any]]) -> list[Unit]:
    return [
        Unit(
            row["key"], _parent(row["key"]), row["text"], row["kind"] == "head", _label(row["key"])
        )
        for row in rows
    ]


def _parent(key: str) -> str | None:
    if "/" in key:
        return key.split("/")[0]
    return key.rsplit(".", 1)[0] if "." in key else None


def _label(key: str) -> str:
    return "" if "/" in key else key.rsplit(".", 1)[-1]


@pytest.fixture
def case(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "drafts/anchors/son_la_v1_v2_truth.json").read_text())  # type: ignore[no-any-return]


@pytest.fixture
def matches(case: dict[str, Any]) -> list[Match]:
    return align(_units(case["v1"]), _units(case["v2"]))


def _main(matches: list[Match]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for match in matches:
        if match.old is not None:
            found.setdefault(match.old.key, match.new.key if match.new else None)
    return found


def test_no_unit_of_the_constructed_case_goes_astray(
    case: dict[str, Any], matches: list[Match]
) -> None:
    assert _main(matches) == case["truth"]


def test_every_unit_of_both_versions_is_accounted_for(
    case: dict[str, Any], matches: list[Match]
) -> None:
    assert {m.old.key for m in matches if m.old} == {row["key"] for row in case["v1"]}
    assert {m.new.key for m in matches if m.new} == {row["key"] for row in case["v2"]}


def test_the_relations_name_the_six_edits(matches: list[Match]) -> None:
    relations = {
        (m.old.key if m.old else None, m.new.key if m.new else None): m.relation for m in matches
    }
    assert relations["III.2", "III.3"] is Relation.RENUMBERED
    assert relations["III.1/b2", None] is Relation.REMOVED
    assert relations["II.3/b2", None] is Relation.REMOVED
    assert relations["I.2/b2", "I.2/b2"] is Relation.EDITED
    assert relations["III.1/p1", "III.1/p1"] is Relation.EDITED
    assert relations["II.2/b3", "II.2/b3"] is Relation.SPLIT
    assert relations["II.2/b3", "II.2/b4"] is Relation.SPLIT
    assert relations[None, "III.2"] is Relation.NEW
    assert relations["IV.1/b1", "IV.1/b1"] is Relation.SAME


def test_nothing_is_matched_below_the_threshold(matches: list[Match]) -> None:
    scores = [m.score for m in matches if m.old and m.new and m.relation is not Relation.SPLIT]
    assert min(scores) >= 0.80


def test_a_version_aligned_with_itself_is_the_same_throughout(case: dict[str, Any]) -> None:
    matches = align(_units(case["v1"]), _units(case["v1"]))
    assert {m.relation for m in matches} == {Relation.SAME}


def test_a_bullet_moved_to_another_heading_is_found_there() -> None:
    old = [
        _head("1", "Một"),
        _head("2", "Hai"),
        _bullet("1/b1", "1", "Rà soát cơ sở dữ liệu trí thức"),
    ]
    new = [
        _head("1", "Một"),
        _head("2", "Hai"),
        _bullet("2/b1", "2", "Rà soát cơ sở dữ liệu trí thức"),
    ]
    moved = next(m for m in align(old, new) if m.old and m.old.key == "1/b1")
    assert (moved.new and moved.new.key, moved.relation) == ("2/b1", Relation.MOVED)


def test_two_bullets_made_one_are_merged() -> None:
    first, second = (
        "Đăng tải Kế hoạch trên Cổng thông tin",
        "tổng hợp kiến nghị của cá nhân, tổ chức",
    )
    old = [_head("1", "Một"), _bullet("1/b1", "1", first), _bullet("1/b2", "1", second)]
    new = [_head("1", "Một"), _bullet("1/b1", "1", f"{first} {second}")]
    relations = {(m.old.key if m.old else None): m.relation for m in align(old, new)}
    assert relations["1/b2"] is Relation.MERGED


def test_what_is_no_change_is_normalised_away() -> None:
    assert normalised("Huyện  uỷ “A” – B") == normalised('huyện ủy "A" - b')
    assert sameness("Đồng ý!") == sameness(" đồng  ý.")
    assert sameness("Đồng ý") != sameness("Không đồng ý")


def _head(key: str, text: str) -> Unit:
    return Unit(key, None, text, True, key)


def _bullet(key: str, parent: str, text: str) -> Unit:
    return Unit(key, parent, text, False)
