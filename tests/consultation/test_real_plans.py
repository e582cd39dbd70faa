"""The two real plans give the outlines made by hand, however their lines are laid out."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.consultation.outline import Node, Outline, recognise

PLANS = ("lai-chau-plan", "son-la-plan")
KINDS = {"muc_la_ma": "roman", "muc_so": "item", "muc_so_cap2": "subitem"}


def _laid_out(text: str) -> dict[str, str]:
    lines = [line.strip() for line in text.split("\n")]
    return {
        "as it came": text,
        "decomposed letters": unicodedata.normalize("NFD", text),
        "trailing spaces stripped": "\n".join(lines),
        "no blank lines": "\n".join(line for line in lines if line),
        "Windows line ends": text.replace("\n", "\r\n"),
        "zero-width marks": text.replace("1. ", "1.\u200b "),
    }


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest, shared: Path) -> tuple[str, dict[str, Any]]:
    expected = json.loads((shared / "drafts/outlines_expected.json").read_text())[request.param]
    return (shared / "drafts" / expected["file"]).read_text(), expected


@pytest.mark.parametrize("layout", _laid_out(""))
def test_a_real_plan_gives_its_outline(plan: tuple[str, dict[str, Any]], layout: str) -> None:
    text, expected = plan
    outline = recognise(_laid_out(text)[layout])
    assert outline.doc_type == expected["doc_type"]
    assert outline.subject == expected["subject"]
    assert outline.preamble == [expected["preamble"]]
    assert outline.left_over == []
    _assert_same(outline.nodes, expected["outline"])
    _assert_closing(outline, expected["closing"])


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_the_same_plan_with_a_paragraph_a_line_gives_the_same_outline(
    plan: tuple[str, dict[str, Any]], blank: str
) -> None:
    outline = recognise(plan[0])
    assert recognise(blank.join(_paragraphs(outline))).as_json() == outline.as_json()


def _paragraphs(outline: Outline) -> Iterator[str]:
    yield from (outline.doc_type, outline.subject, *outline.preamble)
    for node in outline.walk():
        head = node.title or node.paragraphs[0]
        yield f"{node.number}. {head}"
        for part in node.parts if node.title else node.parts[1:]:
            yield f"- {part.text}" if part.kind == "bullet" else part.text
    yield "Nơi nhận:"
    yield from (f"- {recipient}" for recipient in outline.closing.recipients)
    yield from (*outline.closing.capacity.split("\n"), outline.closing.signer)


def _assert_same(nodes: list[Node], expected: list[dict[str, Any]]) -> None:
    assert [node.number for node in nodes] == [one["number"] for one in expected]
    for node, one in zip(nodes, expected, strict=True):
        assert node.kind == KINDS[one["level"]]
        assert node.title == (one["title"] or "")
        assert (len(node.paragraphs), len(node.bullets)) == (one["paragraphs"], one["bullets"])
        assert [text[:40] for text in node.bullets] == one["bullet_starts"]
        if one["text"] is None:
            assert [text[:40] for text in node.paragraphs] == one["paragraph_starts"]
        else:
            assert re.sub(r"\W", "", node.paragraphs[0]) == re.sub(r"\W", "", one["text"])
        _assert_same(node.children, one.get("children", []))


def _assert_closing(outline: Outline, expected: dict[str, Any]) -> None:
    closing = outline.closing
    assert len(closing.recipients) == expected["recipients"]
    assert closing.signer == expected["signer"]
    assert closing.capacity.split("\n") == [expected["sign_on_behalf"], expected["signer_title"]]
