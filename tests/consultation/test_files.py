"""Files as people send them: DOCX in every state, text in every encoding, the command."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from portal.consultation.outline.docx import read_docx
from portal.consultation.outline.source import check_not_secret, source_of_file, source_of_text
from portal.core.errors import RuleBroken
from tests.factories.consultation import PLAN


def _docx(path: Path, paragraphs: list[str]) -> Any:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return document


def test_a_docx_is_read_in_a_bounded_child(app: Any, tmp_path: Path) -> None:
    path = tmp_path / "du-thao.docx"
    _docx(path, PLAN.splitlines())
    source = source_of_file(path)
    assert source.outline.as_json() == source_of_text(PLAN).outline.as_json()
    assert source.warnings == []


def test_tracked_changes_are_read_as_accepted_with_a_warning(app: Any, tmp_path: Path) -> None:
    path = tmp_path / "sua.docx"
    document = Document()
    paragraph = document.add_paragraph("1. Mục tiêu ")
    for xml in (
        f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>chung</w:t></w:r></w:ins>',
        f'<w:del {nsdecls("w")} w:id="2" w:author="A"><w:r><w:delText>cũ</w:delText></w:r></w:del>',
    ):
        paragraph._p.append(parse_xml(xml))
    document.save(str(path))
    answer = read_docx(str(path))
    assert answer["paragraphs"] == ["1. Mục tiêu chung"]
    assert answer["warnings"] == ["tracked_changes"]
    assert len(source_of_file(path).warnings) == 1


def test_a_docx_with_macros_is_refused(app: Any, tmp_path: Path) -> None:
    path = tmp_path / "macro.docx"
    _docx(path, ["I. MỤC TIÊU"])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(RuleBroken) as broken:
        source_of_file(path)
    assert "macro" in broken.value.message


def test_a_soft_line_break_parts_only_before_a_marker(tmp_path: Path) -> None:
    path = tmp_path / "ngat.docx"
    _docx(path, ["1. Một\n2. Hai\nnối tiếp"])
    assert read_docx(str(path))["paragraphs"] == ["1. Một", "2. Hai nối tiếp"]


def test_automatic_numbers_are_computed(tmp_path: Path) -> None:
    path = tmp_path / "so.docx"
    document = Document()
    for text in ("Một", "Hai"):
        document.add_paragraph(text, style="List Number")
    for paragraph in document.paragraphs:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = 5
        properties.get_or_add_ilvl().val = 0
    document.save(str(path))
    answer = read_docx(str(path))
    assert [text.split()[-1] for text in answer["paragraphs"]] == ["Một", "Hai"]


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"PK\x03\x04" + b"\x00" * 500])
def test_a_broken_docx_gives_a_sentence(app: Any, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hong.docx"
    path.write_bytes(content)
    with pytest.raises(RuleBroken):
        source_of_file(path)


def test_an_archive_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b"\x00" * 70_000_000)
    assert read_docx(str(path)) == {"error": "too_big"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_in_the_encodings_people_use(
    app: Any, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(PLAN.encode(encoding))
    assert source_of_file(path).outline.nodes[0].title == "MỤC TIÊU"


@pytest.mark.parametrize("name", ["anh.png", "trang.html", "so.xlsx"])
def test_other_files_are_refused_with_a_sentence(app: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x89PNG...")
    with pytest.raises(RuleBroken):
        source_of_file(path)


def test_the_command_prints_the_tree_as_json(app: Any, shared: Path) -> None:
    for name in (
        "son-la-plan.txt",
        "can-tho-regulation.md",
        "draft-decree-construction-quality.docx",
    ):
        result = app.test_cli_runner().invoke(
            args=["drafts", "outline", str(shared / "drafts" / name), "--json"]
        )
        assert result.exit_code == 0, result.stderr
        tree = json.loads(result.stdout)
        assert list(tree) == ["doc_type", "subject", "preamble", "nodes", "closing"]
        node = tree["nodes"][0]
        assert list(node) == ["kind", "number", "title", "paragraphs", "bullets", "children"]
        assert list(tree["closing"]) == ["recipients", "signer", "capacity"]


def test_the_command_says_why_and_fails_where_nothing_can_be_read(app: Any, tmp_path: Path) -> None:
    (tmp_path / "trong.txt").write_text("")
    (tmp_path / "xuoi.txt").write_text("Một đoạn văn xuôi không có mục nào.")
    for name in ("khong-co.txt", "trong.txt", "xuoi.txt"):
        result = app.test_cli_runner().invoke(
            args=["drafts", "outline", str(tmp_path / name), "--json"]
        )
        assert result.exit_code == 1
        assert result.stdout == ""
        assert name in result.stderr


def test_a_text_marked_secret_is_refused(app: Any) -> None:
    for mark in ("MẬT", "TỐI MẬT", "Độ mật: Mật"):
        with pytest.raises(RuleBroken):
            check_not_secret(source_of_text(f"{mark}\n\n{PLAN}").outline)
    check_not_secret(source_of_text(PLAN).outline)
