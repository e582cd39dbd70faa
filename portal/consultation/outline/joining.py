"""Joining: which lines of a wrapped text belong together, and where a paragraph or title ends."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from portal.consultation.outline.layout import Layout, groups_of
from portal.consultation.outline.markers import UPPER, Marker, is_upper, marker_of
from portal.consultation.outline.prepare import Line
from portal.consultation.outline.tree import TITLE_FOLLOWS, Kind
from portal.consultation.outline.widths import FIRST_LINE_INDENT, TOLERANCE, full_width, width

LONGEST_TITLE = 230
_LINES_OF_A_TITLE = 6
_CUT_NUMBER = re.compile(r"\d{1,4}-$")
_YEAR_AT_END = re.compile(r"\b\d{4}$")
_RANGE_GOES_ON = re.compile(r"[-–]\s*\d{4}\b")
_WANTS_NUMBER = re.compile(
    r"(?:^|\s)(?:ngày|tháng|năm|khoản|Khoản|Điều|điều|mục|Mục|số|điểm|Điểm)$"
)
_SENTENCE_END = re.compile(r"[.:!?…”\"/]$")
_ENDED = re.compile(r"[.:;!?…”\"/,]$")
_CLOSING_MARK = ")]}”’»,.;:!?%"
_FUNCTION_WORD = re.compile(
    r"(?:của|và|các|những|số|ngày|năm|về|với|cho|là|theo|trong|được|do|từ|đến|tới|trên|"
    r"Ban|Bộ|Sở|Ủy|Hội|Nghị|Kế|Quyết|Chương|Luật|khoản|Điều|điểm)"
)
_CAPITAL_INSIDE = re.compile(rf"(?<=[^\W\d_{UPPER}] )[{UPPER}]\w*")
_TITLED = frozenset({Kind.ROMAN, Kind.CLAUSE, Kind.SUBITEM, Kind.ARTICLE}) | TITLE_FOLLOWS


@dataclass
class Block:
    """One paragraph, bullet or heading: its marker, and the lines it is made of."""

    pieces: list[str]
    marker: Marker | None = None
    is_run_in: bool = False

    @classmethod
    def of(cls, text: str, *, is_run_in: bool = False) -> "Block":
        return cls([text], marker_of(text), is_run_in)

    @property
    def last(self) -> str:
        return self.pieces[-1]

    @property
    def text(self) -> str:
        """The lines put together."""
        return "".join(_spaced(self.pieces))

    @property
    def rest(self) -> str:
        """The text without its marker."""
        if self.marker is None:
            return self.text
        return "".join(_spaced([self.marker.rest, *self.pieces[1:]]))

    @property
    def is_upper(self) -> bool:
        """Whether the text, marker aside, is in capitals so far."""
        return is_upper(self.rest) if len(self.pieces) <= _LINES_OF_A_TITLE else False

    @property
    def is_title(self) -> bool:
        """Whether this may still be a title: a headed kind, not ended, not too long."""
        return (
            self.marker is not None
            and self.marker.kind in _TITLED
            and not _ENDED.search(self.last)
            and len(self.pieces) <= _LINES_OF_A_TITLE
            and len(self.text) <= LONGEST_TITLE
        )


def _spaced(pieces: list[str]) -> Iterator[str]:
    """The pieces with a space between them; a number cut at its hyphen closes up again."""
    before = ""
    for piece in pieces:
        if before and piece and not _CUT_NUMBER.search(before):
            yield " "
        yield piece
        before = piece or before


def join(before: str, after: str) -> str:
    """Two pieces of one paragraph, as `Block.text` joins them."""
    return "".join(_spaced([before, after]))


@dataclass
class Page:
    """What the lines tell together: the full width and the words that are names."""

    full: float
    proper: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Page":
        texts = [line.text for line in lines if not line.is_rule]
        proper = {word for text in texts for word in _CAPITAL_INSIDE.findall(text)}
        return cls(full_width([width(text) for text in texts]), frozenset(proper))


def blocks_of(lines: list[Line], layout: Layout, page: Page) -> list[Block]:
    """The paragraphs, bullets and headings of `lines`."""
    lines = [line for line in lines if not line.is_rule]
    if layout is Layout.LINES:
        return [_block(line) for line in lines]
    if layout is Layout.GROUPS:
        return _grouped(lines)
    blocks: list[Block] = []
    for line in lines:
        if blocks and not _begins(line.text, blocks[-1], page):
            blocks[-1].pieces.append(line.text)
        else:
            blocks.append(_block(line))
    return blocks


def _block(line: Line) -> Block:
    return Block.of(line.text, is_run_in=line.has_bold_marker)


def _grouped(lines: list[Line]) -> list[Block]:
    blocks: list[Block] = []
    for group in groups_of(lines):
        text = "".join(_spaced([line.text for line in group]))
        block = Block.of(text, is_run_in=group[0].has_bold_marker)
        if blocks and _goes_on(blocks[-1], block):
            blocks[-1].pieces.append(text)
        else:
            blocks.append(block)
    return blocks


def _goes_on(open_block: Block, block: Block) -> bool:
    """Whether a group continues the paragraph before it: it was cut in the middle of a sentence."""
    if block.marker is not None or _ENDED.search(open_block.last) or open_block.is_upper:
        return False
    if block.last[0].islower():
        return True
    return open_block.is_run_in and open_block.marker is not None


def _begins(text: str, block: Block, page: Page) -> bool:
    """Whether `text` opens a new block after `block`."""
    marker = marker_of(text)
    if marker is not None:
        return not _is_false_marker(marker, text, block, page)
    if _CUT_NUMBER.search(block.last) or block.last.endswith(","):
        return False
    if text[0].islower() or text[0].isdigit() or text[0] in _CLOSING_MARK:
        return _is_bare_heading(block)
    if block.is_title:
        return _title_ends(text, block, page)
    if _SENTENCE_END.search(block.last):
        return _is_short(text, block, page)
    if block.last.endswith(";"):
        return _is_short(text, block, page) and width(block.last) < 0.6 * page.full
    return block.marker is None and block.is_upper != is_upper(text)


def _is_bare_heading(block: Block) -> bool:
    return block.marker is not None and block.marker.kind in TITLE_FOLLOWS and not block.rest


def _title_ends(text: str, block: Block, page: Page) -> bool:
    if _is_bare_heading(block):
        return True
    if block.is_upper:
        return not is_upper(text) or _is_short(text, block, page)
    if _FUNCTION_WORD.fullmatch(block.last.split()[-1]):
        return False
    return _is_short(text, block, page) or _first_word(text) not in page.proper


def _first_word(text: str) -> str:
    word = re.match(r"\w+", text)
    return word.group() if word else text.split()[0]


def _is_short(text: str, block: Block, page: Page) -> bool:
    """Whether the last line had room for the next word, so that breaking there was meant."""
    limit = page.full - (FIRST_LINE_INDENT if len(block.pieces) == 1 else 0.0)
    return width(f"{block.last} {text.split()[0]}") <= limit - TOLERANCE


def _is_false_marker(marker: Marker, text: str, block: Block, page: Page) -> bool:
    if marker.kind is Kind.BULLET:
        return bool(_YEAR_AT_END.search(block.last) and _RANGE_GOES_ON.match(text))
    if _CUT_NUMBER.search(block.last):
        return True
    if marker.kind in (Kind.CLAUSE, Kind.SUBITEM, Kind.POINT) and _WANTS_NUMBER.search(block.last):
        return True
    if _ENDED.search(block.last) or block.is_title or block.is_upper:
        return False
    return not _is_short(text, block, page)
