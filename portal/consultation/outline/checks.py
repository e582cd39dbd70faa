"""Sequence check: numbers that are missing, repeated or out of order, and titles that occur twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.consultation.outline.markers import POINT_LETTERS
from portal.consultation.outline.tree import Kind, Node, Outline

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_THROUGHOUT = frozenset({Kind.ARTICLE})


class Fault(StrEnum):
    GAP = "gap"
    REPEAT = "repeat"
    STARTS_LATE = "starts_late"
    OUT_OF_ORDER = "out_of_order"
    TITLE_TWICE = "title_twice"
    NO_STRUCTURE = "no_structure"
    TWO_NUMBERS = "two_numbers"
    TWO_SPELLINGS = "two_spellings"


@dataclass(frozen=True)
class Finding:
    """One doubtful place: what is wrong, in which unit, and the two things that disagree."""

    fault: Fault
    place: str
    found: str
    expected: str = ""
    count: int = 1


def value_of(number: str) -> tuple[int, int] | None:
    """The place of a number in its series: "5a" stands between 5 and 6; None if it has none."""
    if not number:
        return None
    last = number.rsplit(".", 1)[-1]
    digits = "".join(char for char in last if char.isdigit())
    if digits and last[0].isdigit():
        return int(digits), _letter(last[len(digits) :])
    capitals = last.rstrip(POINT_LETTERS)
    if capitals and all(char in _ROMAN for char in capitals):
        return _roman(capitals), _letter(last[len(capitals) :])
    if last[0] in POINT_LETTERS:
        return POINT_LETTERS.index(last[0]) + 1, int(digits or 0)
    return None


def _letter(text: str) -> int:
    return POINT_LETTERS.find(text[0]) + 1 if text else 0


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def sequence_faults(outline: Outline) -> list[Finding]:
    """Every break in the numbering of `outline`, in document order."""
    root = Node(Kind.ANNEXED, children=outline.nodes)
    return [*_faults_below(root, ""), *_articles_of(root), *_titles_twice(outline)]


def _faults_below(node: Node, place: str) -> Iterator[Finding]:
    for kind in dict.fromkeys(child.kind for child in node.children):
        if kind not in _THROUGHOUT:
            yield from _series([c for c in node.children if c.kind is kind], place)
    for child in node.children:
        yield from _faults_below(child, f"{place} {name_of(child)}".strip())


def name_of(node: Node) -> str:
    """The number of a node as a path step; its kind where it has none."""
    return node.number or node.kind.value


def _articles_of(root: Node) -> Iterator[Finding]:
    """Articles run through a numbering space: the document, and each annexed one."""
    annexed = [n for n in root.walk() if n.kind is Kind.ANNEXED and n is not root]
    for space in [root, *annexed]:
        yield from _series(list(_own_articles(space)), "")


def _own_articles(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.kind is Kind.ARTICLE:
            yield child
        if child.kind is not Kind.ANNEXED:
            yield from _own_articles(child)


def _series(nodes: list[Node], place: str) -> Iterator[Finding]:
    before: tuple[int, int] | None = None
    for node in nodes:
        value = value_of(node.number)
        if value is None:
            continue
        where = f"{place} {node.number}".strip()
        if before is None:
            if value[0] > 1 and node.kind is not Kind.ARTICLE:
                yield Finding(Fault.STARTS_LATE, where, node.number, "1")
        elif value == before:
            yield Finding(Fault.REPEAT, where, node.number)
        elif value < before:
            yield Finding(Fault.OUT_OF_ORDER, where, node.number)
        elif value[0] > before[0] + 1:
            yield Finding(Fault.GAP, where, node.number)
        before = value


def _titles_twice(outline: Outline) -> Iterator[Finding]:
    """A title that two units of one parent share: one of them is probably a slip."""
    stack = [outline.nodes]
    while stack:
        siblings = stack.pop()
        seen: dict[str, str] = {}
        for node in siblings:
            key = " ".join(node.title.casefold().split())
            if key and key in seen:
                yield Finding(Fault.TITLE_TWICE, name_of(node), node.title, seen[key])
            seen.setdefault(key, name_of(node))
            stack.append(node.children)
