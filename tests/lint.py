"""What is wrong with a page's HTML: well-formedness, headings, labels, ids, inline style and script."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

from lxml import html

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
)
SELF_LABELLED = ("hidden", "submit", "button", "image")
NO_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4"})
BLOCKS = NO_BLOCKS | {"div", "ul", "ol", "dl", "table", "section", "form", "fieldset", "figure"}


class _Nesting(HTMLParser):
    """Follows the tags as written: a browser mends silently what this reports."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS and self.open and NO_BLOCKS & set(self.open):
            self.problems.append(f"<{tag}> inside <{self.open[-1]}> at {self.getpos()}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes <{self.open[-1:]}> at {self.getpos()}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def problems(page: str) -> list[str]:
    """Everything wrong with a whole page; an empty list for a good one."""
    nesting = _Nesting()
    nesting.feed(page)
    tree = html.document_fromstring(page)
    return [
        *([] if page.lstrip().lower().startswith("<!doctype html>") else ["no doctype"]),
        *nesting.problems,
        *(f"<{tag}> is never closed" for tag in nesting.open),
        *_frame(tree),
        *_inline(tree),
        *_ids(tree),
        *_names(tree),
    ]


def _text(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _frame(tree: html.HtmlElement) -> list[str]:
    found = [] if tree.get("lang") in ("vi", "en") else ["<html> has no lang"]
    headings = tree.findall(".//h1")
    if len(headings) != 1:
        return [*found, f"{len(headings)} h1"]
    title = _text(tree.find(".//title"))
    heading = headings[0]
    for part in heading.findall("small"):
        part.getparent().remove(part)
    if not re.sub(r"^(Lỗi|Error): ", "", title).startswith(_text(heading)):
        found.append(f"h1 {_text(heading)!r} is not the title {title!r}")
    if len(tree.findall(".//main")) != 1:
        found.append("not one main")
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4")]
    jumps = [f"h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1]
    return found + jumps


def _inline(tree: html.HtmlElement) -> list[str]:
    found = [f"inline style on <{each.tag}>" for each in tree.xpath("//*[@style]")]
    found += ["a <style>"] * len(tree.findall(".//style"))
    for script in tree.findall(".//script"):
        if not script.get("src") and script.get("type") != "application/ld+json":
            found.append("inline script")
    return found + [
        f"{name} on <{each.tag}>"
        for each in tree.iter(html.etree.Element)
        for name in each.attrib
        if name.startswith("on")
    ]


def _ids(tree: html.HtmlElement) -> list[str]:
    counts = Counter(tree.xpath("//@id"))
    found = [f"id {name!r} {count} times" for name, count in counts.items() if count > 1]
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for value in tree.xpath(f"//@{attribute}"):
            found += [
                f"{attribute} {one!r} leads nowhere" for one in value.split() if one not in counts
            ]
    return found + [
        f"link to #{target[1:]} leads nowhere"
        for target in tree.xpath("//a/@href[starts-with(., '#')]")
        if len(target) > 1 and target[1:] not in counts
    ]


def _names(tree: html.HtmlElement) -> list[str]:
    labelled = set(tree.xpath("//label/@for"))
    found = []
    for control in tree.iter("input", "select", "textarea"):
        named = control.get("aria-label") or control.get("aria-labelledby")
        wrapped = any(each.tag == "label" for each in control.iterancestors())
        if control.get("type") in SELF_LABELLED or named or wrapped:
            continue
        if control.get("id") not in labelled:
            found.append(f"no label for {control.get('name')!r}")
    found += [
        f"no alt on {each.get('src')}" for each in tree.iter("img") if each.get("alt") is None
    ]
    return found + [
        f"nameless <{each.tag}> {each.get('href') or ''}"
        for each in tree.iter("a", "button")
        if not _text(each) and not each.get("aria-label") and not each.xpath(".//*[@aria-label]")
    ]
