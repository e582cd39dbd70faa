"""Small numbers are hidden so that they cannot be computed back from totals either; pure."""

from collections.abc import Iterable, Sequence

Cell = int | None
"""A number of people; None: too small to be told."""


def protected(table: Sequence[Sequence[int]], smallest: int) -> list[list[Cell]]:
    """The table with every number from 1 to `smallest` - 1 hidden, and more where that is needed.

    A row or column with something hidden hides at least two cells which together reach `smallest`
    (all its cells where they do not): who knows its total learns nothing of a small group.
    """
    hidden = {
        (row, column)
        for row, cells in enumerate(table)
        for column, number in enumerate(cells)
        if 0 < number < smallest
    }
    lines = _lines(table)
    while more := next(
        (found for line in lines if (found := _next(table, line, hidden, smallest))), None
    ):
        hidden.add(more)
    return [
        [None if (row, column) in hidden else number for column, number in enumerate(cells)]
        for row, cells in enumerate(table)
    ]


Place = tuple[int, int]


def _lines(table: Sequence[Sequence[int]]) -> list[list[Place]]:
    width = len(table[0]) if table else 0
    rows = [[(row, column) for column in range(width)] for row in range(len(table))]
    columns = [[(row, column) for row in range(len(table))] for column in range(width)]
    return [*rows, *columns]


def _next(
    table: Sequence[Sequence[int]], line: Iterable[Place], hidden: set[Place], smallest: int
) -> Place | None:
    """The next cell of the line to hide: the smallest one that is left; None where enough is."""
    covered = [place for place in line if place in hidden]
    left = [place for place in line if place not in hidden]
    if not covered or not left:
        return None
    if len(covered) > 1 and sum(table[row][column] for row, column in covered) >= smallest:
        return None
    return min(left, key=lambda place: (table[place[0]][place[1]], place))
