"""Thresholds: whole numbers only, as printed rules mean them."""

import json
from pathlib import Path

import pytest
from flask_babel import force_locale

from portal.core.errors import RuleBroken
from portal.councils.rules.threshold import (
    Assembly,
    Base,
    Share,
    by_every_base,
    judge,
    least,
    parse_share,
    quorum,
    reveals_votes,
    threshold,
)

SIZES = (5, 7, 9, 10, 12, 15, 20, 23, 25, 29, 35, 43, 50)
TABLE = {
    (2, 3): (4, 5, 6, 7, 8, 10, 14, 16, 17, 20, 24, 29, 34),
    (3, 4): (4, 6, 7, 8, 9, 12, 15, 18, 19, 22, 27, 33, 38),
    (4, 5): (4, 6, 8, 8, 10, 12, 16, 19, 20, 24, 28, 35, 40),
    (9, 10): (5, 7, 9, 9, 11, 14, 18, 21, 23, 27, 32, 39, 45),
}


def facts(shared: Path, name: str) -> dict:
    return json.loads((shared / "recognition" / "fixtures.json").read_text())[name]


@pytest.mark.parametrize("rule", TABLE)
def test_t1_the_votes_needed_stand_in_the_table(rule: tuple[int, int]) -> None:
    assert tuple(least(*rule, size) for size in SIZES) == TABLE[rule]


def test_t1_the_votes_needed_are_those_of_the_shared_cases(shared: Path) -> None:
    for case in facts(shared, "thresholds")["cases"]:
        assert least(case["num"], case["den"], case["n"]) == case["need"]


def test_t2_a_rounded_percentage_never_passes(shared: Path) -> None:
    for yes, total in facts(shared, "thresholds")["rounding_traps_90pct_of_total"]:
        assert threshold(9, 10, Base.TOTAL, total=total, present=total, yes=yes).passed is False


def test_t2_exactly_two_thirds_passes(shared: Path) -> None:
    for yes, total in facts(shared, "thresholds")["exact_two_thirds_must_pass"]:
        assert threshold(2, 3, Base.TOTAL, total=total, present=total, yes=yes).passed is True


def test_t3_the_base_decides_the_result() -> None:
    assembly = Assembly(total=7, present=6, recused=1, issued=4, valid=4)
    verdicts = by_every_base(Share(2, 3), assembly, 4)
    assert (verdicts[Base.TOTAL].need, verdicts[Base.TOTAL].passed) == (5, False)
    assert (verdicts[Base.ISSUED].base_size, verdicts[Base.ISSUED].passed) == (4, True)
    assert set(verdicts) == set(Base)


def test_v1_a_council_of_fifteen_needs_fourteen(shared: Path) -> None:
    case = facts(shared, "nsnd_2018_stage_council")
    present = case["present"] + case["sent_ballot_while_absent"]
    rule = (case["rule"]["num"], case["rule"]["den"], Base.TOTAL)
    verdict = threshold(*rule, total=case["council_members"], present=present)
    assert verdict.need == case["need_yes"]
    assert verdict.reachable
    for title in ("nsnd", "nsut"):
        votes = [14] * case[title]["passed"]
        votes += [13] * (case[title]["considered"] - case[title]["passed"])
        results = [threshold(*rule, total=15, present=present, yes=yes).passed for yes in votes]
        assert sum(map(bool, results)) == case[title]["passed"]
    assert case["nsnd"]["considered"] + case["nsut"]["considered"] == case["re_reviewed"]


def test_b4_one_recusal_in_a_council_of_nine_makes_nine_tenths_unreachable() -> None:
    verdict = judge(Share(9, 10), Assembly(total=9, present=9, recused=1))
    assert (verdict.need, verdict.attainable, verdict.reachable) == (9, 8, False)
    assert reveals_votes(9, Share(9, 10))
    assert not reveals_votes(15, Share(9, 10))


def test_the_sentence_is_the_one_of_the_minutes() -> None:
    with force_locale("vi"):
        verdict = threshold(9, 10, "total", total=15, present=14, yes=13)
        assert verdict.sentence == (
            "Cần 14/15 phiếu đồng ý (≥ 9/10 tổng số thành viên); đạt 13 → không thông qua"
        )
        verdict = threshold(9, 10, "total", total=15, present=14, yes=14)
        assert verdict.sentence.endswith("đạt 14 → thông qua")
        assert "chỉ có thể đạt 8" in judge(Share(9, 10), Assembly(9, 9, 1)).sentence


def test_nothing_counted_is_not_a_pass() -> None:
    verdict = judge(Share(1, 2, Base.VALID), Assembly(total=5, present=5, issued=5, valid=0), 0)
    assert verdict.passed is False


@pytest.mark.parametrize(
    ("text", "share"), [("9/10", (9, 10)), (" 2 / 3 ", (2, 3)), ("90%", (90, 100))]
)
def test_a_rule_is_read_without_decimals(text: str, share: tuple[int, int]) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize("text", ["0/5", "6/5", "1/0", "0.9", "chín phần mười", "", "101%"])
def test_a_rule_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        parse_share(text)


def test_a_quorum_is_counted_of_all_members() -> None:
    assert quorum(2, 3, total=15, present=10).reached
    assert not quorum(2, 3, total=15, present=9).reached


def test_the_command_prints_the_contract(app) -> None:
    arguments = (
        "recognition threshold --rule 9/10 --base total --members 15 --present 14 --yes 13 --json"
    )
    result = app.test_cli_runner().invoke(args=arguments.split())
    assert result.exit_code == 0
    answer = json.loads(result.output)
    assert answer["need"] == 14
    assert answer["passed"] is False
    assert answer["reachable"] is True
    assert answer["sentence"].startswith("Cần 14/15 phiếu")


def test_the_command_refuses_nonsense_with_a_non_zero_exit(app) -> None:
    for rule, yes in (("0.9", "3"), ("9/10", "99")):
        arguments = ["recognition", "threshold", "--rule", rule, "--members", "5"]
        arguments += ["--present", "5", "--yes", yes, "--json"]
        assert app.test_cli_runner().invoke(args=arguments).exit_code != 0
