"""Texts the rules were not tuned on: a regulation, an amending decree, a draft decree in DOCX."""

from collections import Counter
from pathlib import Path

import pytest

from portal.consultation.outline import Node, Outline, recognise, recognise_paragraphs
from portal.consultation.outline.checks import Fault, sequence_faults
from portal.consultation.outline.docx import read_docx
from portal.consultation.outline.slips import slips


@pytest.fixture
def decree(shared: Path) -> Outline:
    answer = read_docx(str(shared / "drafts/draft-decree-construction-quality.docx"))
    return recognise_paragraphs(answer["paragraphs"])


def _kinds(nodes: list[Node]) -> Counter[str]:
    return Counter(one.kind.value for node in nodes for one in node.walk())


def test_a_regulation_keeps_its_own_numbering_apart_from_the_decision(shared: Path) -> None:
    outline = recognise((shared / "drafts/can-tho-regulation.md").read_text())
    *decision, annexed = outline.nodes
    assert [(node.kind, node.number) for node in decision] == [
        ("article", "1"),
        ("article", "2"),
        ("article", "3"),
    ]
    assert annexed.kind == "annexed"
    assert [(c.number, c.title, len(c.children)) for c in annexed.children] == [
        ("I", "QUY ĐỊNH CHUNG", 4),
        ("II", "QUY TRÌNH LẤY Ý KIẾN ĐIỆN TỬ", 3),
        ("III", "QUY TRÌNH GÓP Ý KIẾN ĐIỆN TỬ", 4),
        ("IV", "BẢO ĐẢM HẠ TẦNG CÔNG NGHỆ THÔNG TIN", 2),
        ("V", "TỔ CHỨC THỰC HIỆN", 4),
    ]
    articles = [a for chapter in annexed.children for a in chapter.children]
    assert [len(a.children) for a in articles] == [
        2,
        3,
        3,
        0,
        2,
        2,
        2,
        3,
        3,
        0,
        2,
        3,
        2,
        4,
        2,
        3,
        0,
    ]
    assert _kinds(annexed.children)["point"] == 4
    assert len(articles[8].children[1].paragraphs) == 2
    assert len(articles[1].paragraphs) == len(articles[7].paragraphs) == 1
    assert len(outline.closing.recipients) == 8
    assert outline.closing.signer == "Nguyễn Văn Khởi"
    assert outline.closing.capacity == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


def test_quoted_matter_of_an_amending_decree_stays_out_of_the_tree(shared: Path) -> None:
    outline = recognise((shared / "drafts/amending-decree-232.md").read_text())
    assert [(n.kind.value, n.number) for n in outline.nodes] == [
        ("article", "1"),
        ("article", "2"),
        ("article", "3"),
    ]
    clauses = [[c.number for c in n.children if c.kind == "clause"] for n in outline.nodes]
    assert clauses == [[str(n) for n in range(1, 14)], [], ["1", "2", "3", "4"]]
    assert _kinds(outline.nodes) == {"article": 3, "clause": 17, "quoted": 13}
    assert outline.nodes[2].title == "Hiệu lực và trách nhiệm thi hành"
    assert "Điều 11a" in outline.nodes[0].children[6].children[0].paragraphs[0]


def test_a_draft_decree_in_docx_is_counted_to_the_last_point(decree: Outline) -> None:
    counts = _kinds(decree.nodes)
    assert counts == {"chapter": 6, "section": 8, "article": 62, "clause": 375, "point": 378}
    sections = [[len(s.children) for s in c.children if s.kind == "section"] for c in decree.nodes]
    assert sections == [[], [15, 6], [2, 6, 3, 3], [4, 4], [], []]
    assert [len(c.children) for c in decree.nodes if c.children[0].kind == "article"] == [12, 4, 3]


def test_the_sequence_check_finds_the_real_faults_of_the_decree(decree: Outline) -> None:
    found = {(fault.fault, fault.place) for fault in sequence_faults(decree)}
    assert (Fault.REPEAT, "II 2 28 5") in found
    assert (Fault.STARTS_LATE, "III 3 44 e") in found
    assert (Fault.STARTS_LATE, "III 3 44 2") in found
    assert len(found) == 4


def test_the_slip_finder_finds_the_decision_under_two_numbers(shared: Path) -> None:
    found = slips(recognise((shared / "drafts/son-la-plan.txt").read_text()))
    assert [(f.found, f.expected) for f in found if f.fault is Fault.TWO_NUMBERS] == [
        ("849/QĐUBND", "894/QĐ-UBND")
    ]


def test_the_slip_finder_finds_terms_spelt_in_two_ways(shared: Path) -> None:
    found = slips(recognise((shared / "drafts/lai-chau-plan.txt").read_text()))
    pairs = {f.found: (f.expected, f.count) for f in found}
    assert pairs["tri thức"] == ("trí thức", 7)
    assert pairs["đối mới"] == ("đổi mới", 1)
    assert pairs["uỷ"] == ("ủy", 5)
