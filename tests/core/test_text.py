"""Vietnamese text as people write, look up and order it."""

import random
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.text import (
    exact,
    fold,
    slug,
    sort_key,
    sort_key_of_parts,
    unify_tone,
    vietnamese_number_words,
    word_diff,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đặng  Thị Hoà", "dang thi hoa"),
        ("NGUYỄN VĂN A", "nguyen van a"),
        (unicodedata.normalize("NFD", "Trần Đức"), "tran duc"),
        ("H’Hen Niê", "h'hen nie"),
        ("H'Hen Niê", "h'hen nie"),
        ("Bà Rịa – Vũng Tàu", "ba ria-vung tau"),
        ("Bà Rịa-Vũng Tàu", "ba ria-vung tau"),
        ("Nguyễn\u200b Văn\u00a0Anh", "nguyen van anh"),
        ("Ðỗ Mười", "do muoi"),
    ],
)
def test_folding_drops_all_that_a_hasty_hand_leaves_out(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("new_style", "old_style"),
    [
        ("Hoà", "Hòa"),
        ("hoè", "hòe"),
        ("thuý", "thúy"),
        ("Uỷ ban", "Ủy ban"),
        ("HOÀ", "HÒA"),
        ("khoá, hoạ", "khóa, họa"),
    ],
)
def test_the_tone_of_a_final_oa_oe_uy_has_one_place(new_style: str, old_style: str) -> None:
    assert unify_tone(new_style) == old_style == unify_tone(old_style)
    assert exact(new_style) == exact(unicodedata.normalize("NFD", old_style))


@pytest.mark.parametrize("word", ["quý", "hoàn", "ngoài", "khuỷu", "Quỳnh", "toán", "luỹa"])
def test_other_syllables_keep_their_tone_where_it_is(word: str) -> None:
    assert unify_tone(word) == word


def test_the_misspelt_qu_gets_its_tone_back() -> None:
    assert unify_tone("qúy") == "quý"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert unify_tone(unify_tone(text)) == unify_tone(text)


@given(st.text(alphabet="aàảãáạăằâầbcdđeêghiklmnoôơpqrstuưvxyHOÀUY "))
def test_composed_and_decomposed_text_have_the_same_keys(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert fold(text) == fold(apart)
    assert exact(text) == exact(apart)
    assert sort_key(text) == sort_key(apart)


OFFICIAL = (
    "a à ả ã á ạ ai ăn ân ấn ba bà bả bã bá bạ ca da đa e em ê êm ga ha hai i ka la ma na nga nha"
    " o ô ơ pa qua ra sa ta tha tra u ư va xa y"
)


def test_letters_come_in_the_order_of_the_alphabet_and_tones_last() -> None:
    words = OFFICIAL.split()
    shuffled = random.Random(4).sample(words, len(words))
    assert sorted(shuffled, key=sort_key) == words


def test_foreign_letters_stand_at_their_place() -> None:
    words = ["e", "ê", "fa", "ga", "i", "ja", "ka", "va", "wa", "xa", "y", "za", "Жуков"]
    assert sorted(random.Random(4).sample(words, len(words)), key=sort_key) == words
    assert sort_key("Müller") == sort_key("Muller")


def test_names_are_ordered_by_given_name_then_family_or_by_the_whole() -> None:
    names = ["Trần Văn An", "Nguyễn Thị Ân", "Đặng Văn Bình", "Nguyễn Văn An", "Dương Hòa"]
    assert sorted(names, key=lambda name: sort_key(name, by="given")) == [
        "Nguyễn Văn An",
        "Trần Văn An",
        "Nguyễn Thị Ân",
        "Đặng Văn Bình",
        "Dương Hòa",
    ]
    assert sorted(names, key=sort_key) == [
        "Dương Hòa",
        "Đặng Văn Bình",
        "Nguyễn Thị Ân",
        "Nguyễn Văn An",
        "Trần Văn An",
    ]


def test_syllables_are_compared_whole_before_the_next_one() -> None:
    names = ["Hà Anh", "Há An", "Hai A"]
    assert sorted(set(names), key=sort_key) == names


def test_parts_give_the_key_that_the_whole_name_gives() -> None:
    assert sort_key("Nguyễn Văn Anh", by="given") == sort_key_of_parts("Anh", "Nguyễn Văn")
    assert sort_key_of_parts("H’Hen", "Niê") == sort_key_of_parts("h'hen", "niê")


@given(st.text())
def test_a_sort_key_is_made_of_digits_and_small_letters(text: str) -> None:
    for key in (sort_key(text), sort_key(text, by="given")):
        assert all("0" <= sign <= "9" or "a" <= sign <= "z" for sign in key)


@given(
    st.text(alphabet="abdehimnotuvxy ", max_size=12),
    st.text(alphabet="abdehimnotuvxy ", max_size=12),
)
def test_plain_words_are_ordered_word_by_word(a: str, b: str) -> None:
    assert (sort_key(a) < sort_key(b)) == (a.split() < b.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội Đông y tỉnh", "hoi-dong-y-tinh"),
        ("  H’Hen Niê ", "hhen-nie"),
        ("Quyết định 894/QĐ-UBND", "quyet-dinh-894-qd-ubnd"),
        ("漢字", "x"),
    ],
)
def test_slugs_are_plain_words(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_fits_an_address(text: str) -> None:
    made = slug(text, longest=20)
    assert 1 <= len(made) <= 20
    assert made.strip("-") == made
    assert made.isascii()


def test_a_difference_is_shown_by_the_syllable() -> None:
    assert word_diff("đội ngũ tri thức; đối mới", "đội ngũ trí thức; đổi mới") == [
        ("same", "đội ngũ "),
        ("del", "tri"),
        ("ins", "trí"),
        ("same", " thức; "),
        ("del", "đối"),
        ("ins", "đổi"),
        ("same", " mới"),
    ]


def test_a_document_number_is_one_token() -> None:
    assert word_diff("số 849/QĐUBND", "số 894/QĐ-UBND")[1:] == [
        ("del", "849/QĐUBND"),
        ("ins", "894/QĐ-UBND"),
    ]


def test_tone_placement_and_spaces_are_no_difference() -> None:
    assert word_diff("Uỷ ban  nhân dân", "Ủy ban nhân dân") == [("same", "Ủy ban nhân dân")]


WORDS = st.lists(st.sampled_from(["tri", "trí", "thức", " ", "  ", ",", "45-NQ/TW"]), max_size=20)


@given(WORDS, WORDS)
def test_a_difference_holds_the_whole_new_text_and_nothing_is_said_twice(
    a: list[str], b: list[str]
) -> None:
    pieces = word_diff("".join(a), "".join(b))
    assert "".join(text for kind, text in pieces if kind != "del") == "".join(b)
    assert all(one[0] != two[0] for one, two in pairwise(pieces))


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1_005, "một nghìn không trăm linh năm"),
        (2_000_015, "hai triệu không trăm mười lăm"),
        (300_000, "ba trăm nghìn"),
        (1_000_000_000, "một tỷ"),
        (1_200_000_001, "một tỷ hai trăm triệu không trăm linh một"),
        (-3, "âm ba"),
    ],
)
def test_numbers_are_said_as_on_a_receipt(n: int, words: str) -> None:
    assert vietnamese_number_words(n) == words
