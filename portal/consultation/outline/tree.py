"""What a draft consists of: a tree of headed units with their paragraphs and bullets, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The levels of Vietnamese official texts, from the outside in."""

    ANNEXED = "annexed"
    APPENDIX = "appendix"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    ROMAN = "roman"
    ITEM = "item"
    SUBITEM = "subitem"
    QUOTED = "quoted"
    PARA = "para"
    BULLET = "bullet"


TITLE_FOLLOWS = frozenset(
    {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.APPENDIX, Kind.ANNEXED}
)
"""Kinds whose title often stands on the lines after the marker."""

BODY = frozenset({Kind.PARA, Kind.BULLET})


_LEVEL = {
    Kind.ANNEXED: 0,
    Kind.APPENDIX: 0,
    Kind.PART: 1,
    Kind.CHAPTER: 2,
    Kind.SECTION: 3,
    Kind.SUBSECTION: 4,
    Kind.ARTICLE: 5,
    Kind.ROMAN: 5,
    Kind.CLAUSE: 6,
    Kind.ITEM: 6,
    Kind.POINT: 12,
}


def level_of(kind: Kind, number: str) -> int:
    """How deep a headed unit lies: a unit holds those of a higher level. 2.1 holds 2.1.1."""
    if kind is Kind.SUBITEM:
        return 6 + number.count(".")
    return _LEVEL.get(kind, 13)


@dataclass
class Part:
    """A paragraph or bullet of a node; the two keep their common order."""

    kind: Kind
    text: str


@dataclass
class Node:
    """A unit with a marker: its number as written without the dot, title, own text, children."""

    kind: Kind
    number: str = ""
    title: str = ""
    parts: list[Part] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        return [part.text for part in self.parts if part.kind is Kind.PARA]

    @property
    def bullets(self) -> list[str]:
        return [part.text for part in self.parts if part.kind is Kind.BULLET]

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "number": self.number,
            "title": self.title,
            "paragraphs": self.paragraphs,
            "bullets": self.bullets,
            "children": [child.as_json() for child in self.children],
        }


@dataclass
class Closing:
    """The end of the document: who receives it, who signs and in what capacity."""

    recipients: list[str] = field(default_factory=list)
    signer: str = ""
    capacity: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"recipients": self.recipients, "signer": self.signer, "capacity": self.capacity}


@dataclass
class Outline:
    """A recognised draft. `header` and `left_over` hold what has no place in the tree, never lost."""

    doc_type: str = ""
    subject: str = ""
    preamble: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    closing: Closing = field(default_factory=Closing)
    header: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Every node in document order."""
        for node in self.nodes:
            yield from node.walk()

    def as_json(self) -> dict[str, Any]:
        """The stable form that `flask drafts outline --json` prints."""
        return {
            "doc_type": self.doc_type,
            "subject": self.subject,
            "preamble": "\n".join(self.preamble),
            "nodes": [node.as_json() for node in self.nodes],
            "closing": self.closing.as_json(),
        }
