"""Line layout: how the lines of a file relate to the paragraphs of the document."""

from enum import StrEnum
from itertools import pairwise

from portal.consultation.outline.markers import marker_of
from portal.consultation.outline.prepare import Line
from portal.consultation.outline.widths import full_width, width

_WIDER_THAN_ANY_PAGE = 20.0
_SURELY_UNWRAPPED = 30.0
_JOINED_GROUPS = 0.25
_LONG_GROUP = 8.0
_MARKED_INSIDE = 0.1
_CUT_MARKERS = frozenset({"Điều", "Chương", "Mục", "Tiểu mục", "Phần", "Khoản"})


class Layout(StrEnum):
    """`LINES`: a line is a paragraph. `GROUPS`: blank lines part paragraphs. `WRAPPED`: neither."""

    LINES = "lines"
    GROUPS = "groups"
    WRAPPED = "wrapped"


def layout_of(lines: list[Line]) -> Layout:
    """Which of the three layouts the lines show."""
    widths = [width(line.text) for line in lines if not line.is_rule]
    if full_width(widths) > _WIDER_THAN_ANY_PAGE:
        return Layout.LINES
    if sum(size > _SURELY_UNWRAPPED for size in widths) > 1:
        return Layout.LINES
    groups = groups_of(lines)
    if sum(len(group) > 1 for group in groups) < _JOINED_GROUPS * len(groups):
        return Layout.WRAPPED
    if len(lines) > _LONG_GROUP * len(groups) or _are_lists(groups):
        return Layout.WRAPPED
    return Layout.GROUPS


def _are_lists(groups: list[list[Line]]) -> bool:
    """Whether lines inside the groups begin with markers of their own, so that blanks part less than
    a paragraph; a marker cut after "Điều" or "Chương" is none."""
    inside = [pair for group in groups for pair in pairwise(group)]
    marked = sum(
        marker_of(line.text) is not None and before.text not in _CUT_MARKERS
        for before, line in inside
    )
    return marked > _MARKED_INSIDE * len(inside)


def groups_of(lines: list[Line]) -> list[list[Line]]:
    """Lines in groups as blank lines and rules part them."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or line.after_blank or line.is_rule or groups[-1][-1].is_rule:
            groups.append([])
        groups[-1].append(line)
    return groups
