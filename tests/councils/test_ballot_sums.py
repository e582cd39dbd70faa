"""Paper ballots: sums agree or nothing is entered."""

import pytest

from portal.councils.rules.ballots import Counts, differences, faults

GOOD = Counts(issued=14, returned=14, valid=12, blank=1, invalid=1, yes=11, no=1)


def test_figures_that_add_up_have_no_fault() -> None:
    assert faults(GOOD, electorate=14) == {}


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"issued": 15}, "issued"),
        ({"issued": 13}, "returned"),
        ({"blank": 2}, "valid"),
        ({"yes": 12}, "yes"),
        ({"abstain": 1}, "yes"),
        ({"no": -1, "yes": 13}, "issued"),
    ],
)
def test_each_sum_that_fails_is_named(change: dict[str, int], column: str) -> None:
    assert column in faults(Counts(**(GOOD.as_row() | change)), electorate=14)


def test_two_counts_that_differ_say_where() -> None:
    other = Counts(**(GOOD.as_row() | {"yes": 10, "no": 2}))
    assert differences(GOOD, other) == {"yes": (11, 10), "no": (1, 2)}
    assert not differences(GOOD, GOOD)
