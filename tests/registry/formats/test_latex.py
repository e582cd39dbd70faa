"""Vietnamese letters however LaTeX spells them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.registry.formats.latex import decode

ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0306": "u",
    "\u0309": "h",
    "\u0323": "d",
    "\u031b": "horn",
}
VOWELS = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Nguy{\~{\^e}}n Th{\d i}", "Nguyễn Thị"),
        (r"Huy{\`{\^e}}n", "Huyền"),
        (r"Tr{\`\^a}n", "Trần"),
        (r"Tr{\^{\`a}}n", "Trần"),
        (r"{\DJ}{\^o}ng", "Đông"),
        (r"{\DJ}{\u{a}}ng, V{\u a}n L{\^a}m", "Đăng, Văn Lâm"),
        (r"l{\uhorn}{\d\ohorn}ng n{\uhorn}{\'\ohorn}c", "lượng nước"),
        (r"C{\uhorn}{\`\ohorn}ng", "Cường"),
        (r"ch{\'\i}", "chí"),
        (r"Th\h{\^o} \dj \~ng", "Thổ đñg"),
        (r"Ph\horn{o} b\`o", "Phơ bò"),
        (r"50\% \& {\emph{more}} \textbf{bold}", "50% & more bold"),
        (r"Bài \LaTeX", r"Bài \LaTeX"),
        (r"``x'' -- y --- z~w", "“x” – y — z w"),
        (r"{\O}rsted Stra\ss e", "Ørsted Straße"),
        (r"trailing \'", "trailing "),
        ("{{{unbalanced", "unbalanced"),
    ],
)
def test_letters_are_read(written: str, read: str) -> None:
    assert decode(written) == read


def spelled(letter: str, order: str) -> str:
    base, *marks = unicodedata.normalize("NFD", letter)
    if order == "reversed":
        marks = marks[::-1]
    text = base
    for mark in marks:
        text = f"\\{ACCENTS[mark]}{{{text}}}"
    return text


@pytest.mark.parametrize("order", ["as composed", "reversed"])
def test_every_vowel_is_read_in_either_order_of_its_marks(order: str) -> None:
    assert [decode(spelled(letter, order)) for letter in VOWELS] == list(VOWELS)


@given(st.text(alphabet="\\{}'`^~\"du horna$-", max_size=60))
def test_no_text_breaks_the_decoder(text: str) -> None:
    assert isinstance(decode(text), str)


def test_thousands_of_brackets_do_no_harm() -> None:
    assert decode("{" * 20_000 + "x" + "}" * 20_000) == "x"
    assert decode("\\'" * 20_000 + "x")
