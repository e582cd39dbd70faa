"""The tree as a list: one row a unit, in document order, as it is stored, shown and mended.

The tree follows from the order, the kinds and the numbers alone; `placed` derives depth and key, so a
mended row needs no other care.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from portal.consultation.outline.tree import BODY, Kind, Node, Outline, Part, level_of

_STEP = {
    Kind.ANNEXED: "kem-theo",
    Kind.APPENDIX: "phu-luc",
    Kind.PART: "phan",
    Kind.CHAPTER: "chuong",
    Kind.SECTION: "muc",
    Kind.SUBSECTION: "tieu-muc",
    Kind.ARTICLE: "dieu",
    Kind.CLAUSE: "khoan",
    Kind.POINT: "diem",
    Kind.ROMAN: "",
    Kind.ITEM: "",
    Kind.SUBITEM: "",
    Kind.QUOTED: "q",
    Kind.PARA: "p",
    Kind.BULLET: "b",
}
_UNNUMBERED = BODY | {Kind.QUOTED}


@dataclass(frozen=True)
class Row:
    """One unit: a heading with its title or run-in text, or a paragraph or bullet."""

    kind: Kind
    number: str = ""
    title: str = ""
    text: str = ""
    depth: int = 0
    key: str = ""


def flatten(outline: Outline) -> list[Row]:
    """The rows of a recognised draft."""
    return placed(row for node in outline.nodes for row in _rows(node))


def _rows(node: Node) -> Iterator[Row]:
    parts = list(node.parts)
    text = ""
    if not node.title and parts and parts[0].kind is Kind.PARA:
        text = parts.pop(0).text
    yield Row(node.kind, node.number, node.title, text)
    for part in parts:
        yield Row(part.kind, text=part.text)
    for child in node.children:
        yield from _rows(child)


def placed(rows: Iterable[Row]) -> list[Row]:
    """The rows with their depth and key, as order, kinds and numbers tell them."""
    result: list[Row] = []
    open_units: list[tuple[int, str]] = []
    counted: Counter[tuple[str, str]] = Counter()
    used: Counter[str] = Counter()
    for row in rows:
        level = level_of(row.kind, row.number)
        while open_units and open_units[-1][0] >= level:
            open_units.pop()
        parent = open_units[-1][1] if open_units else ""
        step = _step(row)
        if row.kind in _UNNUMBERED or not row.number:
            counted[parent, step] += 1
            step = f"{step}{counted[parent, step]}"
        key = f"{parent}/{step}".strip("/")
        used[key] += 1
        if used[key] > 1:
            key = f"{key}~{used[key]}"
        result.append(replace(row, depth=len(open_units), key=key))
        if row.kind not in _UNNUMBERED:
            open_units.append((level, key))
    return result


def _step(row: Row) -> str:
    number = row.number.lower().replace("đ", "dd").replace(" ", "-")
    name = _STEP[row.kind]
    if row.kind in _UNNUMBERED or not name:
        return name or row.number
    return f"{name}-{number}" if number else name


def parents_of(rows: Iterable[Row]) -> dict[str, str | None]:
    """For each key the key of the heading above it."""
    above: dict[str, str | None] = {}
    stack: list[str] = []
    for row in rows:
        del stack[row.depth :]
        above[row.key] = stack[-1] if stack else None
        if row.kind not in _UNNUMBERED:
            stack.append(row.key)
    return above


def unflatten(rows: Iterable[Row]) -> list[Node]:
    """The tree that the rows tell."""
    roots: list[Node] = []
    stack: list[Node] = []
    for row in rows:
        del stack[row.depth :]
        if row.kind in BODY and stack:
            stack[-1].parts.append(Part(row.kind, row.text))
            continue
        parts = [Part(Kind.PARA, row.text)] if row.text else []
        node = Node(row.kind, row.number, row.title, parts)
        (stack[-1].children if stack else roots).append(node)
        if row.kind not in _UNNUMBERED:
            stack.append(node)
    return roots
