"""Where the marks of a picture stand; pure, in hundredths of the picture's width."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from portal.registry.lines import Line
from portal.registry.models import ItemKind


@dataclass(frozen=True)
class Mark:
    """One bar or point of the career: `width` 0 is a point in time."""

    line: Line
    x: float
    width: float

    @property
    def is_post(self) -> bool:
        return self.line.item.kind is ItemKind.APPOINTMENT


@dataclass(frozen=True)
class Career:
    """The marks from the earliest on, and the years that stand below them with their places."""

    marks: Sequence[Mark]
    ticks: Sequence[tuple[int, float]]


def career_of(lines: Sequence[Line], *, today: int) -> Career:
    """The career as marks between its first year and `today`; a line without any year is left out."""
    spans = [(span, line) for line in lines if (span := _years(line, today)) is not None]
    if not spans:
        return Career([], [])
    first = min(begins for (begins, _ends), _line in spans)
    last = max(today, *(ends for (_begins, ends), _line in spans))
    length = max(last - first, 1.0)
    marks = [
        Mark(line, (begins - first) / length * 100, (ends - begins) / length * 100)
        for (begins, ends), line in sorted(spans, key=lambda span: span[0])
    ]
    return Career(marks, _ticks(first, last))


def _ticks(first: float, last: float) -> list[tuple[int, float]]:
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= 6)
    years = range(math.ceil(first / step) * step, int(last) + 1, step)
    return [(year, (year - first) / max(last - first, 1.0) * 100) for year in years]


def _years(line: Line, today: int) -> tuple[float, float] | None:
    """When it began and ended in years and parts of a year; an open post goes on until today."""
    item = line.item
    if item.kind is ItemKind.APPOINTMENT:
        if not item.starts:
            return None
        begins = _year(item.starts)
        ends = _year(item.ends) if item.ends else float(today) + 1
        return begins, max(begins, ends)
    when = getattr(item, "awarded", None) or str(getattr(item, "year", None) or "")
    return (_year(when), _year(when)) if when else None


def _year(date: str) -> float:
    """ "2016-07" as 2016.5; a year alone is its beginning."""
    year, *rest = date.split("-")
    return int(year) + ((int(rest[0]) - 1) / 12 if rest else 0)


@dataclass(frozen=True)
class Node:
    """A co-author on the ring round the person, in the middle at 50, 50."""

    id: int
    name: str
    url: str
    works: int
    x: float
    y: float

    @property
    def anchor(self) -> str:
        """Which end of the name stands at the node, so that it never leaves the picture."""
        if abs(self.x - 50) < 12:
            return "middle"
        return "start" if self.x > 50 else "end"


def ring(people: Sequence[tuple[int, str, str, int]]) -> list[Node]:
    """The people (id, name, address, common works) on a ring, the closest on top, then clockwise."""
    nodes = []
    for place, (id, name, url, works) in enumerate(people):
        angle = 2 * math.pi * place / len(people) - math.pi / 2
        nodes.append(
            Node(id, name, url, works, 50 + 30 * math.cos(angle), 50 + 38 * math.sin(angle))
        )
    return nodes
