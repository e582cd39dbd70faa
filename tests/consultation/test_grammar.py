"""Small texts, one rule of the grammar each; and no text at all may crash it or get lost."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.consultation.outline import Kind, Outline, recognise
from portal.consultation.outline.checks import Fault, sequence_faults, value_of
from portal.consultation.outline.markers import POINT_LETTERS, marker_of
from portal.consultation.outline.prepare import lines_of
from portal.consultation.outline.slips import texts_of

MARKERS = [
    ("I. MỤC ĐÍCH", Kind.ROMAN, "I"),
    ("IV) Tổ chức", Kind.ROMAN, "IV"),
    ("1. Mục đích", Kind.CLAUSE, "1"),
    ("5a. Khi bán vàng", Kind.CLAUSE, "5a"),
    ("2.1. Mục tiêu", Kind.SUBITEM, "2.1"),
    ("2.1.1 Mục tiêu", Kind.SUBITEM, "2.1.1"),
    ("Điều 51a. Lấy ý kiến", Kind.ARTICLE, "51a"),
    ("Điều 7", Kind.ARTICLE, "7"),
    ("Chương IVa", Kind.CHAPTER, "IVa"),
    ("Mục 2. BẢO TRÌ", Kind.SECTION, "2"),
    ("Tiểu mục 1", Kind.SUBSECTION, "1"),
    ("PHẦN THỨ NHẤT", Kind.PART, "THỨ NHẤT"),
    ("đ) Có quy định", Kind.POINT, "đ"),
    ("đ1) Sản xuất", Kind.POINT, "đ1"),
    ("- Lưu: VT", Kind.BULLET, ""),
    ("PHỤ LỤC II", Kind.APPENDIX, "II"),
]
NO_MARKERS = [
    "24/11/2023 của Ban Chấp hành",
    "07/02/2024 về việc",
    "2045 tới toàn thể",
    "45-NQ/TW ngày 24",
    "849/QĐUBND ngày 21/4/2025",
    "Điều 5 của Luật này quy định",
    "Chương II của Nghị định này",
    "f) không có điểm f",
    "Mục 3 Chương II Nghị định này",
    "V. anh thường",
]


@pytest.mark.parametrize(("text", "kind", "number"), MARKERS)
def test_a_marker_is_known(text: str, kind: Kind, number: str) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert (marker.kind, marker.number) == (kind, number)


@pytest.mark.parametrize("text", NO_MARKERS)
def test_what_only_looks_like_a_marker_is_text(text: str) -> None:
    assert marker_of(text) is None


def test_a_year_range_cut_at_its_dash_is_no_bullet() -> None:
    text = "I. MỤC TIÊU\n1. Chung\nPhát triển trong giai đoạn 2025\n- 2030, tầm nhìn đến năm 2045."
    outline = recognise(text)
    assert outline.nodes[0].children[0].bullets == []
    assert (
        outline.nodes[0].children[0].paragraphs[0].endswith("2025 - 2030, tầm nhìn đến năm 2045.")
    )


def test_a_number_cut_at_its_hyphen_closes_up_without_a_space() -> None:
    text = "I. MỤC TIÊU\n1. Chung\nThực hiện Nghị quyết số 45-\nNQ/TW của Trung ương."
    assert "45-NQ/TW" in recognise(text).nodes[0].children[0].paragraphs[0]


def test_a_numbered_line_is_a_clause_inside_an_article_and_an_item_elsewhere() -> None:
    assert recognise("Điều 1. Tên\n1. Nội dung.").nodes[0].children[0].kind is Kind.CLAUSE
    assert recognise("I. TÊN\n1. Nội dung.").nodes[0].children[0].kind is Kind.ITEM


def test_a_clause_that_runs_in_has_no_title_and_one_paragraph() -> None:
    item = recognise("I. TÊN\n1. Sở Nội vụ chủ trì thực hiện.").nodes[0].children[0]
    assert (item.title, item.paragraphs) == ("", ["Sở Nội vụ chủ trì thực hiện."])


def test_points_follow_the_vietnamese_alphabet_without_gaps() -> None:
    lines = [f"{letter}) Nội dung {letter};" for letter in POINT_LETTERS]
    outline = recognise("\n".join(["Điều 1. Tên", "1. Gồm:", *lines]))
    assert [n.number for n in outline.nodes[0].children[0].children] == list(POINT_LETTERS)
    assert sequence_faults(outline) == []


def test_gaps_repeats_and_late_starts_are_found() -> None:
    outline = recognise("I. A\n1. Một\n3. Ba\n3. Ba nữa\nII. B\n2. Hai\nIV. C")
    faults = [(f.fault, f.place) for f in sequence_faults(outline)]
    assert faults == [
        (Fault.GAP, "IV"),
        (Fault.GAP, "I 3"),
        (Fault.REPEAT, "I 3"),
        (Fault.STARTS_LATE, "II 2"),
    ]


@pytest.mark.parametrize(
    ("number", "value"),
    [("5", (5, 0)), ("5a", (5, 1)), ("51a", (51, 1)), ("IV", (4, 0)), ("IVb", (4, 2)), ("2.3", (3, 0)),
     ("đ", (5, 0)), ("đ2", (5, 2)), ("", None), ("THỨ NHẤT", None)],
)  # fmt: skip
def test_numbers_have_their_place(number: str, value: tuple[int, int] | None) -> None:
    assert value_of(number) == value


def test_a_text_without_structure_gives_no_node_and_keeps_its_words() -> None:
    outline = recognise("Một đoạn văn xuôi.\nKhông có mục nào cả.")
    assert outline.nodes == []
    assert _words(outline) >= {"một", "đoạn", "văn", "xuôi", "không", "có", "mục", "nào", "cả"}


def test_a_long_wrapped_text_is_read_in_linear_time() -> None:
    line = "và phát huy vai trò của đội ngũ trí thức đáp ứng yêu cầu phát triển"
    outline = recognise("I. TÊN\n1. Chung\n" + "\n".join([line] * 15_000))
    assert len(outline.nodes) == 1


_PIECES = st.one_of(
    st.sampled_from(
        ["I. ", "II. MỤC", "1. ", "2.1. ", "Điều 1. ", "Chương I", "a) ", "- ", "\n", "\n\n", " ", "”",
         "Nơi nhận:", "- Lưu", "KT. CHỦ TỊCH", "QUY CHẾ", "PHỤ LỤC I", "(kèm theo", "như sau:", '"',
         "KẾ HOẠCH", "Căn cứ", "2025", "- 2030", "./.", "**", "|", "---", "Nguyễn Văn A", "45-"]
    ),
    st.text(max_size=30),
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_text_crashes_the_recogniser_or_loses_a_word(text: str) -> None:
    outline = recognise(text)
    said = _words(outline) | {
        "nơi",
        "nhận",
        "điều",
        "chương",
        "mục",
        "phụ",
        "lục",
        "phần",
        "tiểu",
        "số",
    }
    for line in lines_of(text):
        if not line.is_rule:
            assert set(_split(line.text)) <= said, line.text


def _words(outline: Outline) -> set[str]:
    texts = [outline.doc_type, *texts_of(outline), *outline.header, *outline.left_over]
    texts += [node.number for node in outline.walk()]
    closing = outline.closing
    texts += [*closing.recipients, closing.signer, closing.capacity]
    return {word for text in texts for word in _split(text)}


def _split(text: str) -> list[str]:
    text = re.sub(r"(\d)-\s+(?=\w)", r"\1-", unicodedata.normalize("NFC", text))
    return re.findall(r"[^\W_]+", text.casefold())
