"""Titles and abstracts with HTML, JATS or MathML in them, as plain text."""

import html
import re

from portal.core.text import compose

_TAG = re.compile(
    r"</?(?:jats:|mml:)?(?:i|b|u|em|strong|sub|sup|scp|sc|tt|span|p|br|title|sec|italic|bold|list|list-item"
    r"|math|m[a-z]+|inline-formula|alternatives|tex-math|abstract|div|a|ext-link|xref|label|break)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|br|title|sec|list|list-item|div|break)\b", re.IGNORECASE)


def plain(text: object) -> str:
    """Text without the tags of publishers, entities resolved, NFC, spaces collapsed."""
    if not isinstance(text, str):
        return ""
    if "<" in text:
        text = _TAG.sub(lambda tag: " " if _BLOCK.match(tag[0]) else "", text)
    return compose(html.unescape(text) if "&" in text else text)
