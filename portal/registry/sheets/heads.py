"""Where the table begins: the header row under titles, in one row or two, each header once."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.registry.sheets.columns import BY_KEY, column_of, is_passed_over

LOOKED_AT = 40
"""Rows from the top among which the header must stand."""
_NAMES = frozenset({"name", "given", "first_name", "last_name"})

Cells = Sequence[str]


def _(sentence: str) -> str:
    """Mark a sentence for translation, which the parent of this process does."""
    return sentence


class Refused(ValueError):
    """A table that cannot be read: a sentence (msgid) with the words to put into it."""

    def __init__(self, sentence: str, **words: str) -> None:
        super().__init__(sentence)
        self.sentence, self.words = sentence, words


@dataclass(frozen=True)
class Head:
    """The header: its last row's place in what was looked at, our column by place, the rest."""

    last: int
    columns: dict[int, str]
    written: dict[str, str]
    """The header of each of our columns as it stands in the file."""
    unknown: list[str]


def find_head(rows: Sequence[Cells]) -> Head | None:
    """The header among the first rows; None where no row has a name and another column."""
    best: tuple[int, int, list[str]] | None = None
    for place, row in enumerate(rows[:LOOKED_AT]):
        for last, texts in _candidates(rows, place, row):
            known = {column_of(text) for text in texts} - {None}
            if known & _NAMES and len(known) > (best[0] if best else 0):
                best = (len(known), last, texts)
    if best is None or best[0] < 2:
        return None
    return _head(best[1], best[2])


def _candidates(rows: Sequence[Cells], place: int, row: Cells) -> list[tuple[int, list[str]]]:
    """The row alone, and with the row under it where that one divides its headers."""
    found = [(place, list(row))]
    if place + 1 < len(rows):
        below = rows[place + 1]
        if sum(column_of(text) is not None for text in below) >= 2:
            found.append((place + 1, _joined(row, below)))
    return found


def _joined(above: Cells, below: Cells) -> list[str]:
    """A header over two rows: the lower word where only it is ours, or where the upper is a group's."""
    width = max(len(above), len(below))
    high = [*above, *[""] * (width - len(above))]
    low = [*below, *[""] * (width - len(below))]
    return [
        text
        if column_of(text) and (column_of(high[at]) is None or _is_group(high, low, at))
        else high[at] or text
        for at, text in enumerate(low)
    ]


def _is_group(high: Cells, low: Cells, at: int) -> bool:
    """Whether the upper word stands over this column and the next one, each with its own word."""
    return (
        at + 1 < len(high)
        and not high[at + 1]
        and column_of(low[at]) is not None
        and column_of(low[at + 1]) is not None
    )


def _head(last: int, texts: list[str]) -> Head:
    columns: dict[int, str] = {}
    written: dict[str, str] = {}
    unknown = []
    for place, text in enumerate(texts):
        key = column_of(text)
        if key is None:
            if not is_passed_over(text):
                unknown.append(text)
            continue
        if key in written:
            raise Refused(
                _(
                    "Two columns are headed the same: “%(one)s” and “%(other)s” (columns %(where)s)."
                    " Remove one of them or give it another header."
                ),
                one=written[key],
                other=text,
                where=f"{letter(_place(columns, key))}, {letter(place)}",
            )
        columns[place], written[key] = key, text
    return Head(last, columns, written, unknown)


def _place(columns: dict[int, str], key: str) -> int:
    return next(place for place, one in columns.items() if one == key)


def letter(place: int) -> str:
    """The column's letter in a spreadsheet."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def is_numbering(cells: Cells) -> bool:
    """Whether a row under the header only numbers the columns: 1 2 3, (1) (2) (3), A B 1 2."""
    told = [cell.strip("()[]. ") for cell in cells if cell]
    numbers = [int(cell) for cell in told if cell.isdecimal() and len(cell) < 4]
    short = all(len(cell) <= 3 for cell in told)
    return (
        len(numbers) >= 3
        and short
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def missing_head(rows: Sequence[Cells]) -> Refused:
    """The sentence for a table without a header that we know."""
    seen = [text for row in rows[:5] for text in row if text][:8]
    return Refused(
        _(
            "No header row was found. One row must have the header “%(name)s” and at least one more of"
            " the template. The file begins with: %(seen)s."
        ),
        name=BY_KEY["name"].header,
        seen=", ".join(text[:40] for text in seen) or "–",
    )
