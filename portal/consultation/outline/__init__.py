"""The outline of an official text: pure rules that turn lines into a tree (see docs of each file)."""

from portal.consultation.outline.build import Builder
from portal.consultation.outline.closing import parse_closing, split_closing
from portal.consultation.outline.front import take_front
from portal.consultation.outline.joining import Page, blocks_of
from portal.consultation.outline.layout import Layout, layout_of
from portal.consultation.outline.markers import is_upper, marker_of
from portal.consultation.outline.prepare import Line, lines_of
from portal.consultation.outline.tree import Closing, Kind, Node, Outline, Part

__all__ = ["Closing", "Kind", "Node", "Outline", "Part", "recognise", "recognise_paragraphs"]


def recognise(text: str) -> Outline:
    """The outline of a plain or Markdown text, however its lines are laid out."""
    lines = lines_of(text)
    return _recognise(lines, layout_of(lines))


def recognise_paragraphs(paragraphs: list[str]) -> Outline:
    """The outline of a text whose paragraphs are known, as in a DOCX file."""
    return _recognise(lines_of("\n".join(paragraphs)), Layout.LINES)


def _recognise(lines: list[Line], layout: Layout) -> Outline:
    page = Page.of(lines)
    main, ending, annexed = split_closing(lines)
    outline = Outline()
    outline.closing, outline.left_over = parse_closing(ending)
    wrapped = layout is Layout.WRAPPED
    units = _units(main, layout, page)
    body = take_front(units, outline, wrapped=wrapped)
    root = Node(Kind.PARA)
    Builder(root).build(blocks_of(body, layout if wrapped else Layout.LINES, page))
    outline.nodes = root.children
    outline.preamble += [part.text for part in root.parts]
    for piece in _annexes(annexed):
        outline.nodes.append(_annex(piece, layout, page))
    return outline


def _units(lines: list[Line], layout: Layout, page: Page) -> list[Line]:
    """Lines of a wrapped text as they are; otherwise whole paragraphs."""
    if layout is not Layout.GROUPS:
        return lines
    units: list[Line] = []
    pending: list[Line] = []
    for line in [*lines, Line("", is_rule=True)]:
        if not line.is_rule:
            pending.append(line)
            continue
        for block in blocks_of(pending, layout, page):
            units.append(Line(block.text, True, has_bold_marker=block.is_run_in))
        pending = []
        units.append(line)
    return units[:-1]


def _annexes(lines: list[Line]) -> list[list[Line]]:
    """What follows the closing block, parted at each appendix."""
    pieces: list[list[Line]] = []
    for line in lines:
        marker = marker_of(line.text)
        is_new = marker is not None and marker.kind is Kind.APPENDIX and is_upper(line.text)
        if not pieces or is_new:
            pieces.append([])
        pieces[-1].append(line)
    return pieces


def _annex(lines: list[Line], layout: Layout, page: Page) -> Node:
    units = [line for line in _units(lines, layout, page) if not line.is_rule]
    marker = marker_of(units[0].text)
    if marker is not None and marker.kind is Kind.APPENDIX:
        root = Node(Kind.APPENDIX, marker.number, marker.rest)
    else:
        root = Node(Kind.ANNEXED, "", units[0].text)
    is_wrapped = layout is Layout.WRAPPED
    Builder(root).build(blocks_of(units[1:], layout if is_wrapped else Layout.LINES, page))
    return root
