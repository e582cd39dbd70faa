"""A printed code tells the truth of today and nothing else."""

from portal.core.verify import VerifyAnswer, answer_for, answers, issue


@answers("test-paper")
def _paper(key: str) -> VerifyAnswer | None:
    return VerifyAnswer(f"Paper {key}", "In force") if key != "gone" else None


def test_a_thing_has_one_code_for_ever() -> None:
    assert issue("test-paper", 1).code == issue("test-paper", 1).code
    assert issue("test-paper", 1).code != issue("test-paper", 2).code


def test_a_code_has_128_bits_and_fits_an_address() -> None:
    code = issue("test-paper", 3).code
    assert len(code) == 22
    assert code.replace("-", "").replace("_", "").isalnum()


def test_the_answer_is_asked_of_the_feature_at_the_moment() -> None:
    answer = answer_for(issue("test-paper", 5).code)
    assert answer is not None
    assert answer.title == "Paper 5"


def test_an_unknown_a_hidden_and_a_monstrous_code_are_answered_alike() -> None:
    assert answer_for("no-such-code") is None
    assert answer_for(issue("test-paper", "gone").code) is None
    assert answer_for(issue("nobody-answers", 1).code) is None
    assert answer_for("x" * 10_000) is None
