"""Building the tree: each block finds its parent by its level."""

import re

from portal.consultation.outline.joining import LONGEST_TITLE, Block
from portal.consultation.outline.markers import Marker, is_upper
from portal.consultation.outline.quoted import parted
from portal.consultation.outline.tree import TITLE_FOLLOWS, Kind, Node, Part, level_of

_UNFINISHED = re.compile(r"[.;:,!?…/]\s*$")
_FULL_STOP = re.compile(r"[.;](?:/\.)?$")
_MAY_RUN_IN = frozenset({Kind.ARTICLE, Kind.ROMAN, Kind.ITEM, Kind.SUBITEM})


class Builder:
    """Puts blocks under a root; `parents` is the path from the root to the unit that is open."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.parents = [root]
        self.run_in: set[int] = set()

    def build(self, blocks: list[Block]) -> None:
        """Take in all blocks in order, then decide which headings are titles."""
        for block, is_quoted in parted(blocks):
            if is_quoted:
                self._open_unit.children.append(
                    Node(Kind.QUOTED, parts=[Part(Kind.PARA, block.text)])
                )
            elif block.marker is None:
                self._take_text(block.text)
            elif block.marker.kind is Kind.BULLET:
                self._take(Part(Kind.BULLET, block.rest), block.text)
            else:
                self._take_heading(block, block.marker)
        for node in self.root.walk():
            if node is not self.root:
                _settle_children(node, self.run_in)
        _settle(self.root.children, self.run_in)

    @property
    def _open_unit(self) -> Node:
        return self.parents[-1]

    def _take_text(self, text: str) -> None:
        unit = self._open_unit
        is_bare = unit.kind in TITLE_FOLLOWS and not unit.parts and not unit.children
        if is_bare and (is_upper(text) or (not unit.title and _looks_like_title(text))):
            unit.title = f"{unit.title} {text}".strip()
            return
        self._take(Part(Kind.PARA, text), text)

    def _take(self, part: Part, raw: str) -> None:
        if part.text or raw:
            self._open_unit.parts.append(part if part.text else Part(Kind.PARA, raw))

    def _take_heading(self, block: Block, marker: Marker) -> None:
        kind = self._kind(marker.kind)
        node = Node(kind, marker.number, block.rest)
        if block.is_run_in:
            self.run_in.add(id(node))
        while len(self.parents) > 1 and not self._may_hold(self._open_unit, kind, marker.number):
            self.parents.pop()
        self._open_unit.children.append(node)
        self.parents.append(node)

    def _kind(self, kind: Kind) -> Kind:
        """A "1." is a clause inside an article and an item of a plan elsewhere."""
        if kind is not Kind.CLAUSE:
            return kind
        inside = any(node.kind is Kind.ARTICLE for node in self.parents)
        return Kind.CLAUSE if inside else Kind.ITEM

    def _may_hold(self, node: Node, kind: Kind, number: str) -> bool:
        if node.kind in (Kind.ANNEXED, Kind.APPENDIX):
            return True
        return level_of(node.kind, node.number) < level_of(kind, number)


def _looks_like_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and not _UNFINISHED.search(text)


def _settle_children(node: Node, run_in: set[int]) -> None:
    _settle(node.children, run_in)


def _settle(siblings: list[Node], run_in: set[int]) -> None:
    """Turn headings that are whole sentences into the first paragraph of their unit."""
    titled = sum(not _UNFINISHED.search(node.title) for node in siblings if node.title)
    mostly_titled = titled * 2 > len(siblings)
    for node in siblings:
        if node.title and (id(node) in run_in or _is_run_in(node, mostly_titled)):
            node.parts.insert(0, Part(Kind.PARA, node.title))
            node.title = ""


def _is_run_in(node: Node, mostly_titled: bool) -> bool:
    if node.kind in (Kind.CLAUSE, Kind.POINT):
        return True
    if node.kind not in _MAY_RUN_IN:
        return False
    if len(node.title) > LONGEST_TITLE:
        return True
    if not _FULL_STOP.search(node.title) or node.children or node.bullets:
        return False
    return not (node.parts and mostly_titled)
