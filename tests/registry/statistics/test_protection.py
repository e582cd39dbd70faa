"""No small group is told, and none can be computed back from a total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.registry.statistics.rules import protected

N = None


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ([[10, 20], [30, 40]], [[10, 20], [30, 40]]),
        ([[0, 9], [9, 0]], [[0, 9], [9, 0]]),
        ([[3, 20, 30], [40, 50, 60], [70, 80, 90]], [[N, N, 30], [N, N, 60], [70, 80, 90]]),
        ([[1, 1, 30], [50, 60, 70]], [[N, N, N], [N, N, N]]),
        ([[2]], [[N]]),
        ([], []),
    ],
)
def test_a_small_number_takes_others_with_it(
    table: list[list[int]], shown: list[list[int | None]]
) -> None:
    assert protected(table, 5) == shown


tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=6
    )
)


@given(tables)
def test_what_is_shown_is_true_and_what_is_small_is_hidden(table: list[list[int]]) -> None:
    for cells, row in zip(table, protected(table, 5), strict=True):
        for number, cell in zip(cells, row, strict=True):
            assert cell in (number, None)
            assert cell is None or cell == 0 or cell >= 5


@given(tables)
def test_no_total_of_a_line_gives_a_small_group_away(table: list[list[int]]) -> None:
    shown = protected(table, 5)
    lines = [
        *zip(table, shown, strict=True),
        *zip(zip(*table, strict=True), zip(*shown, strict=True), strict=True),
    ]
    for numbers, cells in lines:
        hidden = [one for one, cell in zip(numbers, cells, strict=True) if cell is None]
        if hidden and len(hidden) < len(cells):
            assert len(hidden) > 1
            assert sum(hidden) >= 5
