"""Quoted matter of amending texts: what stands in quotes after "như sau:" is one unit."""

import re
from collections.abc import Iterator

from portal.consultation.outline.joining import Block
from portal.consultation.outline.markers import OPENING_QUOTES

_LEADS_IN = re.compile(r"như sau\s*:\s*$", re.IGNORECASE)
_ENDS = re.compile(r"[\"”»]\s*[.;,]?(?:\s*/\.)?\s*$")


def opens_quote(before: str, text: str) -> bool:
    """Whether `text` begins the quoted matter that the sentence `before` announces."""
    return bool(_LEADS_IN.search(before)) and text[:1] in OPENING_QUOTES


def take_quoted(blocks: list[Block], start: int) -> int:
    """Where the quotation that begins at `start` ends (exclusive).

    A line that ends in a quotation mark ends it, unless the next one opens another quotation. A
    quotation that is never closed ends with its first line: better one stray unit than a swallowed
    document.
    """
    for index in range(start, len(blocks)):
        if not _ENDS.search(blocks[index].text):
            continue
        if index + 1 < len(blocks) and blocks[index + 1].text[:1] in OPENING_QUOTES:
            continue
        return index + 1
    return start + 1


def parted(blocks: list[Block]) -> Iterator[tuple[Block, bool]]:
    """Blocks with whether each is quoted; a whole quotation comes as one block of many lines."""
    index = 0
    while index < len(blocks):
        if index and opens_quote(blocks[index - 1].text, blocks[index].text):
            end = take_quoted(blocks, index)
            yield Block(["\n".join(block.text for block in blocks[index:end])]), True
            index = end
        else:
            yield blocks[index], False
            index += 1
